"""Which moments are free. Pure: the list people choose from and the check at the last click are this one function."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from maillage.appointments.recurrence import Stretch, doubtful


class Habits(NamedTuple):
    """How somebody receives. Minutes, but `horizon` in days."""

    minutes: int
    buffer: int = 0  # left free between two people, never doubled
    notice: int = 0
    horizon: int = 365


class Taken(NamedTuple):
    """Two instants, end excluded. `ours` keep the buffer around them; an absence needs none."""

    start: datetime
    end: datetime
    ours: bool = True


class Slot(NamedTuple):
    start: datetime
    end: datetime


def free(stretches: Iterable[Stretch], taken: Iterable[Taken], habits: Habits, now: datetime) -> list[Slot]:
    """Every slot one may book now, in order, each once even when two ranges give it."""
    earliest, latest = now + timedelta(minutes=habits.notice), now + timedelta(days=habits.horizon)
    kept = _widened(taken, habits)
    found = {
        slot
        for one in stretches
        for slot in _cut(one, habits)
        if earliest <= slot.start <= latest and not doubtful(slot.start)
    }
    return _without_overlap(sorted(slot for slot in found if not _meets(slot, kept)))


def _cut(one: Stretch, habits: Habits) -> Iterable[Slot]:
    """Slots side by side from the beginning of the range, the buffer between them."""
    length, step = timedelta(minutes=habits.minutes), timedelta(minutes=habits.minutes + habits.buffer)
    start = one.start
    while start + length <= one.end:
        yield Slot(start, start + length)
        start += step


def _widened(taken: Iterable[Taken], habits: Habits) -> list[tuple[datetime, datetime]]:
    buffer = timedelta(minutes=habits.buffer)
    return sorted((one.start - buffer, one.end + buffer) if one.ours else (one.start, one.end) for one in taken)


def _meets(slot: Slot, kept: list[tuple[datetime, datetime]]) -> bool:
    return any(start < slot.end and slot.start < end for start, end in kept)


def _without_overlap(slots: list[Slot]) -> list[Slot]:
    """Two ranges that overlap with different grids: the first grid wins."""
    found: list[Slot] = []
    for slot in slots:
        if not found or slot.start >= found[-1].end:
            found.append(slot)
    return found


def nearest(slots: Iterable[Slot], wanted: datetime, limit: int = 3) -> list[Slot]:
    """What to offer instead of a moment just lost: the closest first."""
    return sorted(slots, key=lambda slot: (abs(slot.start - wanted), slot.start))[:limit]
