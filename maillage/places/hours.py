"""Opening hours, OpenStreetMap syntax: open now? until when? what week? Pure but for two caches.

French public holidays come from opening-hours-py; school holidays (`SH`) it silently ignores, so they are rewritten
into dates first (zone B: académie de Lille).
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State
from vacances_scolaires_france import SchoolHolidayDates

PARIS = ZoneInfo("Europe/Paris")
ACADEMY_ZONE = "B"
YEARS_AHEAD = 2
HORIZON = timedelta(days=60)  # how far ahead an opening is looked for
_PUBLIC_HOLIDAYS = OpeningHours("PH", timezone=PARIS, country="FR")
_SCHOOL = re.compile(r"\bSH\b")
_BOTH = re.compile(r"\b(?:PH\s*,\s*SH|SH\s*,\s*PH)\b([^;]*)")  # a rule on both, which dates would break
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class OpenState(NamedTuple):
    """`open` is None when the hours are not filled in; `until` is the next change, None when there is none."""

    open: bool | None
    until: datetime | None


class Day(NamedTuple):
    date: date
    ranges: list[tuple[time, time]]  # empty: closed; an end at 00:00 is midnight
    notes: list[tuple[time, time, str]] = []  # hours with a comment: "sur rendez-vous" promises nothing
    reason: str = ""  # why it is shut all day: "congés"


class Opening(NamedTuple):
    at: datetime
    comment: str


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
    for rule in _BOTH.sub(r"SH\1; PH\1", horaires).split(";"):
        rules += [_SCHOOL.sub(period, rule) for period in school_holidays()] if _SCHOOL.search(rule) else [rule]
    return ";".join(rules)


@lru_cache(maxsize=4)
def _school_days(year: int) -> frozenset[date]:
    """Days of school holidays around a year."""
    dates = SchoolHolidayDates()
    days: set[date] = set()
    for wanted in range(year - 1, year + YEARS_AHEAD + 1):
        try:
            days |= set(dates.holidays_for_year_and_zone(wanted, ACADEMY_ZONE))
        except Exception:  # the library knows school years one by one; the ones it lacks are simply not there
            continue
    return frozenset(days)


@lru_cache(maxsize=4)
def _holidays_from(year: int) -> tuple[str, ...]:
    return tuple(_osm_period(start, end) for start, end in _runs(sorted(_school_days(year))))


def is_school_holiday(day: date) -> bool:
    return day in _school_days(day.year)


def school_holidays() -> tuple[str, ...]:
    """Periods of school holidays around today, as OSM date ranges."""
    return _holidays_from(date.today().year)


def school_periods(today: date) -> list[date]:
    """The first days of school holidays, those of `today`'s year on."""
    return [start for start, _ in _runs(sorted(_school_days(today.year))) if start >= today]


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


def local(now: datetime) -> datetime:
    """An instant as clocks here show it; 2:30 on the night it is skipped is 3:30."""
    return now.astimezone(UTC).astimezone(PARIS)


def state(horaires: str, now: datetime) -> OpenState:
    """Open at `now` (aware)? and until when. Not known: a rule with a comment ("sur rendez-vous") promises nothing,
    and on a public holiday hours that do not speak of holidays neither."""
    hours = parse(horaires)
    if hours is None:
        return UNKNOWN
    now = local(now)
    kind, comment = hours.state(now)
    unsure = kind == State.UNKNOWN or (kind == State.OPEN and (comment or is_silent_holiday(horaires, now)))
    return OpenState(None if unsure else kind == State.OPEN, hours.next_change(now))


def is_silent_holiday(horaires: str, now: datetime) -> bool:
    """A public holiday, for hours that say nothing of them."""
    spoken = "PH" in horaires or "24/7" in horaires
    return not spoken and _PUBLIC_HOLIDAYS.state(local(now))[0] == State.OPEN


def comment(horaires: str, now: datetime) -> str:
    """What the hours say about `now` in words: "sur rendez-vous"."""
    hours = parse(horaires)
    return hours.state(local(now))[1] if hours else ""


def next_opening(horaires: str, now: datetime) -> Opening | None:
    """The next time it opens, within the horizon; hours with a comment count, and say their comment."""
    hours = parse(horaires)
    if hours is None:
        return None
    now = local(now)
    for opens, _, kind, words in hours.intervals(now, now + HORIZON):
        if kind != State.CLOSED and opens > now:
            return Opening(opens, words)
    return None


def minute(now: datetime) -> datetime:
    """The minute an instant is in, so that answers can be remembered for a minute."""
    return local(now).replace(second=0, microsecond=0)


def public_holidays(first: date, days: int = 7) -> list[date]:
    """French public holidays among `days` days from `first`: the same that `PH` means in the hours."""
    start = datetime.combine(first, time(), PARIS)
    end = datetime.combine(first + timedelta(days=days), time(), PARIS)
    found = []
    for opens, closes, kind, _ in _PUBLIC_HOLIDAYS.intervals(start, end):
        if kind == State.OPEN:
            found += [opens.date() + timedelta(days=shift) for shift in range((closes.date() - opens.date()).days)]
    return found


def day(horaires: str, on: date) -> Day | None:
    """The opening ranges of one day; None when the hours are not filled in."""
    hours = parse(horaires)
    if hours is None:
        return None
    start = datetime.combine(on, time(), PARIS)
    end = datetime.combine(on + timedelta(days=1), time(), PARIS)
    ranges, notes, reason = [], [], ""
    for opens, closes, kind, words in hours.intervals(start, end):
        times = max(opens, start).time(), (min(closes, end) if closes else end).time()
        if kind == State.OPEN and not words:
            ranges.append(times)
        elif kind != State.CLOSED:
            notes.append((*times, words))
        else:
            reason = words or reason
    return Day(on, ranges, notes, "" if ranges or notes else reason)


def week(horaires: str, first: date) -> list[Day]:
    """Seven days from `first`, holidays taken into account; empty when the hours are not filled in."""
    days = [day(horaires, first + timedelta(days=shift)) for shift in range(7)]
    return [one for one in days if one is not None]


def next_saturday(now: datetime) -> date:
    today = now.astimezone(PARIS).date()
    return today + timedelta(days=(5 - today.weekday()) % 7)
