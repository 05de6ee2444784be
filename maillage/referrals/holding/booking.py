"""From a sheet to the agenda and back: who left to choose a moment finds it on the sheet."""

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from maillage.appointments.actions import Booked, Registered
from maillage.referrals.actions import Doer
from maillage.referrals.enums import Who
from maillage.referrals.holding import actions, queries
from maillage.referrals.models import Referral

SALT, NAME = "referrals.booking", "held_booking"
KEPT = timedelta(minutes=30)


def leave(request: HttpRequest, referral: Referral, who: str) -> HttpResponse:
    """Kept in the session: neither the sheet nor the person is in the agenda's addresses."""
    request.session[NAME] = signing.dumps([str(referral.pk), str(who)], salt=SALT)
    workshop = queries.open_workshop(referral)
    return redirect("booking:workshop", workshop.pk) if workshop else redirect("booking:moments", referral.place.slug)


def come_back(request: HttpRequest, booked: Booked | Registered) -> None:
    """Called by the agenda once something is booked from its pages."""
    found = _read(request.session.pop(NAME, "")) if NAME in request.session else None
    if not found:
        return
    referral = queries.sheets().filter(pk=found[0]).first()
    if referral and not queries.is_over(referral):
        row = booked.appointment if isinstance(booked, Booked) else booked.registration
        actions.stand_on(referral, _doer(request, referral, found[1]), row)


def _doer(request: HttpRequest, referral: Referral, who: str) -> Doer:
    if who == Who.RECEIVER:
        return actions.doer_for(referral, who, request.user)
    return Doer(who)


def _read(signed: str) -> list | None:
    try:
        return signing.loads(signed, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
