"""When somebody receives, once exceptions, absences and holidays are taken away."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q

from maillage.appointments.enums import Shape
from maillage.appointments.models import BusyTime, Changed, Closure, OpeningRange, Practice
from maillage.appointments.recurrence import PARIS, Rule, Stretch, days, instant, stretch
from maillage.appointments.slots import Habits, Taken
from maillage.places import hours


class Opening(NamedTuple):
    """One occurrence of a range: `range` and `day` name it; `cancelled` ones are told, nobody is received."""

    range: OpeningRange
    practice: Practice
    stretch: Stretch
    place_id: str
    capacity: int | None
    note: str
    cancelled: bool = False
    why: str = ""  # the holiday or the closure that takes it away
    sequence: int = 0  # of the calendars that hold it


class Closed(NamedTuple):
    """Of a practice, or of a place."""

    practice: int | None
    place: str | None
    start: datetime
    end: datetime
    reason: str


class Diaries(NamedTuple):
    """What some days hold for some practices."""

    openings: dict[int, list[Opening]]  # of a practice, in order, cancelled ones included
    closed: list[Closed]
    busy: dict[int, list[Taken]]  # of a practice, in its calendar elsewhere

    def away(self, practice: int, place: str) -> list[Taken]:
        """What a slot of that practice, there, may not meet."""
        mine = [
            Taken(row.start, row.end, ours=False)
            for row in self.closed
            if row.practice == practice or (row.place and row.place == place)
        ]
        return mine + self.busy.get(practice, [])


def rule(one: OpeningRange) -> Rule:
    weeks = frozenset(int(week) for week in one.of_month.split(",") if week.strip().isdigit())
    return Rule(one.weekday, one.start, one.end, one.first_day, one.last_day, one.every, weeks)


def habits(practice: Practice) -> Habits:
    return Habits(practice.minutes, practice.buffer, practice.notice, practice.horizon)


def read(practices: Iterable[Practice], since: date, until: date, shape: Shape | None = None) -> Diaries:
    """Four queries, whatever the number of practices."""
    known = {practice.pk: practice for practice in practices}
    ranges = OpeningRange.objects.filter(practice__in=known, first_day__lte=until).exclude(last_day__lt=since)
    length = (until - since).days + 1
    if length < 7:
        ranges = ranges.filter(weekday__in=[(since.weekday() + one) % 7 for one in range(length)])
    rows = [one for one in ranges.order_by("pk") if shape is None or one.shape == shape]
    changed = _changed([one.pk for one in rows], since, until)
    openings = _openings(rows, known, changed, since, until)
    start, end = bounds(since, until)
    closed = _closures(known, {one.place_id for several in openings.values() for one in several}, start, end)
    for several in openings.values():
        several[:] = sorted((_taken_away(one, closed) for one in several), key=_first)
    return Diaries(openings, closed, _busy(known, start, end))


def openings(
    practices: Iterable[Practice], since: date, until: date, shape: Shape | None = None
) -> dict[int, list[Opening]]:
    """{practice: its occurrences in order}, cancelled ones included."""
    return read(practices, since, until, shape).openings


def _first(one: Opening) -> tuple[datetime, int]:
    return one.stretch.start, one.range.pk


def _changed(ranges: list[int], since: date, until: date) -> dict[tuple[int, date], Changed]:
    rows = Changed.objects.filter(range__in=ranges, day__range=(since, until))
    return {(row.range_id, row.day): row for row in rows}


def _openings(
    rows: list[OpeningRange], known: dict[int, Practice], changed: dict, since: date, until: date
) -> dict[int, list[Opening]]:
    found: dict[int, list[Opening]] = defaultdict(list)
    for one in rows:
        for day in days(rule(one), since, until):
            opening = _opening(one, known[one.practice_id], day, changed.get((one.pk, day)))
            if opening:
                found[one.practice_id].append(opening)
    return found


def _opening(one: OpeningRange, practice: Practice, day: date, changed: Changed | None) -> Opening | None:
    when = stretch(day, (changed and changed.start) or one.start, (changed and changed.end) or one.end)
    if when is None:
        return None
    return Opening(
        one, practice, when,
        place_id=(changed and changed.place_id) or one.place_id,
        capacity=changed.capacity if changed and changed.capacity is not None else one.capacity,
        note=(changed and changed.note) or one.note,
        cancelled=bool(changed and changed.cancelled),
        sequence=one.sequence + (changed.sequence if changed else 0),
    )  # fmt: skip


def _closures(practices: Collection[int], places: set[str], start: datetime, end: datetime) -> list[Closed]:
    about = Q(practice__in=practices) | Q(place__in=places)
    rows = Closure.objects.filter(about, start__lt=end, end__gt=start)
    return [Closed(*row) for row in rows.values_list("practice", "place", "start", "end", "reason")]


def _busy(practices: Collection[int], start: datetime, end: datetime) -> dict[int, list[Taken]]:
    rows = BusyTime.objects.filter(calendar__practice__in=practices, start__lt=end, end__gt=start)
    found: dict[int, list[Taken]] = defaultdict(list)
    for practice, begins, ends in rows.values_list("calendar__practice", "start", "end"):
        found[practice].append(Taken(begins, ends, ours=False))
    return found


def _taken_away(opening: Opening, closed: list[Closed]) -> Opening:
    """Whole days off: a public holiday, school holidays, closures that cover all of it. The rest stays bookable."""
    if opening.cancelled:
        return opening
    why = holiday(opening.practice, opening.stretch.day)
    if not why and not remaining(opening, closed):
        why = next(row.reason or "fermé" for row in closed if about(row, opening))
    return opening._replace(cancelled=True, why=why) if why else opening


def holiday(practice: Practice, day: date) -> str:
    """Why nobody is received that day, though it is one of theirs."""
    if not practice.holidays and _is_public_holiday(day):
        return "jour férié"
    if not practice.school_holidays and hours.is_school_holiday(day):
        return "vacances scolaires"
    return ""


@lru_cache(maxsize=2048)
def _is_public_holiday(day: date) -> bool:
    return day in hours.public_holidays(day, 1)


def about(row: Closed, opening: Opening) -> bool:
    """It takes away at least a part of that occurrence."""
    whose = row.practice == opening.practice.pk or (row.place is not None and row.place == opening.place_id)
    return whose and row.start < opening.stretch.end and opening.stretch.start < row.end


def remaining(opening: Opening, closed: Iterable[Closed]) -> list[Stretch]:
    """What closures leave of an occurrence, in order."""
    start, left = opening.stretch.start, []
    for row in sorted((row for row in closed if about(row, opening)), key=lambda row: row.start):
        if row.start > start:
            left.append(Stretch(start, row.start, opening.stretch.day))
        start = max(start, row.end)
    if start < opening.stretch.end:
        left.append(Stretch(start, opening.stretch.end, opening.stretch.day))
    return left


def bounds(since: date, until: date) -> tuple[datetime, datetime]:
    """The instants of whole days, both included."""
    return instant(since, time()), instant(until + timedelta(days=1), time())


def received(several: Iterable[Opening]) -> Iterator[Opening]:
    return (one for one in several if not one.cancelled)


__all__ = ["PARIS", "Closed", "Diaries", "Opening", "bounds", "habits", "openings", "read", "received", "rule"]
