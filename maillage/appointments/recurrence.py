"""From "every Tuesday from 9 to 12" to instants. Pure.

Hours are those of the clock on the wall in Europe/Paris, whatever the server's zone: 9:00 stays 9:00 across both clock
changes. Instants are aware, in UTC.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
WEEK = timedelta(days=7)
LAST = 5  # "5" among the weeks of the month: the last one


class Rule(NamedTuple):
    """When a range comes back. `of_month`: {1, 3} for the first and third of the month, empty for all."""

    weekday: int  # 0 is Monday
    start: time
    end: time
    first: date
    last: date | None = None  # included
    every: int = 1  # weeks, counted from the week of `first`
    of_month: frozenset[int] = frozenset()


class Stretch(NamedTuple):
    """Two instants, end excluded, and the day they belong to."""

    start: datetime
    end: datetime
    day: date


def days(rule: Rule, since: date, until: date) -> Iterator[date]:
    """The days of a rule from `since` to `until`, both included."""
    day = max(since, rule.first)
    day += timedelta(days=(rule.weekday - day.weekday()) % 7)
    last = until if rule.last is None else min(until, rule.last)
    while day <= last:
        if _in_step(rule, day) and _in_month(rule, day):
            yield day
        day += WEEK


def _in_step(rule: Rule, day: date) -> bool:
    return (_monday(day) - _monday(rule.first)).days // 7 % rule.every == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _in_month(rule: Rule, day: date) -> bool:
    if not rule.of_month:
        return True
    nth = (day.day - 1) // 7 + 1
    return nth in rule.of_month or (LAST in rule.of_month and (day + WEEK).month != day.month)


def stretch(day: date, start: time, end: time) -> Stretch | None:
    """These hours on that day, as instants; None when the clocks' change leaves nothing of them."""
    begins, ends = instant(day, start), instant(day, end)
    return Stretch(begins, ends, day) if begins < ends else None


def instant(day: date, clock: time) -> datetime:
    """That hour on that day. One that does not exist (spring) is read as one hour later; of two, the first."""
    return datetime.combine(day, clock, PARIS).astimezone(UTC)


def doubtful(at: datetime) -> bool:
    """An instant whose hour on the wall comes twice that night: nobody is given an appointment then."""
    local = at.astimezone(PARIS)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def local_day(at: datetime) -> date:
    return at.astimezone(PARIS).date()
