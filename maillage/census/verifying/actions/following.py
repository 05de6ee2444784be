"""The life of a request: reminders that stop, links that are renewed or taken back, an end."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.census.models import Campaign, Request
from maillage.census.verifying import queries
from maillage.census.verifying.actions import asking
from maillage.core.events import tell

ON_DEMAND = "À la demande des structures"


@transaction.atomic
def remind(request: Request) -> bool:
    """The next reminder, if it is time; True when one leaves."""
    found = Request.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=request.pk)
    now = timezone.now()
    if not queries.may_be_reminded(found, now):
        return False
    found.reminders += 1
    found.reminded_at = now
    found.save(update_fields=["reminders", "reminded_at"])
    last = found.reminders == len(queries.REMIND_AFTER)
    key = f"verify-{found.pk}-reminder-{found.reminders}"
    asking.write_to(found, key=key, template="census/verifying/mail/reminder", last=last)
    return True


@transaction.atomic
def stop_reminding(request: Request, *, by: User | None = None) -> None:
    if request.stopped_at is None:
        request.stopped_at = timezone.now()
        request.save(update_fields=["stopped_at"])
        tell("stopped reminders", request, by=by)


@transaction.atomic
def renew(request: Request) -> None:
    """A new link by mail to who was asked, at most one an hour. Nothing for a request without an address."""
    if not request.email:
        return
    found = queries.open_requests().filter(holder=request.holder).first() or _ask_anew(request)
    if found.expires_at <= timezone.now():
        found.expires_at = timezone.now() + timedelta(days=asking.LINK_DAYS)
        found.save(update_fields=["expires_at"])
    hour = timezone.localtime().strftime("%Y-%m-%d-%H")
    asking.write_to(found, key=f"verify-{found.pk}-renewed-{hour}", template="census/verifying/mail/renewed")


def _ask_anew(request: Request) -> Request:
    """The same places once more; under the same campaign unless it is closed."""
    campaign = request.campaign
    if campaign.closed_at:
        campaign = Campaign.objects.filter(nom=ON_DEMAND, closed_at=None).first()
        campaign = campaign or Campaign.objects.create(nom=ON_DEMAND, kind=Campaign.Kind.RHYTHM)
    holder = queries.holder_again(request)
    try:
        with transaction.atomic():
            return asking.ask(campaign, holder)
    except IntegrityError:  # two taps at once: the other one asked
        return queries.open_requests().get(holder=request.holder)


@transaction.atomic
def revoke(request: Request, *, by: User) -> None:
    """The links open nothing any more, as if they had never been; nobody is reminded."""
    request.links.all().delete()
    _end(request)
    tell("revoked", request, by=by)


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: User) -> None:
    """No reminder leaves any more. Links say that it is over, and offer a new one."""
    if campaign.closed_at is None:
        campaign.closed_at = timezone.now()
        campaign.save(update_fields=["closed_at"])
        ended = queries.open_requests().filter(campaign=campaign).update(closed_at=campaign.closed_at)
        tell("closed", campaign, by=by, without_answer=ended)


@transaction.atomic
def close_expired() -> int:
    """What nobody answered in time is closed, so that the holder may be asked again later."""
    now = timezone.now()
    return queries.open_requests().filter(expires_at__lte=now).update(closed_at=now)


def _end(request: Request) -> None:
    if request.closed_at is None and request.done_at is None:
        request.closed_at = timezone.now()
        request.save(update_fields=["closed_at"])
