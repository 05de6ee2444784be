"""A request to one holder, and the links that open it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from maillage.accounts.models import User
from maillage.accounts.secrets import new_token
from maillage.census.models import Campaign, Request, RequestedPlace, RequestLink
from maillage.census.verifying.holders import Holder
from maillage.census.verifying.queries import link_digest
from maillage.core import outbox
from maillage.core.events import tell
from maillage.core.models import Message
from maillage.core.transactions import inside_transaction

LINK_DAYS = 30


@inside_transaction
def ask(campaign: Campaign, holder: Holder, *, by: User | None = None) -> Request:
    """A request to this holder about these places; IntegrityError when they already have an open one."""
    request = Request.objects.create(
        campaign=campaign,
        holder=holder.key,
        nom=holder.nom,
        organisation=holder.organisation,
        email=holder.email,
        expires_at=timezone.now() + timedelta(days=LINK_DAYS),
    )
    RequestedPlace.objects.bulk_create(RequestedPlace(request=request, place=place) for place in holder.places)
    tell("asked", request, by=by, places=len(holder.places))
    return request


@inside_transaction
def ask_again_about(request: Request, place) -> None:
    """One more place in a request that is open, or the same once more."""
    line, new = RequestedPlace.objects.get_or_create(request=request, place=place)
    if not new and line.answered_at:
        line.answered_at = None
        line.save(update_fields=["answered_at"])
    request.expires_at = timezone.now() + timedelta(days=LINK_DAYS)
    request.save(update_fields=["expires_at"])


@inside_transaction
def new_link(request: Request) -> str:
    """The address of a page that only its reader knows; the base keeps a digest."""
    token = new_token()
    RequestLink.objects.create(request=request, token_hash=link_digest(token))
    return reverse("verifying:page", args=[token])


@inside_transaction
def write_to(request: Request, *, key: str, template: str, by: User | None = None, **context) -> Message:
    """A mail with a link to the page of this request, once for each key."""
    known = Message.objects.filter(key=key).first()
    if known:
        return known
    told = {
        "request": request,
        "places": [line.place for line in request.lines.select_related("place").order_by("place__nom")],
        "link": new_link(request),
        "days": LINK_DAYS,
        **context,
    }
    return outbox.post(
        key=key, to=request.email, template=template, context=told, by=by, useful_until=request.expires_at
    )
