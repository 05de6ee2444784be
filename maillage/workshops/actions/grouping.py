"""Cards that say the same thing stand together; they all stay."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.workshops.actions.boards import touched
from maillage.workshops.models import Card, CardGroup, Meeting, SetApart
from maillage.workshops.resembling import same_words


@transaction.atomic
def group(cards: Iterable[Card], *, by: User | None, automatic: bool = False) -> CardGroup:
    """One group of them and of those they already stood with."""
    cards = list(cards)
    meeting = cards[0].board.meeting
    Meeting.objects.select_for_update().get(pk=meeting.pk)  # two facilitators group one after the other
    held = sorted({pk for pk in _groups(cards) if pk})
    kept = CardGroup.objects.filter(pk__in=held).order_by("pk").first() or CardGroup.objects.create(
        meeting=meeting, automatic=automatic
    )
    members = Card.objects.filter(pk__in=[one.pk for one in cards]) | Card.objects.filter(group__in=held)
    _put(members, kept)
    CardGroup.objects.filter(pk__in=held).exclude(pk=kept.pk).delete()
    tell("grouped cards", meeting, by=by, group=kept.pk, cards=sorted(one.pk for one in cards))
    return kept


def _groups(cards: list[Card]) -> list[int | None]:
    return list(Card.objects.filter(pk__in=[one.pk for one in cards]).values_list("group", flat=True))


def _put(members, kept: CardGroup) -> None:
    rows = list(members.select_related("board").order_by("board_id", "pk"))
    for board in {one.board_id: one.board for one in rows}.values():
        touched(board)
    Card.objects.filter(pk__in=[one.pk for one in rows]).update(group=kept)


@transaction.atomic
def ungroup(card: Card, *, by: User) -> None:
    """This one leaves; a group of one is none."""
    held = card.group
    if held is None:
        return
    for board in {one.board_id: one.board for one in held.cards.select_related("board")}.values():
        touched(board)
    Card.objects.filter(pk=card.pk).update(group=None)
    if held.cards.count() < 2:
        held.delete()
    tell("ungrouped card", card, by=by)


@transaction.atomic
def set_apart(first: Card, second: Card, *, by: User) -> None:
    """Read as two different things: not proposed again."""
    low, high = sorted((first, second), key=lambda one: one.pk)
    SetApart.objects.get_or_create(first=low, second=high)
    tell("set apart", low, by=by, other=high.pk)


@transaction.atomic
def gather_same_words(meeting: Meeting, *, by: User | None) -> int:
    """The same words in the same column, at whatever table, are grouped without asking; returns how many groups."""
    alike = defaultdict(list)
    rows = Card.objects.filter(board__meeting=meeting, hidden_at=None).select_related("board__meeting").order_by("pk")
    for card in rows:
        alike[card.column, same_words(card.text)].append(card)
    several = [
        cards for cards in alike.values() if len(cards) > 1 and len({one.group_id or -one.pk for one in cards}) > 1
    ]
    for cards in several:
        group(cards, by=by, automatic=True)
    return len(several)
