"""Since the last edition: what was asked there, what became of it, whether it is asked again."""

from typing import NamedTuple

from maillage.workshops.becoming import Outcome, outcomes
from maillage.workshops.enums import ASKS, Column
from maillage.workshops.models import Card, Meeting
from maillage.workshops.queries.boards import Spoken
from maillage.workshops.resembling import close


class Asked(NamedTuple):
    """Something asked at the earlier edition."""

    spoken: Spoken
    became: list[Outcome]
    again: list[Card]  # what this edition says alike

    @property
    def status(self) -> str:
        if any(one.solved for one in self.became):
            return "réglé"
        return "suivi" if self.became else "ouvert"


def since_last(before: Meeting, meeting: Meeting) -> list[Asked]:
    """Five queries whatever the number of cards."""
    rows = list(_asked(before))
    now = list(_asked(meeting))
    links = {card.pk: [(one.kind, one.ref) for one in card.became.all()] for card in rows}
    read = outcomes(pair for pairs in links.values() for pair in pairs)
    again = _alike(rows, now)
    order = Column.values
    spoken = sorted(_spoken(rows), key=lambda one: order.index(one.card.column))
    return [_one(each, links, read, again) for each in spoken]


def _asked(meeting: Meeting):
    rows = Card.objects.filter(board__meeting=meeting, hidden_at=None, column__in=ASKS)
    return rows.select_related("board__table", "organisation", "zone").prefetch_related("became").order_by("pk")


def _spoken(rows: list[Card]) -> list[Spoken]:
    together: dict = {}
    for card in rows:
        together.setdefault(card.group_id or f"card-{card.pk}", []).append(card)
    return [Spoken(first, rest) for first, *rest in together.values()]


def _alike(rows: list[Card], now: list[Card]) -> dict[int, list[Card]]:
    later = {card.pk: card for card in now}
    found: dict[int, list[Card]] = {}
    for one in close({card.pk: card.text for card in (*rows, *now)}, most=len(rows) * 5):
        pair = {one.first, one.second}
        if len(pair & later.keys()) == 1:
            (new,) = pair & later.keys()
            found.setdefault((pair - {new}).pop(), []).append(later[new])
    return found


def _one(spoken: Spoken, links: dict, read: dict, again: dict) -> Asked:
    members = (spoken.card, *spoken.others)
    pairs = dict.fromkeys(pair for card in members for pair in links[card.pk])
    told = {card.pk: card for one in members for card in again.get(one.pk, [])}
    return Asked(spoken, [read[pair] for pair in pairs if pair in read], list(told.values()))
