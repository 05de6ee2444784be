"""Cards arrive, are sorted, hidden, followed. What was written is never rewritten."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.workshops.actions.boards import BoardClosed, touched
from maillage.workshops.enums import Via
from maillage.workshops.models import Board, Card, CardBecame


@transaction.atomic
def add_card(
    board: Board, text: str, column: str, *, by: User | None, client: str = "", via: str = Via.FACILITATOR, **columns
) -> Card:
    """What a phone sends again (same `client`, same words) is the card that is already there."""
    touched(board)
    sent_as = _sent_as(client, column, text)
    known = sent_as and Card.objects.filter(board=board, sent_as=sent_as).first()
    if known:
        return known
    if via == Via.PHONE:
        _still_open(board)
    card = Card.objects.create(board=board, text=text, column=column, sent_as=sent_as, via=via, by=by, **columns)
    tell("added card", card, by=by, board=board.pk, via=via)
    return card


def _sent_as(client: str, column: str, text: str) -> str:
    """One name for one sending. Other words under the same name (somebody went back and corrected) are another card."""
    return sha256("\x00".join((client, column, text)).encode()).hexdigest() if client else ""


def _still_open(board: Board) -> None:
    """Read again under the lock of the board: it may have been closed since the page was opened."""
    now = Board.objects.values_list("code", "meeting__closed_at").get(pk=board.pk)
    if not now[0] or now[1]:
        raise BoardClosed


@transaction.atomic
def add_cards(
    board: Board, texts: Iterable[str], column: str, *, by: User | None, client: str = "", **columns
) -> list[Card]:
    """One a line, as somebody types the notes of a wall. The same words twice are two notes of two people."""
    return [
        add_card(board, text, column, by=by, client=client and f"{client}-{number}", **columns)
        for number, text in enumerate(texts)
    ]


@transaction.atomic
def change_card(card: Card, *, by: User, **columns) -> Card:
    """Its place on the board, what it is about, who wrote it; never its words."""
    if "text" in columns:
        raise TypeError("a card keeps its words")
    touched(card.board)
    before = {name: getattr(card, name) for name in columns}
    for name, value in columns.items():
        setattr(card, name, value)
    card.save(update_fields=list(columns))
    changed = {name: [str(before[name] or ""), str(value or "")] for name, value in columns.items()}
    tell("sorted card", card, by=by, **{name: pair for name, pair in changed.items() if pair[0] != pair[1]})
    return card


@transaction.atomic
def hide_card(card: Card, *, by: User) -> None:
    touched(card.board)
    Card.objects.filter(pk=card.pk, hidden_at=None).update(hidden_at=timezone.now())
    tell("hid card", card, by=by)


@transaction.atomic
def show_card(card: Card, *, by: User) -> None:
    touched(card.board)
    Card.objects.filter(pk=card.pk).update(hidden_at=None)
    tell("showed card", card, by=by)


@transaction.atomic
def card_became(card: Card, kind: str, id: str | int, *, by: User | None) -> CardBecame:
    """The link from the words of a table to what came of them; said twice, it stands once."""
    kind = CardBecame.Kind(kind)
    row, new = CardBecame.objects.get_or_create(card=card, kind=kind, ref=str(id), defaults={"by": by})
    if new:
        tell("became", card, by=by, kind=kind, ref=str(id))
    return row
