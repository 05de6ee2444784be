"""What is free. The list one chooses from and the check at the last click are the same function."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from maillage.appointments import opening
from maillage.appointments.enums import HOLDING, Shape, State
from maillage.appointments.models import Appointment, OpeningRange, Practice
from maillage.appointments.opening import Diaries, Opening
from maillage.appointments.recurrence import local_day
from maillage.appointments.slots import Slot, Taken, free, nearest

WINDOWS = (2, 9, 30)  # days looked at first when the next free moment is asked, then the rest
AROUND = timedelta(days=7)
OTHERS = 3
BUFFER = timedelta(minutes=240)  # the longest a diary may keep
BEFORE = timedelta(minutes=480) + BUFFER  # and the longest appointment


class Free(NamedTuple):
    """A moment one may book: whose diary, where, from when to when."""

    practice: Practice
    place_id: str
    start: datetime
    end: datetime


class Moment(NamedTuple):
    """A free moment as a resident sees it: once, whoever receives."""

    place_id: str
    start: datetime
    end: datetime
    practices: tuple[Practice, ...]


def free_slots(
    practices: Iterable[Practice], since: date, until: date, *, now: datetime | None = None, without: int | None = None
) -> list[Free]:
    """Every free moment of these days, in order. Five queries whatever the number of practices and bookings.

    `without` leaves an appointment out: the one that is about to move.
    """
    practices = [practice for practice in practices if practice.active]
    diaries = opening.read(practices, since, until, Shape.SLOTS)
    booked = _booked(practices, *opening.bounds(since, until), without)
    return free_among(practices, diaries, booked, now or timezone.now())


def free_among(
    practices: Iterable[Practice], diaries: Diaries, booked: dict[int, list[Taken]], now: datetime
) -> list[Free]:
    found = []
    for practice in practices:
        for place, several in _by_place(diaries.openings.get(practice.pk, ())).items():
            taken = booked.get(practice.pk, []) + diaries.away(practice.pk, place)
            slots = free([one.stretch for one in several], taken, opening.habits(practice), now)
            found += [Free(practice, place, *slot) for slot in slots]
    return sorted(found, key=lambda one: (one.start, one.practice.pk))


def _by_place(several: Iterable[Opening]) -> dict[str, list[Opening]]:
    found: dict[str, list[Opening]] = defaultdict(list)
    for one in opening.received(several):
        if one.range.shape == Shape.SLOTS:
            found[one.place_id].append(one)
    return found


def _booked(
    practices: Iterable[Practice], start: datetime, end: datetime, without: int | None = None
) -> dict[int, list[Taken]]:
    """Appointments that hold their time, whatever their lane; a margin on both sides for buffers."""
    rows = Appointment.objects.filter(
        practice__in=practices, state__in=HOLDING, start__gt=start - BEFORE, start__lt=end + BUFFER
    ).exclude(pk=without)
    found: dict[int, list[Taken]] = defaultdict(list)
    for practice, begins, ends in rows.order_by().values_list("practice", "start", "end"):
        found[practice].append(Taken(begins, ends))
    return found


def moments(practices: Iterable[Practice], since: date, until: date, *, now: datetime | None = None) -> list[Moment]:
    """Two people free at ten in one place are one moment."""
    found: dict[tuple, list[Practice]] = defaultdict(list)
    for one in free_slots(practices, since, until, now=now):
        found[one.start, one.end, one.place_id].append(one.practice)
    return [Moment(place, start, end, tuple(several)) for (start, end, place), several in found.items()]


def next_free(practices: Iterable[Practice], *, now: datetime | None = None) -> dict[str, Free]:
    """{place: its next free moment}: the coming days first, then further only for places that have none yet.

    Six queries when every place has one soon, five more for each of the three windows that must be opened.
    """
    asked = [practice for practice in practices if practice.active]
    now = now or timezone.now()
    today, found, first = local_day(now), {}, 0
    horizon = max((practice.horizon for practice in asked), default=0)
    places = _places_of(asked)
    for last in (*WINDOWS, max(horizon, WINDOWS[-1])):
        if asked and first <= horizon:
            since, until = today + timedelta(days=first), today + timedelta(days=last)
            for one in free_slots(asked, since, until, now=now):
                found.setdefault(one.place_id, one)
        asked, first = [one for one in asked if places[one.pk] - found.keys()], last + 1
    return found


def _places_of(practices: Iterable[Practice]) -> dict[int, set[str]]:
    """Where each receives by appointment, week after week."""
    rows = OpeningRange.objects.filter(practice__in=practices, shape=Shape.SLOTS).order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for practice, place in rows.values_list("practice", "place").distinct():
        found[practice].add(place)
    return found


def slot_at(
    practice: Practice, start: datetime, *, now: datetime | None = None, without: int | None = None
) -> Free | None:
    """The free moment that begins then: what the last click is checked against."""
    day = local_day(start)
    return next((one for one in free_slots([practice], day, day, now=now, without=without) if one.start == start), None)


def others_near(practices: Iterable[Practice], start: datetime, *, without: int | None = None) -> list[Free]:
    """The nearest free moments of the same diaries: what is offered instead."""
    since, until = local_day(start - AROUND), local_day(start + AROUND)
    found: dict[Slot, Free] = {}
    for one in free_slots(practices, since, until, without=without):
        found.setdefault(Slot(one.start, one.end), one)
    return [found[slot] for slot in nearest(found, start, OTHERS)]


def openings_of(practice: Practice, day: date) -> list[Opening]:
    """Where and when this practice receives that day."""
    return list(opening.received(opening.openings([practice], day, day).get(practice.pk, ())))


def left_out(practice: Practice, *, now: datetime | None = None) -> list[Appointment]:
    """Expected in hours that no longer are: the series changed under them. Forced ones stood outside knowingly."""
    rows = Appointment.objects.filter(
        practice=practice, state=State.BOOKED, forced=False, start__gt=now or timezone.now()
    )
    rows = list(rows)
    if not rows:
        return []
    since, until = local_day(rows[0].start), local_day(rows[-1].start)
    several = list(opening.received(opening.openings([practice], since, until, Shape.SLOTS).get(practice.pk, ())))
    return [row for row in rows if not any(_inside(row, one) for one in several)]


def _inside(row: Appointment, one: Opening) -> bool:
    return row.place_id == one.place_id and one.stretch.start <= row.start and row.end <= one.stretch.end
