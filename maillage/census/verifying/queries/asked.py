"""Requests: which are open, which link opens which, who may be reminded."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from maillage.accounts.secrets import digest
from maillage.census.models import Request, RequestedPlace, RequestLink
from maillage.census.verifying.holders import Holder, key_of
from maillage.places.models import Place

REMIND_AFTER = (timedelta(days=7), timedelta(days=14))  # since it was asked
BETWEEN = timedelta(days=6)  # a worker that slept does not remind twice in a row


def open_requests() -> QuerySet[Request]:
    return Request.objects.filter(done_at=None, closed_at=None)


def open_request_of(place: Place) -> Request | None:
    return open_requests().filter(holder=key_of(place)).first()


def link_digest(token: str) -> str:
    return digest("verification", token)


def request_of(token: str) -> Request | None:
    """What a link opens; None for a link nobody was given, or that was taken back."""
    found = RequestLink.objects.filter(token_hash=link_digest(token))
    return next((one.request for one in found.select_related("request__campaign", "request__organisation")), None)


def still_valid(request: Request) -> bool:
    return request.done_at is None and request.closed_at is None and request.expires_at > timezone.now()


def days_left(request: Request) -> int:
    return max(1, (request.expires_at - timezone.now()).days)


def lines(request: Request) -> QuerySet[RequestedPlace]:
    """The places of a request with all that their sheets show: a constant number of queries."""
    found = request.lines.select_related("place__organisation").order_by("place__nom", "pk")
    return found.prefetch_related("place__equipment", "place__equipment_services")


def open_lines_of(place: Place) -> QuerySet[RequestedPlace]:
    """The questions about this place that wait for an answer."""
    waiting = RequestedPlace.objects.filter(place=place, answered_at=None)
    return waiting.filter(request__done_at=None, request__closed_at=None)


def may_be_reminded(request: Request, now: datetime) -> bool:
    """Two reminders, a week apart; none once it is answered, closed, expired, or refused."""
    if not request.email or request.stopped_at or request.done_at or request.closed_at or request.campaign.closed_at:
        return False
    if request.expires_at <= now or request.reminders >= len(REMIND_AFTER):
        return False
    rested = request.reminded_at is None or now - request.reminded_at >= BETWEEN
    return rested and now - request.at >= REMIND_AFTER[request.reminders]


def to_remind(now: datetime) -> QuerySet[Request]:
    """Those for whom it may be time; `may_be_reminded` says it for sure."""
    waiting = open_requests().filter(stopped_at=None, expires_at__gt=now, at__lte=now - REMIND_AFTER[0])
    waiting = waiting.filter(campaign__closed_at=None, reminders__lt=len(REMIND_AFTER)).exclude(email="")
    return waiting.select_related("campaign")


def holder_again(request: Request) -> Holder:
    """The same holder and places, as they are today."""
    rows = [line.place for line in lines(request) if line.place.published] or [line.place for line in lines(request)]
    return Holder(request.holder, request.nom, request.organisation, request.email, places=rows)
