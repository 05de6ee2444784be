"""Who came. One tap, and one tap to take it back."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.appointments.actions import grains
from maillage.appointments.actions.cancelling import group, release
from maillage.appointments.actions.errors import Taken, TooEarly
from maillage.appointments.actions.turns import in_turn
from maillage.appointments.announcing import changed
from maillage.appointments.enums import HOLDING, State
from maillage.appointments.models import Appointment, Attendance, Registration, Session
from maillage.appointments.recurrence import local_day
from maillage.core.events import tell

SEEN = (State.CAME, State.NO_SHOW)


@in_turn
def attend(appointment: Appointment, state: State, *, by: User) -> Appointment:
    """Came, did not come, excused, cancelled; or expected again. Raises TooEarly, or Taken when no longer free."""
    rows = group(appointment)
    row = next(one for one in rows if one.pk == appointment.pk)
    if row.state == state:
        return row
    if state in SEEN:
        _seen(row, state, by=by)
    elif state == State.BOOKED:
        _restored(rows if row.companion_of_id is None else [row], by=by)
    else:
        _gone(rows, row, state, by=by)
    return row


def _seen(row: Appointment, state: State, *, by: User) -> None:
    if local_day(row.start) > local_day(timezone.now()):
        raise TooEarly
    if row.state not in HOLDING and row.end > timezone.now():
        _take_back([row])
    _say(row, state)
    tell("attended", row, by=by, state=state)
    changed("attended", row)


def _gone(rows: list[Appointment], row: Appointment, state: State, *, by: User) -> None:
    """Those already released only change why."""
    if row.state in HOLDING:
        release(rows if row.companion_of_id is None else [row], state, by=by)
    else:
        _say(row, state)
        tell("cancelled", row, by=by, state=state)
    changed("cancelled", row)


def _restored(rows: list[Appointment], *, by: User) -> None:
    gone = [row for row in rows if row.state not in HOLDING]
    _take_back([row for row in gone if row.end > timezone.now()])
    for row in rows:
        _say(row, State.BOOKED)
        tell("restored", row, by=by)
    changed("restored", rows[0])


def _take_back(rows: list[Appointment]) -> None:
    try:
        with transaction.atomic():
            grains.take(rows)
    except IntegrityError:
        raise Taken from None


def _say(row: Appointment, state: State) -> None:
    row.state, row.state_at, row.sequence = state, timezone.now(), row.sequence + 1
    row.save(update_fields=["state", "state_at", "sequence"])


@in_turn
def attend_session(registration: Registration, session: Session, state: State, *, by: User) -> Attendance:
    """Who came to which session; said again, it is corrected."""
    row, _ = Attendance.objects.update_or_create(
        registration=registration, session=session, defaults={"state": state, "at": timezone.now()}
    )
    tell("attended", registration, by=by, session=session.pk, state=state)
    return row
