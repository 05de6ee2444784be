"""Who answers for places: to be asked by a campaign, by their rhythm, or in their workspace."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from maillage.census.models import Request, RequestedPlace
from maillage.census.verifying.choosing import Choice, Preview, older_than
from maillage.census.verifying.holders import Holder, grouped
from maillage.census.verifying.queries.asked import open_requests
from maillage.network.enums import Rhythm, Role
from maillage.network.models import Membership, Organisation
from maillage.network.rules import Actor
from maillage.places.enums import LifeCycle
from maillage.places.models import Place

REST = timedelta(days=60)  # after a request nobody answered, before the next one by rhythm


def manager_emails(organisations: Iterable[int]) -> dict[int, str]:
    """An active manager's address for each structure that has one."""
    held = Membership.objects.filter(organisation__in=organisations, role=Role.MANAGER, user__is_active=True)
    found = held.exclude(user__email="").order_by("-pk").values_list("organisation", "user__email")
    return {organisation: email for organisation, email in found if email}


def holders(places: Iterable[Place]) -> list[Holder]:
    """In one query more than the places, whatever their number."""
    rows = list(places)
    return grouped(rows, manager_emails({row.organisation_id for row in rows if row.organisation_id}))


def holder_of(place: Place) -> Holder:
    return holders([place])[0]


def preview(choice: Choice) -> Preview:
    """Three queries, whatever the number of places."""
    found, asked = Preview(), set(open_requests().values_list("holder", flat=True))
    for holder in holders(choice.places(timezone.localdate())):
        (found.already if holder.key in asked else found.to_ask).append(holder)
    return found


def due_by_rhythm(limit: int) -> list[Holder]:
    """Structures that can be written to, whose places were confirmed longer ago than their rhythm; the oldest first."""
    places = Place.objects.published().filter(overdue(timezone.localdate()), organisation__isnull=False)
    lately = Request.objects.filter(at__gt=timezone.now() - REST)
    left_alone = {key for found in (open_requests(), lately) for key in found.values_list("holder", flat=True)}
    found = holders(places.select_related("organisation"))
    due = [one for one in found if one.email and one.key not in left_alone]
    return sorted(due, key=lambda one: min(_confirmed_on(place) for place in one.places))[:limit]


def overdue(today: date) -> Q:
    """Places confirmed longer ago than their structure's rhythm."""
    due = Q()
    for months in Rhythm.values:
        due |= Q(organisation__rhythm=months) & older_than(months, today)
    return due


def _confirmed_on(place: Place) -> date:
    return max((day for day in (place.verified_on, place.date_maj) if day), default=date.min)


# -- in the workspace


def run_by(actor: Actor) -> QuerySet[Organisation]:
    """Structures whose rhythm this member may set."""
    return Organisation.objects.filter(pk__in=actor.manages)


def own_places(actor: Actor) -> QuerySet[Place]:
    """The places a member answers for: the doubted ones first, then the oldest word."""
    found = Place.objects.filter(organisation__in=actor.contributes_to, merged_into=None)
    found = found.exclude(life_cycle=LifeCycle.CLOSED).select_related("organisation")
    doubted = Case(When(contested="", then=1), default=0)
    return found.order_by(doubted, F("verified_on").asc(nulls_first=True), "nom")


def to_confirm(actor: Actor) -> QuerySet[Place]:
    """Those among them that are doubted, asked about, or overdue."""
    lines = RequestedPlace.objects.filter(answered_at=None, request__in=open_requests())
    asked = Q(pk__in=lines.values("place"))
    return own_places(actor).filter(overdue(timezone.localdate()) | ~Q(contested="") | asked)


def shown(places: QuerySet[Place]) -> QuerySet[Place]:
    """With all that a sheet reads."""
    return places.select_related("organisation").prefetch_related("equipment", "equipment_services")
