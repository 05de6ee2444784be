"""Cards that resemble each other across the tables of a meeting."""

from typing import NamedTuple

from maillage.workshops.models import Card, CardGroup, Meeting, SetApart
from maillage.workshops.resembling import close


class Suggestion(NamedTuple):
    first: Card
    second: Card
    score: int


def suggestions(meeting: Meeting) -> list[Suggestion]:
    """Pairs not yet together, nor told apart. Three queries."""
    rows = Card.objects.filter(board__meeting=meeting, hidden_at=None).select_related("board", "organisation")
    cards = {card.pk: card for card in rows}
    apart = SetApart.objects.filter(first__board__meeting=meeting).values_list("first", "second")
    found = close({pk: card.text for pk, card in cards.items()}, apart=apart)
    pairs = [Suggestion(cards[one.first], cards[one.second], one.score) for one in found]
    return [one for one in pairs if one.first.group_id is None or one.first.group_id != one.second.group_id]


def groups_of(meeting: Meeting) -> list[tuple[CardGroup, list[Card]]]:
    """Each group with its members and their tables."""
    rows = Card.objects.filter(group__meeting=meeting).select_related("group", "board__table", "organisation")
    found: dict[int, tuple[CardGroup, list[Card]]] = {}
    for card in rows.order_by("group", "pk"):
        found.setdefault(card.group_id, (card.group, []))[1].append(card)
    return list(found.values())
