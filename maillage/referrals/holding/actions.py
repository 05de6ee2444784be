"""An answer is given to what its page showed; a booking made from a sheet stands on it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from maillage.accounts.models import User
from maillage.appointments.actions.turns import in_turn
from maillage.appointments.models import Appointment, Registration
from maillage.network.models import Organisation
from maillage.places.models import Place
from maillage.referrals import actions
from maillage.referrals.actions import Agreement, Doer, Draft, NotNow, Written
from maillage.referrals.actions.moments import as_it_is, give_back, turn_of
from maillage.referrals.holding import queries
from maillage.referrals.models import Referral

SURE = ("compte", "lien")


@in_turn
def answer(referral: Referral, seen: int, act: Callable[[Referral], object]):
    """Raises NotNow when somebody answered since that page was shown, even if this could still follow."""
    turn_of(referral)
    locked = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if queries.seen_mark(locked) != seen:
        raise NotNow(locked)
    return act(locked)


@in_turn
def come_at(referral: Referral, doer: Doer, at: datetime, seen: int | None = None) -> Referral:
    """ "Come on…": what was booked before is given back. `seen`: what the page showed, when it must still hold."""
    give_back(as_it_is(referral), doer)
    if seen is None:
        return actions.expect(referral, doer, at)
    return answer(referral, seen, lambda one: actions.expect(one, doer, at))


@in_turn
def stand_on(referral: Referral, doer: Doer, row: Appointment | Registration) -> None:
    """The moment just booked. The booking holds even if the sheet cannot take it any more."""
    referral = as_it_is(referral)
    kind = "appointment" if isinstance(row, Appointment) else "registration"
    place = row.place_id if isinstance(row, Appointment) else row.workshop.place_id
    if place != referral.place_id or getattr(referral, f"{kind}_id") == row.pk:
        return
    with suppress(NotNow), transaction.atomic():
        give_back(referral, doer, kept=row)
        actions.expect(referral, doer, **{kind: row})


def send_on(referral: Referral, doer: Doer, place: Place, consent: Agreement, seen: int) -> Written:
    """The same words, to another place. What the person wants for their body leaves with its own yes only."""
    draft = _same(referral, place, adaptation=consent.adaptation)
    sender = sender_of(referral)
    return answer(referral, seen, lambda one: actions.redirect(one, doer, draft, organisation=sender, consent=consent))


def _same(referral: Referral, place: Place, *, adaptation: bool) -> Draft:
    kept = "service need tried deadline level language accompanied called phone email manner manner_reason mandate step"
    told = {name: getattr(referral, name) for name in kept.split()}
    wanted = tuple(referral.adaptation.split("|")) if adaptation and referral.adaptation else ()
    return Draft(place=place, times=tuple(referral.times), zone=referral.zone, adaptation=wanted, **told)


def sender_of(referral: Referral) -> Organisation:
    return referral.receiver or referral.organisation


def doer_for(referral: Referral, who: str, user: User | None = None, via: str = "") -> Doer:
    """The place acts for its structure, by whichever way it came; only an account or the mailed link is sure."""
    known = user if user is not None and user.is_authenticated else None
    return Doer(who, user=known, organisation=referral.receiver_id, sure=via in SURE)
