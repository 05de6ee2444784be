"""What a dead worker leaves on its machine: had it begun to send the last dot of a mail, or not?

The database cannot tell as finely: between its "handing over" and the dot there is a commit, thousands of times longer
than a symbolic link. Whoever makes the link first decides, in one system call: the worker says "going", or another,
after the end of the lease, says "withdrawn", and then the first can never send. Links outlive their process, not
always their machine: what was seen before a restart (another boot id), or on another machine, is not evidence.
"""

import os
import shutil
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")  # Linux; elsewhere there is no evidence
GOING, WITHDRAWN = "going", "withdrawn"
KEPT = 7 * 24 * 3600


def arrive(claim: UUID) -> None:
    """Before the first message of a claim is handed over."""
    if place := _place(claim):
        place.mkdir(parents=True, exist_ok=True)


def go(claim: UUID, message: int) -> bool:
    """The last thing before the dot; False when somebody has withdrawn the message."""
    if not (place := _place(claim)):
        return True
    try:
        os.symlink(GOING, place / str(message))
    except OSError:
        return False
    return True


def withdraw(claim: UUID, message: int) -> bool | None:
    """True: it was not sent and never will be under that claim. False: perhaps it was. None: no evidence here."""
    place = _place(claim)
    if not place or not place.is_dir():
        return None
    try:
        os.symlink(WITHDRAWN, place / str(message))
    except FileExistsError:
        return os.readlink(place / str(message)) == WITHDRAWN
    return True


def leave(claim: UUID) -> None:
    """All is written in the database."""
    if place := _place(claim):
        shutil.rmtree(place, ignore_errors=True)


def forget_old() -> None:
    """Of workers killed long ago, and of boots before this one."""
    limit = time.time() - KEPT
    for place in (Path(settings.DATA_DIR) / "handing").glob("*/*"):
        with suppress(OSError):
            if place.stat().st_mtime < limit:
                shutil.rmtree(place)


def _place(claim: UUID) -> Path | None:
    boot = _boot()
    return Path(settings.DATA_DIR) / "handing" / boot / str(claim) if boot else None


@cache
def _boot() -> str:
    with suppress(OSError):
        return BOOT_ID.read_text().strip()
    return ""
