"""The moment booked through a sheet goes back to the agenda with it, by the agenda's own verbs.

Locks are always taken in the same order: the sheet's turn, the agenda, the sheet's row.
"""

from maillage.appointments import actions as agenda
from maillage.appointments.actions import TooLate
from maillage.appointments.actions.turns import alone
from maillage.appointments.enums import Seat
from maillage.appointments.enums import State as Booking
from maillage.appointments.models import Appointment
from maillage.referrals.actions.doing import Doer
from maillage.referrals.enums import Moment, Who
from maillage.referrals.models import Referral
from maillage.referrals.queries import Row, booked


def as_it_is(referral: Referral) -> Referral:
    """Now: who gives, changes or takes back the moment of one sheet do so one after the other."""
    turn_of(referral)
    known = ("place", "workshop", "appointment", "registration__workshop")
    return Referral.objects.select_related(*known).get(pk=referral.pk)


def turn_of(referral: Referral) -> None:
    alone(f"referral {referral.pk}")


def give_back(referral: Referral, doer: Doer, *, kept: Row | None = None) -> dict[str, str]:
    """For the event: {"moment": …}; nothing when nothing was to come. Too late for the person to cancel, it stays.

    `kept`: the one just booked instead.
    """
    row = booked(referral)
    if row is None or row == kept:
        return {}
    return {"moment": Moment.GIVEN_BACK if _given(row, doer, by_place=doer.who == Who.RECEIVER) else Moment.KEPT}


def give_back_as_asked(referral: Referral, doer: Doer, *, asked: bool) -> dict[str, str]:
    """The person's own wish, whoever writes it down."""
    row = booked(referral)
    if row is None:
        return {}
    return {"moment": Moment.GIVEN_BACK if asked and _given(row, doer, by_place=False) else Moment.KEPT}


def _given(row: Row, doer: Doer, *, by_place: bool) -> bool:
    """The place is not bound by the delay it sets, even when it answers without account."""
    try:
        if isinstance(row, Appointment):
            agenda.cancel(row, by=doer.user, state=Booking.CANCELLED if by_place else Booking.EXCUSED)
        else:
            agenda.withdraw(row, by=doer.user, state=Seat.CANCELLED if by_place else Seat.EXCUSED)
    except TooLate:
        return False
    return True
