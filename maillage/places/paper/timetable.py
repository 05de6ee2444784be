"""Opening hours as a sheet of paper says them: with dates, because paper is read later. Pure."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from maillage.core.text import fold
from maillage.places import hours
from maillage.places.enums import LifeCycle
from maillage.places.paper.vocabulary import FRENCH, Words

WEEKS_LOOKED_AT = 8  # holidays are never half of them
ALL_DAY = (time(), time())
NOT_RUNNING = {LifeCycle.PAUSED: "paused", LifeCycle.PLANNED: "planned", LifeCycle.CLOSED: "shut_for_good"}
DASH = "\N{NO-BREAK SPACE}– "


class Visit(NamedTuple):
    """When one may come: a day, or why there is none (a key of the vocabulary)."""

    day: hours.Day | None
    problem: str = ""


def next_visit(horaires: str, life_cycle: str, now: datetime) -> Visit:
    if life_cycle in NOT_RUNNING:
        return Visit(None, NOT_RUNNING[LifeCycle(life_cycle)])
    if not horaires:
        return Visit(None, "hours_unknown")
    if not hours.is_valid(horaires):
        return Visit(None, "hours_to_check")
    now = now.astimezone(hours.PARIS)
    return _first_day(horaires, now) or Visit(None, "no_opening")


def _first_day(horaires: str, now: datetime) -> Visit | None:
    """A closed place is looked for by the library, not day by day."""
    for ahead in range(2):
        found = _left(hours.day(horaires, now.date() + timedelta(days=ahead)), now)
        if found:
            return Visit(found)
    opening = hours.next_opening(horaires, now)
    return Visit(hours.day(horaires, opening.at.date())) if opening else None


def _left(day: hours.Day | None, now: datetime) -> hours.Day | None:
    """The day without the ranges already over; None when nothing is left."""
    if day is None:
        return None
    over = now.time() if day.date == now.date() else time()
    ranges = [one for one in day.ranges if one[1] == time() or one[1] > over]
    notes = [one for one in day.notes if one[1] == time() or one[1] > over]
    return hours.Day(day.date, ranges, notes) if ranges or notes else None


def visit_text(visit: Visit, words: Words) -> str:
    """mardi 24 novembre, 9 h – 12 h."""
    if visit.day is None:
        return words.say(visit.problem)
    return f"{words.date('date', visit.day.date)}{words.comma}{day_text(visit.day, words)}"


def day_text(day: hours.Day, words: Words) -> str:
    """10 h – 12 h, 13 h 30 – 17 h; fermé. A comment follows its range."""
    return words.comma.join(day_texts(day, words)) or words.say("closed")


def day_texts(day: hours.Day, words: Words) -> list[str]:
    spoken = [_range(start, end, words) for start, end in day.ranges]
    return spoken + [_noted(start, end, comment, words) for start, end, comment in day.notes]


def _range(start: time, end: time, words: Words) -> str:
    if (start, end) == ALL_DAY:
        return words.say("day_and_night")
    return words.say("range", start=words.clock(start), end=words.clock(end)).replace(" – ", DASH)


def _noted(start: time, end: time, comment: str, words: Words) -> str:
    told = _comment(comment, words)
    return told if (start, end) == ALL_DAY else f"{_range(start, end, words)} ({told})"


def _comment(comment: str, words: Words) -> str:
    """What the hours say in French: the one sentence we know is translated, any other stays, marked as French."""
    if not comment:
        return words.say("to_check")
    if fold(comment) in {"sur rendez-vous", "sur rdv", "rdv", "rendez-vous"}:
        return words.say("by_appointment")
    return comment if words.language == FRENCH else french(comment)


def _comments(comment: str, languages: list[Words]) -> list[str]:
    """In each language; only in French when we cannot translate it."""
    told = [_comment(comment, one) for one in languages]
    return told[:1] if told[-1] == french(comment) else told


def french(text: str) -> str:
    """French words inside a sentence of another language: isolated; the template gives them their language."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


class Line(NamedTuple):
    """Days of the coming week with the same hours: their names in each language, then times or words."""

    days: list[str]
    times: list[str]  # one text a range, for any reader
    words: list[str]  # "fermé", "jour et nuit", in each language


def coming_week(horaires: str, first: date, languages: list[Words]) -> list[Line]:
    runs = [list(days) for _, days in groupby(hours.week(horaires, first), key=_shape)]
    return [Line([_dates(run, one) for one in languages], *_plain_hours(run[0], languages)) for run in runs]


def _dates(run: list[hours.Day], words: Words) -> str:
    names = [words.date("date_in_week", day.date) for day in run]
    return words.joined(names) if len(names) < 3 else words.say("days_span", first=names[0], last=names[-1])


def _plain_hours(day: hours.Day, languages: list[Words]) -> tuple[list[str], list[str]]:
    """In French alone: 9 h – 12 h. Beside another language: 9:00 – 12:00, as on doors."""
    if (not day.ranges and not day.notes) or ALL_DAY in day.ranges:
        return [], [day_text(day, one) for one in languages]
    if len(languages) == 1:
        return day_texts(day, languages[0]), []
    times = [f"{_figures(start)}{DASH}{_figures(end)}" for start, end in day.ranges]
    return times + [_figured(*note, languages) for note in day.notes], []


def _figured(start: time, end: time, comment: str, languages: list[Words]) -> str:
    told = " · ".join(_comments(comment, languages))
    return told if (start, end) == ALL_DAY else f"{_figures(start)}{DASH}{_figures(end)} ({told})"


def _figures(at: time) -> str:
    return f"{at.hour}:{at.minute:02d}"


# -- the usual week, for what is printed once and handed out for months

Ranges = tuple[tuple, tuple]


@lru_cache(maxsize=2_000)
def usual_week(horaires: str, today: date) -> tuple[hours.Day, ...]:
    """The week one finds most often among the coming ones, Monday first: holidays do not make the rule."""
    monday = today - timedelta(days=today.weekday())
    weeks = [hours.week(horaires, monday + timedelta(weeks=ahead)) for ahead in range(WEEKS_LOOKED_AT)]
    shapes = Counter(tuple(_shape(day) for day in week) for week in weeks)
    usual = shapes.most_common(1)[0][0]
    return next(tuple(week) for week in weeks if tuple(_shape(day) for day in week) == usual)


def _shape(day: hours.Day) -> Ranges:
    return tuple(day.ranges), tuple(day.notes)


def usual_hours(horaires: str, life_cycle: str, today: date, words: Words) -> list[str]:
    """lundi à vendredi : 9 h – 12 h; one text for each run of days; closed days are left out."""
    if life_cycle in NOT_RUNNING:
        return [words.say(NOT_RUNNING[LifeCycle(life_cycle)])]
    if not horaires:
        return [words.say("hours_unknown")]
    week = usual_week(horaires, today) if hours.is_valid(horaires) else ()
    runs = [list(days) for _, days in groupby(week, key=_shape)]
    open_runs = [run for run in runs if run[0].ranges or run[0].notes]
    if not open_runs:
        return [words.say("hours_to_check")]
    colon = "\N{NO-BREAK SPACE}: " if words.language == FRENCH else ": "
    return [f"{_span(run, words)}{colon}{day_text(run[0], words)}" for run in open_runs]


def _span(run: list[hours.Day], words: Words) -> str:
    names = [words.weekday(day.date.weekday()) for day in run]
    if len(names) < 3:
        return words.joined(names)
    return words.say("days_span", first=names[0], last=names[-1])
