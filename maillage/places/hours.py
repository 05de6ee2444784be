"""Opening hours, OpenStreetMap syntax: open now? until when? what week? Pure but for two caches.

French public holidays come from opening-hours-py; school holidays (`SH`) it silently ignores, so they are rewritten
into dates first (zone B: académie de Lille).
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State
from vacances_scolaires_france import SchoolHolidayDates

PARIS = ZoneInfo("Europe/Paris")
ACADEMY_ZONE = "B"
YEARS_AHEAD = 2
_SCHOOL = re.compile(r"\bSH\b")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class OpenState(NamedTuple):
    """`open` is None when the hours are not filled in; `until` is the next change, None when there is none."""

    open: bool | None
    until: datetime | None


class Day(NamedTuple):
    date: date
    ranges: list[tuple[time, time]]  # empty: closed; an end at 00:00 is midnight


UNKNOWN = OpenState(None, None)


def is_valid(horaires: str) -> bool:
    return parse(horaires) is not None


@lru_cache(maxsize=50_000)
def parse(horaires: str) -> OpeningHours | None:
    """None when empty or not OpenStreetMap syntax."""
    if not horaires:
        return None
    try:
        return OpeningHours(_with_school_holidays(horaires), timezone=PARIS, country="FR")
    except Exception:  # the library raises one class per kind of syntax error, without a common parent
        return None


def _with_school_holidays(horaires: str) -> str:
    """`SH off` → `2026 Dec 19-2027 Jan 03 off, …`: one rule per holiday, school terms untouched."""
    if not _SCHOOL.search(horaires):
        return horaires
    rules = []
    for rule in horaires.split(";"):
        rules += [_SCHOOL.sub(period, rule) for period in school_holidays()] if _SCHOOL.search(rule) else [rule]
    return ";".join(rules)


@lru_cache(maxsize=4)
def _holidays_from(year: int) -> tuple[str, ...]:
    dates = SchoolHolidayDates()
    days: set[date] = set()
    for wanted in range(year - 1, year + YEARS_AHEAD + 1):
        try:
            days |= set(dates.holidays_for_year_and_zone(wanted, ACADEMY_ZONE))
        except Exception:  # the library knows school years one by one; the ones it lacks are simply not there
            continue
    return tuple(_osm_period(start, end) for start, end in _runs(sorted(days)))


def school_holidays() -> tuple[str, ...]:
    """Periods of school holidays around today, as OSM date ranges."""
    return _holidays_from(date.today().year)


def _runs(days: list[date]) -> list[tuple[date, date]]:
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _osm_period(start: date, end: date) -> str:
    return f"{start.year} {_MONTHS[start.month - 1]} {start.day:02d}-{end.year} {_MONTHS[end.month - 1]} {end.day:02d}"


def state(horaires: str, now: datetime) -> OpenState:
    """Open at `now` (aware)? and until when. A rule with a comment ("sur rendez-vous") promises nothing: not known."""
    hours = parse(horaires)
    if hours is None:
        return UNKNOWN
    now = now.astimezone(PARIS)
    kind, comment = hours.state(now)
    if kind == State.UNKNOWN or (kind == State.OPEN and comment):
        return UNKNOWN
    return OpenState(kind == State.OPEN, hours.next_change(now))


def day(horaires: str, on: date) -> Day | None:
    """The opening ranges of one day; None when the hours are not filled in."""
    hours = parse(horaires)
    if hours is None:
        return None
    start = datetime.combine(on, time(), PARIS)
    end = datetime.combine(on + timedelta(days=1), time(), PARIS)
    ranges = []
    for opens, closes, kind, comment in hours.intervals(start, end):
        if kind == State.OPEN and not comment and closes is not None:
            ranges.append((max(opens, start).time(), (min(closes, end)).time()))
    return Day(on, ranges)


def week(horaires: str, first: date) -> list[Day]:
    """Seven days from `first`, holidays taken into account; empty when the hours are not filled in."""
    days = [day(horaires, first + timedelta(days=shift)) for shift in range(7)]
    return [one for one in days if one is not None]


def next_saturday(now: datetime) -> date:
    today = now.astimezone(PARIS).date()
    return today + timedelta(days=(5 - today.weekday()) % 7)
