"""To give a moment back, or change it for another."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.appointments import queries
from maillage.appointments.actions import grains
from maillage.appointments.actions.errors import Taken, TooLate
from maillage.appointments.actions.locking import lock_all
from maillage.appointments.actions.tickets import Booked
from maillage.appointments.actions.turns import in_turn
from maillage.appointments.announcing import changed
from maillage.appointments.enums import HOLDING, State
from maillage.appointments.models import Appointment, Practice
from maillage.appointments.queries import Free
from maillage.core.events import tell


def group(appointment: Appointment) -> list[Appointment]:
    """The appointment and its companions, with their diaries locked; read after the lock."""
    head = appointment.companion_of_id or appointment.pk
    asked = Appointment.objects.filter(pk=head) | Appointment.objects.filter(companion_of=head)
    lock_all(asked.values_list("practice", flat=True))
    return sorted(asked.select_for_update(of=("self",)), key=lambda row: (row.companion_of_id or 0, row.pk))


@in_turn
def cancel(appointment: Appointment, *, by: User | None = None, state: State = State.EXCUSED) -> Appointment:
    """The moment is free again at once. Raises TooLate when nothing is left to cancel, or when it is too close: the
    delay binds the person, not the service (CANCELLED)."""
    rows = group(appointment)
    bound = by is None and state != State.CANCELLED
    if rows[0].state != State.BOOKED or (bound and _too_close(rows[0])):
        raise TooLate
    release(rows, state, by=by)
    changed("cancelled", rows[0])
    return next(row for row in rows if row.pk == appointment.pk)


def _too_close(row: Appointment) -> bool:
    return queries.cancellable_until(row) <= timezone.now()


def release(rows: Iterable[Appointment], state: State, *, by: User | None) -> None:
    """No longer expected: the grains are given back."""
    rows = [row for row in rows if row.state in HOLDING]
    grains.give_back(rows)
    for row in rows:
        row.state, row.state_at, row.sequence = state, timezone.now(), row.sequence + 1
        row.save(update_fields=["state", "state_at", "sequence"])
        tell("cancelled", row, by=by, state=state)


@in_turn
def cancel_several(appointments: Iterable[Appointment], *, by: User, state: State = State.CANCELLED) -> int:
    """Those still expected; how many."""
    rows = list(appointments)
    lock_all(row.practice_id for row in rows)
    done = 0
    for row in rows:
        try:
            cancel(row, by=by, state=state)
            done += 1
        except TooLate:
            continue
    return done


@in_turn
def move(appointment: Appointment, start: datetime, *, by: User | None = None) -> Booked:
    """The same appointment, ticket and code, at another free moment; the old one is free in the same breath."""
    rows = group(appointment)
    head = rows[0]
    if head.state != State.BOOKED or (by is None and _too_close(head)):
        raise TooLate
    diaries = {diary.pk: diary for diary in Practice.objects.filter(pk__in=[row.practice_id for row in rows])}
    shift = start - head.start
    found = [queries.slot_at(diaries[row.practice_id], row.start + shift, without=row.pk) for row in rows]
    if not all(found):
        raise Taken([diaries[head.practice_id]], start, head.pk)
    _shift(rows, found, by=by)
    return Booked(next(row for row in rows if row.pk == appointment.pk), "")


def _shift(rows: list[Appointment], found: list[Free], *, by: User | None) -> None:
    try:
        with transaction.atomic():
            grains.give_back(rows)
            for row, free in zip(rows, found, strict=True):
                _put(row, free, by=by)
            grains.take(rows)
    except IntegrityError:
        raise Taken([found[0].practice], found[0].start) from None
    changed("moved", rows[0])


def _put(row: Appointment, free: Free, *, by: User | None) -> None:
    was = row.start
    row.start, row.end, row.place_id, row.lane, row.sequence = free.start, free.end, free.place_id, 0, row.sequence + 1
    row.save(update_fields=["start", "end", "place", "lane", "sequence"])
    tell("moved", row, by=by, was=was, start=row.start)
