"""Which moments are free. Pure: the list people choose from and the check at the last click are this one function."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from maillage.appointments.recurrence import Stretch, doubtful, instant

STEP = 300  # seconds: every appointment begins on one, so that the database's grains are exactly its overlaps


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
    starts, ends = _merged(_widened(taken, habits))
    found = {slot for one in stretches for slot in _cut(one, habits)}
    clear = _without_overlap(slot for slot in sorted(found) if not _meets(slot, starts, ends))
    return [slot for slot in clear if earliest <= slot.start <= latest]


def _cut(one: Stretch, habits: Habits) -> Iterable[Slot]:
    """Slots side by side from the beginning of the range, the buffer between them, each from a round five minutes."""
    length, step = timedelta(minutes=habits.minutes), timedelta(minutes=_round(habits.minutes + habits.buffer))
    start = one.start + timedelta(seconds=-int(one.start.timestamp()) % STEP)
    changing = _clocks_change(one.day)
    while start + length <= one.end:
        if not (changing and doubtful(start)):
            yield Slot(start, start + length)
        start += step


def _round(minutes: int) -> int:
    return -(-minutes * 60 // STEP) * STEP // 60


@lru_cache(maxsize=2048)
def _clocks_change(day: date) -> bool:
    return instant(day + timedelta(days=1), time()) - instant(day, time()) != timedelta(days=1)


def _widened(taken: Iterable[Taken], habits: Habits) -> list[tuple[datetime, datetime]]:
    buffer = timedelta(minutes=habits.buffer)
    return sorted((one.start - buffer, one.end + buffer) if one.ours else (one.start, one.end) for one in taken)


def _merged(kept: list[tuple[datetime, datetime]]) -> tuple[list[datetime], list[datetime]]:
    """Starts and ends of what is taken, each after the other: one look at the right place is enough."""
    starts: list[datetime] = []
    ends: list[datetime] = []
    for start, end in kept:
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _meets(slot: Slot, starts: list[datetime], ends: list[datetime]) -> bool:
    before = bisect_left(starts, slot.end) - 1  # the last one to begin before the slot is over
    return before >= 0 and ends[before] > slot.start


def _without_overlap(slots: Iterable[Slot]) -> list[Slot]:
    """Two ranges that overlap with different grids: the first grid wins."""
    found: list[Slot] = []
    for slot in slots:
        if not found or slot.start >= found[-1].end:
            found.append(slot)
    return found


def nearest(slots: Iterable[Slot], wanted: datetime, limit: int = 3) -> list[Slot]:
    """What to offer instead of a moment just lost: the closest first."""
    return sorted(slots, key=lambda slot: (abs(slot.start - wanted), slot.start))[:limit]
