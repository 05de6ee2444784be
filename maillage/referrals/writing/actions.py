"""What a member does from the writing pages, with the verbs of everybody."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from maillage.accounts.models import User
from maillage.appointments import actions as agenda
from maillage.appointments.actions import Person
from maillage.appointments.actions.turns import in_turn
from maillage.appointments.booking import actions as booking
from maillage.appointments.enums import BookedBy
from maillage.network.models import Organisation
from maillage.referrals import actions
from maillage.referrals.actions import Agreement, Doer, Draft
from maillage.referrals.actions.moments import as_it_is, give_back
from maillage.referrals.models import Referral


class AlreadyUsed(ValueError):
    """This form's mark belongs to somebody else's sheet."""


def write_once(
    draft: Draft, *, once: UUID, by: User, organisation: Organisation, consent: Agreement | None
) -> Referral:
    """The same form sent twice is one sheet: `once` is its number."""
    try:
        with transaction.atomic():
            return actions.write(draft, by=by, organisation=organisation, consent=consent, id=once).referral
    except IntegrityError:
        known = Referral.objects.filter(pk=once, by=by, organisation=organisation).first()
        if known is None:
            raise AlreadyUsed from None
        return known


@in_turn
def book(referral: Referral, doer: Doer, kind: str, start: datetime) -> Referral:
    """A free moment of the place, for the person; the sheet waits for it. Raises Taken, Already, NotNow."""
    referral = as_it_is(referral)
    give_back(referral, doer)
    booked = booking.book(referral.place, kind, start, person=_person(referral), by=doer.user)
    return actions.expect(referral, doer, appointment=booked.appointment)


@in_turn
def take_a_seat(referral: Referral, doer: Doer) -> Referral:
    """Of the sheet's workshop. Raises Already, TooLate, NotNow."""
    referral = as_it_is(referral)
    assert referral.workshop is not None
    give_back(referral, doer)
    registered = agenda.register(referral.workshop, person=_person(referral), by=doer.user)
    return actions.expect(referral, doer, registration=registered.registration)


def _person(referral: Referral) -> Person:
    return Person(
        called=referral.called, phone=referral.phone, email=referral.email, language=referral.language,
        service=referral.service, booked_by=BookedBy.PROFESSIONAL,
    )  # fmt: skip
