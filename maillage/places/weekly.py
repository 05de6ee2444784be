"""A usual week of opening hours, as a person fills it in day by day, and exceptional closures. Pure.

`read` and `write` translate from and to OpenStreetMap's syntax; `read` answers None when the hours say more than a
week can hold (week numbers, free comments, seasons): then nothing may be lost by writing it again.
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from maillage.core.text import fold
from maillage.places import hours

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HOLIDAYS = ("SH", "PH")
ALL_WEEK = [*range(7)]
MIDNIGHT = time()
BY_APPOINTMENT = "sur rendez-vous"
_SAME_WORDS = {"sur rendez-vous", "sur rdv"}
EVERY_YEAR = 2000  # a closure of every year stands in this one, which has a 29 February
LONGEST_NOTE = 80


class Span(NamedTuple):
    """From, to (midnight: the end of the day); from midnight to midnight by appointment: without fixed hours."""

    start: time
    end: time
    by_appointment: bool = False


Day = tuple[Span, ...]  # empty: closed
WHOLE_DAY_BY_APPOINTMENT: Day = (Span(MIDNIGHT, MIDNIGHT, True),)


@dataclass(frozen=True)
class Week:
    """Monday first. `school`: the same in school holidays, None when nothing changes; `public`: on public holidays,
    None when nobody said."""

    days: tuple[Day, ...]
    school: tuple[Day, ...] | None = None
    public: Day | None = None

    @property
    def never_opens(self) -> bool:
        return not any((*self.days, *(self.school or ()), self.public))


class Closure(NamedTuple):
    """Shut from one day to another, both included."""

    start: date
    end: date
    note: str = ""
    every_year: bool = False

    def is_past(self, today: date) -> bool:
        return not self.every_year and self.end < today


# -- one rule at a time

_RULE = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_MORE = re.compile(r'(?<=[\d"])\s*,\s*(?=(?:Mo|Tu|We|Th|Fr|Sa|Su|SH|PH)\b)')  # ", Mo 14:00": besides, not instead
_MONTH = "|".join(MONTHS)
_DATED = re.compile(
    rf"(?:(?P<year>\d{{4}})\s+)?(?P<month>{_MONTH})(?:\s+(?P<day>\d{{1,2}}))?"
    rf"(?:\s*-\s*(?:(?:(?P<to_year>\d{{4}})\s+)?(?P<to_month>{_MONTH})(?:\s+(?P<to_day>\d{{1,2}}))?|(?P<same>\d{{1,2}})))?"
    r'\s*:?\s*(?:off|closed)(?:\s*"(?P<note>[^"]*)")?'
)
_PART = re.compile(
    r"(?:(?P<school>SH)\s+(?=[MTWFS]))?(?P<when>(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)[\s,-]*)*):?\s*"
    r'(?P<what>off|closed|[\d:,\s-]*)\s*(?:"(?P<note>[^"]*)")?'
)
_TIMES = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


class _Rich(Exception):
    """The hours say more than a week."""


def rules(horaires: str) -> list[str]:
    return [rule.strip() for rule in _RULE.split(horaires) if rule.strip()]


def closure_of(rule: str) -> Closure | None:
    found = _DATED.fullmatch(rule)
    if found is None:
        return None
    every_year = found["year"] is None
    if every_year and found["to_year"]:
        return None
    year = EVERY_YEAR if every_year else int(found["year"])
    start = _day(year, found["month"], found["day"] or "1")
    end = _end(found, year)
    if start is None or end is None or (end < start and not every_year):
        return None
    return Closure(start, end, found["note"] or "", every_year)


def _end(found: re.Match, year: int) -> date | None:
    """The last day; a month without a day ends with it, a new year may begin in between."""
    if found["same"]:
        return _day(year, found["month"], found["same"])
    month = found["to_month"] or found["month"]
    day = found["to_day"] if found["to_month"] else found["day"]
    if found["to_year"]:
        year = int(found["to_year"])
    elif found["year"] and MONTHS.index(month) < MONTHS.index(found["month"]):
        year += 1
    return _day(year, month, day) if day else _last_day(year, month)


def _day(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def _last_day(year: int, month: str) -> date | None:
    number = MONTHS.index(month) + 1
    following = (year + 1, 1) if number == 12 else (year, number + 1)
    return date(*following, 1) - timedelta(days=1) if 1 <= year < 9999 else None


# -- closures, whatever the rest says


def closures(horaires: str) -> list[Closure]:
    return sorted(closure for rule in rules(horaires) if (closure := closure_of(rule)))


def usual(horaires: str) -> str:
    """The hours without their closures."""
    return "; ".join(rule for rule in rules(horaires) if closure_of(rule) is None)


def with_closures(horaires: str, closed: list[Closure], today: date) -> str:
    """The usual hours, then these closures; those that are past are left out."""
    kept = sorted({closure for closure in closed if not closure.is_past(today)})
    return "; ".join([*rules(usual(horaires)), *(write_closure(closure) for closure in kept)])


def write_closure(closure: Closure) -> str:
    note = " ".join(closure.note.replace('"', "’").replace(";", ",").split())[:LONGEST_NOTE]
    start, end = (_written(day, closure.every_year) for day in closure[:2])
    return (f"{start} off" if start == end else f"{start}-{end} off") + (f' "{note}"' if note else "")


def _written(day: date, every_year: bool) -> str:
    text = f"{MONTHS[day.month - 1]} {day.day:02d}"
    return text if every_year else f"{day.year:04d} {text}"


# -- reading a week


@lru_cache(maxsize=2_000)
def read(horaires: str) -> Week | None:
    """The week these hours say, closures left aside; None when they say more, or nothing one can read."""
    written = usual(horaires)
    if not written or not hours.is_valid(written):
        return None
    try:
        week = _Reader().read(rules(written))
    except _Rich:
        return None
    return week if _mean_the_same(written, write(week)) else None


class _Reader:
    """Rules in their order: a later one replaces what an earlier one says of the same days."""

    def __init__(self):
        self.days: list[Day] = [()] * 7
        self.school: dict[int, Day] = {}
        self.public: Day | None = None
        self.holidays_begun = False

    def read(self, written: list[str]) -> Week:
        for rule in written:
            for at, part in enumerate(_MORE.split(rule)):
                self._part(part, besides=at > 0)
        days = tuple(map(tidy, self.days))
        school = tuple(tidy(self.school.get(at, day)) for at, day in enumerate(days))
        return Week(days, None if school == days else school, None if self.public is None else tidy(self.public))

    def _part(self, part: str, besides: bool) -> None:
        found = _PART.fullmatch(part.strip())
        if found is None:
            raise _Rich
        spans = _spans(found["what"].strip(), found["note"])
        chosen = [one for one in re.split(r"[\s,]+", found["when"].strip(" ,")) if one]
        if found["school"]:
            self._school(_indexes(chosen), spans, besides)
            return
        self._usual(_indexes([one for one in chosen if one not in HOLIDAYS]) if chosen else ALL_WEEK, spans, besides)
        if "SH" in chosen:
            self._school(ALL_WEEK, spans, besides)
        if "PH" in chosen:
            self.public = (*(self.public or ()), *spans) if besides else spans
            self.holidays_begun = True

    def _usual(self, days: list[int], spans: Day, besides: bool) -> None:
        if days and self.holidays_begun:
            raise _Rich
        for at in days:
            self.days[at] = (*self.days[at], *spans) if besides else spans

    def _school(self, days: list[int], spans: Day, besides: bool) -> None:
        self.holidays_begun = True
        for at in days:
            self.school[at] = (*self.school.get(at, ()), *spans) if besides else spans


def _indexes(chosen: list[str]) -> list[int]:
    """["Mo-We", "Fr"] → 0, 1, 2, 4."""
    found = []
    for one in chosen:
        first, _, last = one.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            raise _Rich
        start, end = DAYS.index(first), DAYS.index(last or first)
        found += [at % 7 for at in range(start, end + 1 if end >= start else end + 8)]
    return found


def _spans(what: str, note: str | None) -> Day:
    by_appointment = note is not None
    if by_appointment and fold(note or "") not in _SAME_WORDS:
        raise _Rich
    if what in ("off", "closed"):
        if by_appointment:
            raise _Rich
        return ()
    if not what:
        if not by_appointment:
            raise _Rich
        return WHOLE_DAY_BY_APPOINTMENT
    texts = [one.strip() for one in what.split(",")]
    return tuple(_span(text, by_appointment) for text in texts)


def _span(text: str, by_appointment: bool) -> Span:
    found = _TIMES.fullmatch(text)
    if found is None:
        raise _Rich
    start, end = _clock(found[1], found[2]), _clock(found[3], found[4])
    if end != MIDNIGHT and end <= start:  # past midnight
        raise _Rich
    return Span(start, end, by_appointment)


def _clock(hour: str, minute: str) -> time:
    if (int(hour), int(minute)) == (24, 0):
        return MIDNIGHT
    if int(hour) > 23 or int(minute) > 59:
        raise _Rich
    return time(int(hour), int(minute))


def tidy(day: Day) -> Day:
    """In order, those that touch joined. Two that overlap are more than a week can say."""
    kept: list[Span] = []
    for span in sorted(day):
        if kept and _minutes(kept[-1].end) > _minutes(span.start, first=True):
            raise _Rich
        if kept and kept[-1].end == span.start and kept[-1].by_appointment == span.by_appointment:
            kept[-1] = kept[-1]._replace(end=span.end)
        else:
            kept.append(span)
    return tuple(kept)


def _minutes(at: time, first: bool = False) -> int:
    return 1440 if at == MIDNIGHT and not first else at.hour * 60 + at.minute


def _mean_the_same(one: str, other: str) -> bool:
    """On the days to come, holidays included: the test that nothing was misread."""
    return all(_meant(one, day) == _meant(other, day) for day in _samples(date.today()))


def _meant(horaires: str, day: date):
    told = hours.day(horaires, day)
    return told and (told.ranges, [(*times, fold(words).replace("rdv", "rendez-vous")) for *times, words in told.notes])


@lru_cache(maxsize=2)
def _samples(today: date) -> list[date]:
    """Three weeks, the public holidays of a year, the first days of each school holiday."""
    days = {today + timedelta(days=shift) for shift in range(21)} | set(hours.public_holidays(today, 366))
    starts = [first for first in hours.school_periods(today) if first < today + timedelta(days=366)]
    return sorted(days | {first + timedelta(days=shift) for first in starts for shift in range(7)})


# -- writing a week


def write(week: Week) -> str:
    """OpenStreetMap's syntax; days without a rule are closed. Public holidays come last: they win over school ones."""
    said = _days_said([(at, day) for at, day in enumerate(week.days) if day], "")
    if week.school is not None:
        differing = [(at, day) for at, day in enumerate(week.school) if day != week.days[at]]
        shut = not any(week.school)
        said += ["SH off"] if shut and differing else _days_said(differing, "SH ")
    if week.public is not None:
        said.append(_rule("PH", week.public))
    return "; ".join(said)


def _days_said(days: list[tuple[int, Day]], prefix: str) -> list[str]:
    """Days of the same hours share a rule, in the order of the week."""
    alike: dict[Day, list[int]] = {}
    for at, day in days:
        alike.setdefault(day, []).append(at)
    return [_rule(prefix + _selector(indexes), day) for day, indexes in alike.items()]


def _selector(indexes: list[int]) -> str:
    """0, 1, 2, 4 → Mo-We,Fr."""
    runs = [[at for _, at in run] for _, run in groupby(enumerate(indexes), lambda pair: pair[1] - pair[0])]
    return ",".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs)


def _rule(selector: str, day: Day) -> str:
    if not day:
        return f"{selector} off"
    parts = []
    for by_appointment, run in groupby(day, lambda span: span.by_appointment):
        times = ",".join(_times(span) for span in run)
        note = f' "{BY_APPOINTMENT}"' if by_appointment else ""
        parts.append(f"{selector} {times}{note}" if times != "00:00-24:00" or not note else f"{selector}{note}")
    return ", ".join(parts)


def _times(span: Span) -> str:
    end = "24:00" if span.end == MIDNIGHT else f"{span.end:%H:%M}"
    return f"{span.start:%H:%M}-{end}"
