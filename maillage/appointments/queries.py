"""What is free, and what happens when: the reads every page of the agenda shares."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from maillage.appointments import opening
from maillage.appointments.enums import Shape, State
from maillage.appointments.models import Appointment, Practice
from maillage.appointments.recurrence import local_day
from maillage.appointments.slots import Slot, Taken, free

AHEAD = 7  # days looked at first when the next free moment is asked


class Free(NamedTuple):
    """A moment one may book: whose diary, where, from when to when."""

    practice: Practice
    place_id: str
    start: datetime
    end: datetime


def free_slots(
    practices: Iterable[Practice], since: date, until: date, *, now: datetime | None = None, without: int | None = None
) -> list[Free]:
    """Every free moment of these days, in order. Seven queries whatever the number of practices and bookings.

    `without` leaves an appointment out: the one that is about to move.
    """
    practices = [practice for practice in practices if practice.active]
    now = now or timezone.now()
    start, end = opening.bounds(since, until)
    occurrences = opening.openings(practices, since, until, Shape.SLOTS)
    booked = _booked(practices, start, end, without)
    away = opening.absences(practices, start, end)
    closed = opening.place_closures({one.place_id for several in occurrences.values() for one in several}, start, end)
    found = []
    for practice in practices:
        for place, several in _by_place(occurrences.get(practice.pk, ())).items():
            taken = [*booked[practice.pk], *away[practice.pk], *closed[place]]
            slots = free([one.stretch for one in several], taken, opening.habits(practice), now)
            found += [Free(practice, place, *slot) for slot in slots]
    return sorted(found, key=lambda one: (one.start, one.practice.pk))


def _by_place(several: Iterable[opening.Opening]) -> dict[str, list[opening.Opening]]:
    found: dict[str, list[opening.Opening]] = defaultdict(list)
    for one in opening.received(several):
        found[one.place_id].append(one)
    return found


def _booked(practices: list[Practice], start: datetime, end: datetime, without: int | None) -> dict[int, list[Taken]]:
    """Appointments that hold their time, whatever their lane; a margin on both sides for buffers."""
    day = timedelta(days=1)
    rows = Appointment.objects.filter(
        practice__in=practices, state=State.BOOKED, start__gt=start - day, start__lt=end + day
    ).exclude(pk=without)
    found: dict[int, list[Taken]] = defaultdict(list)
    for practice, begins, ends in rows.values_list("practice", "start", "end"):
        found[practice].append(Taken(begins, ends))
    return found


def next_free(practices: Iterable[Practice], *, now: datetime | None = None) -> dict[str, Free]:
    """{place: its next free moment}: the coming week first, then as far as one may book."""
    practices = [practice for practice in practices if practice.active]
    now = now or timezone.now()
    today = local_day(now)
    found: dict[str, Free] = {}
    horizon = max((practice.horizon for practice in practices), default=0)
    for first, last in ((0, AHEAD), (AHEAD + 1, horizon)):
        asked = practices if first == 0 else [one for one in practices if one.place_id not in found]
        if asked and first <= last:
            since, until = today + timedelta(days=first), today + timedelta(days=last)
            for one in free_slots(asked, since, until, now=now):
                found.setdefault(one.place_id, one)
    return found


def slot_at(
    practice: Practice, start: datetime, *, now: datetime | None = None, without: int | None = None
) -> Free | None:
    """The free moment that begins then: what the last click is checked against."""
    day = local_day(start)
    return next((one for one in free_slots([practice], day, day, now=now, without=without) if one.start == start), None)


__all__ = ["Free", "Slot", "free_slots", "next_free", "slot_at"]
