"""Moments of the week of these tests, as people say them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from maillage.appointments import queries
from maillage.appointments.models import Practice
from maillage.appointments.recurrence import PARIS

MONDAY = date(2026, 12, 7)
WEEK = timedelta(days=7)


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), PARIS)


def clock(when: datetime) -> str:
    return when.astimezone(PARIS).strftime("%H:%M")


def clocks(several: Iterable) -> list[str]:
    return [clock(one.start) for one in several]


def free(*diaries: Practice, day: date = MONDAY) -> list[str]:
    return clocks(queries.free_slots(diaries, day, day))
