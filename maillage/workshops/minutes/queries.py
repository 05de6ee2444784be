"""The minutes of a meeting, as one value that a page, a PDF and a document are written from."""

from typing import NamedTuple

from maillage.workshops import queries
from maillage.workshops.models import Attendance, Board, Card, Commitment, Meeting
from maillage.workshops.queries import Counts, Lane


class Annex(NamedTuple):
    """A board in full."""

    board: Board
    lanes: list[Lane]  # those that hold something

    @property
    def count(self) -> int:
        return sum(lane.count for lane in self.lanes)


class Minutes(NamedTuple):
    meeting: Meeting
    blocks: list
    attendances: list[Attendance]
    counts: Counts
    annexes: list[Annex]
    taken: list[Commitment]
    back: list[Commitment]

    @property
    def cards(self) -> int:
        return sum(annex.count for annex in self.annexes)

    @property
    def excused(self) -> list[Attendance]:
        return [row for row in self.attendances if row.excused]


def minutes(meeting: Meeting) -> Minutes:
    """Seven queries whatever the number of boards."""
    came = list(meeting.attendances.select_related("organisation"))
    return Minutes(
        meeting, list(meeting.blocks.all()), came, queries.attendance(came), _annexes(meeting),
        list(queries.register().filter(meeting=meeting)), queries.coming_back(meeting),
    )  # fmt: skip


def _annexes(meeting: Meeting) -> list[Annex]:
    by_board: dict[int, list[Card]] = {}
    rows = Card.objects.filter(board__meeting=meeting, hidden_at=None).select_related("organisation", "zone")
    for card in rows:
        by_board.setdefault(card.board_id, []).append(card)
    boards = meeting.boards.select_related("table__facilitator", "table__referent").order_by("table__number", "pk")
    found = [Annex(one, [lane for lane in queries.lanes(by_board.get(one.pk, [])) if lane.spoken]) for one in boards]
    return [one for one in found if one.lanes or one.board.atmosphere or one.board.synthesis]
