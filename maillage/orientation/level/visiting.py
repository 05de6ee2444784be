"""Which day to come: the next hours of a place that suit the person. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from maillage.places.hours import Day

NOON, EVENING = time(12), time(18)
SATURDAY = 5
NEEDED = 30  # minutes left before closing that make it worth coming
LAST = 24 * 60


class Visit(NamedTuple):
    day: date
    start: time
    end: time


def next_visit(week: Iterable[Day], moments: tuple[str, ...], now: datetime) -> Visit | None:
    """The first hours from now on that fall in one of the moments; None when none do, or none are known."""
    for day in week:
        for start, end in day.ranges:
            if suits(day.date, start, end, moments) and _still_time(day.date, end, now):
                return Visit(day.date, start, end)
    return None


def suits(day: date, start: time, end: time, moments: tuple[str, ...]) -> bool:
    if not moments:
        return True
    if day.weekday() == SATURDAY and "samedi" in moments:
        return True
    opens, closes = _minutes(start), _end(end)
    parts = {
        "matin": opens < _minutes(NOON),
        "apres-midi": opens < _minutes(EVENING) and closes > _minutes(NOON) + 60,
        "soir": closes > _minutes(EVENING),
    }
    on_weekdays = day.weekday() < SATURDAY or "samedi" not in moments
    return on_weekdays and any(parts.get(moment, False) for moment in moments)


def _still_time(day: date, end: time, now: datetime) -> bool:
    return day > now.date() or (day == now.date() and _end(end) - _minutes(now.time()) >= NEEDED)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _end(at: time) -> int:
    return _minutes(at) or LAST
