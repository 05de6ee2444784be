"""The moment booked through a sheet, as the agenda knows it now; and what became of it."""

from datetime import datetime

from django.utils import timezone

from maillage.appointments.enums import HOLDING, IN_LINE, SEATED
from maillage.appointments.enums import State as Booking
from maillage.appointments.models import Appointment, Registration
from maillage.appointments.queries import begins, cancellable_until
from maillage.referrals.enums import Moment
from maillage.referrals.models import Referral

Row = Appointment | Registration


def moment_of(referral: Referral) -> datetime | None:
    """When they are expected; None when it was called off in the agenda."""
    if referral.appointment_id:
        return referral.appointment.start if referral.appointment.state in HOLDING else None
    if referral.registration_id:
        seat = referral.registration
        return begins(seat.workshop) if seat.state in IN_LINE else None
    return referral.expected_at


def printable_moment(referral: Referral) -> datetime | None:
    """A rank in the line before a workshop is no moment to come."""
    seat = referral.registration
    return None if seat is not None and seat.state not in SEATED else moment_of(referral)


def booked(referral: Referral) -> Row | None:
    """What the agenda holds for it and has not begun: an appointment, a seat, or a rank in the line."""
    row, seat = referral.appointment, referral.registration
    if row is not None and row.state == Booking.BOOKED and row.start > timezone.now():
        return row
    if seat is not None and seat.state in IN_LINE:
        first = begins(seat.workshop)
        return seat if first and first > timezone.now() else None
    return None


def starts(row: Row) -> datetime | None:
    return row.start if isinstance(row, Appointment) else begins(row.workshop)


def may_still_cancel(row: Row) -> bool:
    """The person by themselves: the delay of the diary binds them, nobody else."""
    return isinstance(row, Registration) or cancellable_until(row) > timezone.now()


def became(referral: Referral) -> str:
    """Of the booked moment, the last time the sheet stopped: in words, or nothing."""
    last = referral.events.filter(told__moment__in=Moment.values).last()
    return str(Moment(last.told["moment"]).label) if last else ""
