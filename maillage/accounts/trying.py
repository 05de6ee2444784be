"""Brute force: at most ten tries on one account, and ten wrong ones from one address, in any fifteen minutes.

Only guesses are counted. A mailed link or a paper code cannot be guessed, so the right one always opens: an account is
never locked by somebody else's tries. A shared address that used up its tries still has one for each fresh mail, so
that one person at a library does not shut its door for the others.
"""

import time
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import Tries
from maillage.accounts.secrets import digest

MOST = 10
SPAN = 15 * 60  # seconds
MAILS_FROM_ONE_ADDRESS = 40  # a whole class may ask for its mail at once
MAILS_TO_ONE_ACCOUNT = 5
KEPT = timedelta(days=1)


class TooMany(Exception):
    """Wait some minutes, or use the link of the mail."""


@transaction.atomic
def left(kind: str, subject: str, *, most: int = MOST) -> int:
    """How many tries there still are. Read it with `spend`, in one transaction, to be exact."""
    return most - len(_recent(_row(kind, subject).at))


@transaction.atomic
def spend(kind: str, subject: str, *, most: int = MOST) -> bool:
    """One try less; False when there was none left. The row is locked: two processes never share the last one."""
    row = _row(kind, subject)
    recent = _recent(row.at)
    if len(recent) >= most:
        return False
    Tries.objects.filter(pk=row.pk).update(at=[*recent, time.time()], last_at=timezone.now())
    return True


@transaction.atomic
def give_back(kind: str, subject: str) -> None:
    """What looked like a guess was right: the last try is not counted."""
    row = _row(kind, subject)
    Tries.objects.filter(pk=row.pk).update(at=row.at[:-1])


def forget_old() -> int:
    return Tries.objects.filter(last_at__lt=timezone.now() - KEPT).delete()[0]


def _row(kind: str, subject: str) -> Tries:
    key = digest(f"tries.{kind}", subject)
    Tries.objects.get_or_create(pk=key, defaults={"last_at": datetime.fromtimestamp(0, UTC)})
    return Tries.objects.select_for_update().get(pk=key)


def _recent(at: list[float]) -> list[float]:
    since = time.time() - SPAN
    return [one for one in at if one > since]
