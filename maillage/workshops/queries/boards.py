"""The wall: the cards of a board, column by column, those that say the same thing together."""

from collections.abc import Iterable
from typing import NamedTuple

from maillage.workshops.enums import AXES, PICTOGRAMS, Axis, Column
from maillage.workshops.models import Board, Card


class Spoken(NamedTuple):
    """A card that speaks, and those that say the same."""

    card: Card
    others: list[Card]

    @property
    def count(self) -> int:
        return 1 + len(self.others)


class Lane(NamedTuple):
    column: Column
    axis: Axis
    pictogram: str
    spoken: list[Spoken]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.spoken)


def told(board: Board, *, hidden: bool = False) -> list[Card]:
    """Its cards, the oldest first; the hidden ones only for who sorts them. One query."""
    rows = board.cards.select_related("organisation", "zone", "group")
    return list(rows if hidden else rows.filter(hidden_at=None))


def lanes(cards: Iterable[Card]) -> list[Lane]:
    """The six columns, in order, even empty. Cards of one group stand together in their column."""
    by_column: dict[str, dict] = {column: {} for column in Column.values}
    for card in cards:
        by_column[card.column].setdefault(card.group_id or f"card-{card.pk}", []).append(card)
    return [
        Lane(
            column, axis, PICTOGRAMS[column], [Spoken(first, rest) for first, *rest in by_column[column].values()]
        )
        for axis, columns in AXES.items()
        for column in columns
    ]  # fmt: skip


def board_open_at(code: str) -> Board | None:
    """The board whose code this is, whether the meeting is over or not."""
    rows = Board.objects.select_related("meeting__series", "table")
    return rows.filter(code=code.upper()).first() if code.isascii() and code.isprintable() else None
