"""What came back from the doors of a campaign."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.network.rules import Actor, runs_a_team
from maillage.network.tasks import Task
from maillage.surveys.counting import Funnel, Record, funnel
from maillage.surveys.models import Campaign, Conflict, Door, Response, Round

STILL_SENDING = timedelta(days=7)  # after the end, for phones that were out of reach


def end_of(campaign: Campaign) -> datetime:
    """Until when its links open."""
    return timezone.make_aware(datetime.combine(campaign.ended_on + STILL_SENDING, time(23, 59)))


def funnel_of(campaign: Campaign) -> Funnel:
    rows = Door.objects.filter(round__campaign=campaign).order_by()
    return funnel(Record(*row) for row in rows.values_list("id", "outcome", "not_concerned", "again"))


def doors_by_round(campaign: Campaign) -> dict[int, Funnel]:
    rows: dict[int, list[Record]] = defaultdict(list)
    told = Door.objects.filter(round__campaign=campaign).order_by()
    for round, *row in told.values_list("round", "id", "outcome", "not_concerned", "again"):
        rows[round].append(Record(*row))
    return {round: funnel(records) for round, records in rows.items()}


def mentioned(campaign: Campaign) -> Counter:
    """How many times each place was on the leaflet left."""
    rows = Response.objects.filter(campaign=campaign).values_list("mentioned", flat=True)
    return Counter(place for places in rows for place in places)


def rounds(campaign: Campaign) -> QuerySet[Round]:
    return campaign.rounds.select_related("zone", "collector")


def conflicts(campaigns: QuerySet[Campaign]) -> QuerySet[Conflict]:
    rows = Conflict.objects.filter(campaign__in=campaigns.order_by().values("pk"), settled="")
    return rows.select_related("campaign__operator")


def run_by(actor: Actor) -> QuerySet[Campaign]:
    """Those somebody decides for."""
    rows = Campaign.objects.all()
    return rows if actor.coordinates else rows.filter(operator__in=actor.manages)


def today(actor: Actor) -> Iterator[Task]:
    """What came twice waits for those who run the campaign."""
    count = conflicts(run_by(actor)).count() if runs_a_team(actor) else 0
    if count:
        words = ngettext("Vérifier %(n)s envoi des portes", "Vérifier %(n)s envois des portes", count) % {"n": count}
        yield Task(words, reverse("campaigns:conflicts"), "alerte", _("Arrivé deux fois, avec deux contenus"), 35)
