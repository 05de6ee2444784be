"""What happens to a whole workshop: called off, a session moved, more seats."""

from datetime import datetime

from django.utils import timezone

from maillage.accounts.models import User
from maillage.appointments.actions.errors import TooLate
from maillage.appointments.actions.locking import lock_workshop
from maillage.appointments.actions.seats import fill
from maillage.appointments.actions.turns import in_turn
from maillage.appointments.announcing import changed
from maillage.appointments.enums import IN_LINE, SEATED, Seat
from maillage.appointments.models import Session, Workshop
from maillage.core.events import tell


@in_turn
def cancel_workshop(workshop: Workshop, *, by: User) -> Workshop:
    """Everybody in it, or in the line, is told."""
    room = lock_workshop(workshop)
    if room.cancelled_at:
        raise TooLate
    now = timezone.now()
    room.cancelled_at, room.sequence = now, room.sequence + 1
    room.save(update_fields=["cancelled_at", "sequence"])
    tell("called off", room, by=by)
    for row in room.registrations.filter(state__in=IN_LINE):
        row.state, row.state_at, row.seat, row.offered_until = Seat.CANCELLED, now, None, None
        row.sequence += 1
        row.save(update_fields=["state", "state_at", "seat", "offered_until", "sequence"])
        changed("called off", row)
    return room


@in_turn
def cancel_session(session: Session, *, by: User) -> Session:
    """One of them; the seats of the others stay."""
    return _change(session, by, cancelled=True)


@in_turn
def move_session(session: Session, start: datetime, end: datetime, *, by: User) -> Session:
    return _change(session, by, start=start, end=end)


def _change(session: Session, by: User, **columns) -> Session:
    room = lock_workshop(session.workshop_id)
    row = Session.objects.get(pk=session.pk)
    for name, value in columns.items():
        setattr(row, name, value)
    row.sequence += 1
    row.save(update_fields=[*columns, "sequence"])
    tell("rescheduled", row, by=by, **columns)
    for one in room.registrations.filter(state__in=SEATED):
        changed("rescheduled", one)
    return row


@in_turn
def change_seats(workshop: Workshop, seats: int, *, by: User) -> Workshop:
    """More: the line moves. Fewer: nobody loses theirs, so not under the highest seat taken."""
    room = lock_workshop(workshop)
    highest = max(room.registrations.filter(state__in=SEATED).values_list("seat", flat=True), default=0)
    if seats < max(highest, 1):
        raise TooLate
    room.seats = seats
    room.save(update_fields=["seats"])
    tell("changed seats", room, by=by, seats=seats)
    fill(room)
    return room
