"""Campaigns as the coordinator follows them: who answered, who did not, whom to call."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.census.models import Campaign, Request, RequestedPlace
from maillage.census.verifying.choosing import Choice
from maillage.core.enums import MessageState
from maillage.core.models import Event, Message
from maillage.places.enums import Service
from maillage.places.models import Place
from maillage.places.presenting import short_service
from maillage.places.telling import name_of
from maillage.territory.models import Zone

OPEN = Q(done_at=None, closed_at=None)
STATES = {
    "a-faire": (gettext_lazy("À faire"), OPEN & Q(started_at=None)),
    "commence": (gettext_lazy("Commencé"), OPEN & ~Q(started_at=None)),
    "fait": (gettext_lazy("Fait"), ~Q(done_at=None)),
    "sans-reponse": (gettext_lazy("Sans réponse"), Q(done_at=None) & ~Q(closed_at=None)),
    "a-appeler": (gettext_lazy("À appeler : sans courriel"), OPEN & Q(email="")),
}


def campaigns() -> QuerySet[Campaign]:
    """With how many were asked, answered, wait for a call."""
    found = Campaign.objects.select_related("by").order_by("-at", "-pk")
    return found.annotate(
        asked=Count("requests"),
        done=Count("requests", Q(requests__done_at__isnull=False)),
        started=Count(
            "requests", Q(requests__done_at=None, requests__closed_at=None, requests__started_at__isnull=False)
        ),
        to_call=Count("requests", Q(requests__done_at=None, requests__closed_at=None, requests__email="")),
        waiting=Count("requests", Q(requests__done_at=None, requests__closed_at=None)),
    ).select_related("by")


def requests(campaign: Campaign, state: str = "") -> QuerySet[Request]:
    found = campaign.requests.annotate(places=Count("lines"), answered=Count("lines__answered_at"))
    return found.filter(STATES[state][1] if state in STATES else Q()).order_by("nom", "pk")


def letters(requests: Iterable[Request]) -> dict[int, str]:
    """What became of the mail to each: "courriel refusé"… nothing to say when it left."""
    keys = {f"verify-{one.pk}-first": one.pk for one in requests if one.email}
    odd = {
        MessageState.FAILED: _("courriel refusé : appelez"),
        MessageState.UNCERTAIN: _("courriel peut-être perdu"),
        MessageState.WAITING: _("courriel en attente"),
    }
    found = Message.objects.filter(key__in=keys, state__in=odd).values_list("key", "state")
    return {keys[key]: odd[MessageState(state)] for key, state in found}


def corrections(campaign: Campaign, most: int = 50) -> list[tuple[Event, Place, list[str]]]:
    """What was changed by a link, to be looked at; the newest first."""
    ids = [str(pk) for pk in campaign.requests.values_list("pk", flat=True)]
    label = Request._meta.label_lower
    found = list(Event.objects.filter(verb="corrected by link", subject_type=label, subject_id__in=ids)[:most])
    places = Place.objects.in_bulk({event.told["place"] for event in found})
    known = [event for event in found if event.told["place"] in places]
    return [(event, places[event.told["place"]], list(map(name_of, event.told["columns"]))) for event in known]


def to_call(campaign: Campaign, everyone: bool = False) -> QuerySet[Request]:
    """Who has no address to write to; on demand, everyone who has not answered."""
    found = campaign.requests.filter(OPEN if everyone else OPEN & Q(email=""))
    lines = RequestedPlace.objects.filter(answered_at=None).select_related("place").order_by("place__nom")
    lines = lines.prefetch_related("place__equipment", "place__equipment_services")
    return (
        found.select_related("organisation")
        .prefetch_related(Prefetch("lines", lines, "lines_to_print"))
        .order_by("nom")
    )


def phone_of(request: Request) -> str:
    """The structure's number, else the first of its places."""
    own = request.organisation.telephone if request.organisation else ""
    return own or next((line.place.telephone for line in request.lines_to_print if line.place.telephone), "")


def suggested_name(choice: Choice) -> str:
    """Centre, démarches en ligne, novembre 2026."""
    zone = Zone.objects.filter(code=choice.zone).values_list("nom", flat=True).first() if choice.zone else ""
    theme = short_service(choice.service) if choice.service in Service.values else ""
    when = date_format(timezone.localdate(), "F Y")
    return ", ".join(part for part in (zone, theme, when) if part)[:120].capitalize()
