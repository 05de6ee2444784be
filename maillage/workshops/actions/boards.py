"""A board: who may write on it, and what is said of it as a whole."""

import secrets

from django.db import transaction
from django.db.models import F

from maillage.accounts.models import User
from maillage.accounts.secrets import LETTERS
from maillage.core.events import tell
from maillage.core.transactions import inside_transaction
from maillage.workshops.models import Board, Meeting

GROUP = 4  # two groups of letters that nobody reads for others: 31 ** 8


class BoardClosed(Exception):
    """Its code was withdrawn, or the meeting is over."""


@inside_transaction
def touched(board: Board) -> None:
    """Holds the board until the commit: its cards arrive one after another, and its revision says so."""
    Board.objects.filter(pk=board.pk).update(revision=F("revision") + 1)


@transaction.atomic
def open_to_phones(board: Board, *, by: User | None = None) -> str:
    """A code for the telephones of the table; the one before, if any, opens nothing more."""
    touched(board)
    meeting = Meeting.objects.select_for_update().get(pk=board.meeting_id)
    if meeting.closed_at:
        raise BoardClosed
    board.code = new_code()
    board.save(update_fields=["code"])
    tell("opened board", board, by=by)
    return board.code


@transaction.atomic
def close_to_phones(board: Board, *, by: User) -> None:
    touched(board)
    board.code = None
    board.save(update_fields=["code"])
    tell("closed board", board, by=by)


@transaction.atomic
def describe_board(board: Board, *, by: User, **columns) -> Board:
    """Its name, its atmosphere, what was said of it in plenary."""
    touched(board)
    for name, value in columns.items():
        setattr(board, name, value)
    board.save(update_fields=list(columns))
    tell("described board", board, by=by, columns=sorted(columns))
    return board


def new_code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(2))
