"""When somebody receives, once exceptions, absences and holidays are taken away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

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


def rule(one: OpeningRange) -> Rule:
    weeks = frozenset(int(week) for week in one.of_month.split(",") if week.strip().isdigit())
    return Rule(one.weekday, one.start, one.end, one.first_day, one.last_day, one.every, weeks)


def habits(practice: Practice) -> Habits:
    return Habits(practice.minutes, practice.buffer, practice.notice, practice.horizon)


def openings(
    practices: Iterable[Practice], since: date, until: date, shape: Shape | None = None
) -> dict[int, list[Opening]]:
    """{practice: its occurrences in order}, cancelled ones included; three queries whatever the number of practices."""
    known = {practice.pk: practice for practice in practices}
    ranges = OpeningRange.objects.filter(practice__in=known, first_day__lte=until).exclude(last_day__lt=since)
    rows = [one for one in ranges.order_by("pk") if shape is None or one.shape == shape]
    changed = _changed([one.pk for one in rows], since, until)
    closed = _closures(known.values(), {one.place_id for one in rows}, since, until)
    found: dict[int, list[Opening]] = defaultdict(list)
    for one in rows:
        practice = known[one.practice_id]
        for day in days(rule(one), since, until):
            opening = _opening(one, practice, day, changed.get((one.pk, day)))
            if opening:
                found[practice.pk].append(_taken_away(opening, closed))
    return {pk: sorted(several, key=lambda one: (one.stretch.start, one.range.pk)) for pk, several in found.items()}


def _changed(ranges: list[int], since: date, until: date) -> dict[tuple[int, date], Changed]:
    rows = Changed.objects.filter(range__in=ranges, day__range=(since, until))
    return {(row.range_id, row.day): row for row in rows}


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
    )  # fmt: skip


class _Closed(NamedTuple):
    practice: int | None
    place: str | None
    start: datetime
    end: datetime
    reason: str


def _closures(practices: Iterable[Practice], places: set[str], since: date, until: date) -> list[_Closed]:
    start, end = instant(since, time()), instant(until + timedelta(days=1), time())
    rows = Closure.objects.filter(start__lt=end, end__gt=start).values_list(
        "practice", "place", "start", "end", "reason"
    )
    own = {practice.pk for practice in practices}
    return [row for row in map(_Closed._make, rows) if row.practice in own or (row.place and row.place in places)]


def _taken_away(opening: Opening, closed: list[_Closed]) -> Opening:
    """Whole days off: a public holiday, school holidays, a closure that covers all of it. The rest stays bookable."""
    why = _holiday(opening) or next(
        (
            row.reason or "fermé"
            for row in closed
            if _about(row, opening) and row.start <= opening.stretch.start and opening.stretch.end <= row.end
        ),
        "",
    )
    return opening._replace(cancelled=True, why=why) if why and not opening.cancelled else opening


def _holiday(opening: Opening) -> str:
    day, practice = opening.stretch.day, opening.practice
    if not practice.holidays and day in hours.public_holidays(day, 1):
        return "jour férié"
    if not practice.school_holidays and hours.is_school_holiday(day):
        return "vacances scolaires"
    return ""


def _about(row: _Closed, opening: Opening) -> bool:
    return row.practice == opening.practice.pk or row.place == opening.place_id


def absences(practices: Iterable[Practice], since: datetime, until: datetime) -> dict[int, list[Taken]]:
    """Closures and busy hours of a calendar elsewhere, as what a slot may not meet. A closed place closes its diaries'
    occurrences there: `free_slots` adds it per occurrence."""
    keys = [practice.pk for practice in practices]
    found: dict[int, list[Taken]] = defaultdict(list)
    closures = Closure.objects.filter(practice__in=keys, start__lt=until, end__gt=since)
    for practice, start, end in closures.values_list("practice", "start", "end"):
        found[practice].append(Taken(start, end, ours=False))
    busy = BusyTime.objects.filter(calendar__practice__in=keys, start__lt=until, end__gt=since)
    for practice, start, end in busy.values_list("calendar__practice", "start", "end"):
        found[practice].append(Taken(start, end, ours=False))
    return found


def place_closures(places: Iterable[str], since: datetime, until: datetime) -> dict[str, list[Taken]]:
    rows = Closure.objects.filter(place__in=set(places), start__lt=until, end__gt=since)
    found: dict[str, list[Taken]] = defaultdict(list)
    for place, start, end in rows.values_list("place", "start", "end"):
        found[place].append(Taken(start, end, ours=False))
    return found


def bounds(since: date, until: date) -> tuple[datetime, datetime]:
    """The instants of whole days, both included."""
    return instant(since, time()), instant(until + timedelta(days=1), time())


def received(several: Iterable[Opening]) -> Iterator[Opening]:
    return (one for one in several if not one.cancelled)


__all__ = ["PARIS", "Opening", "absences", "bounds", "habits", "openings", "place_closures", "received", "rule"]
