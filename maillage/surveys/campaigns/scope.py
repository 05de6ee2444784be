"""The campaigns somebody may open."""

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from maillage.network.models import Organisation
from maillage.network.rules import Actor, require, run_survey, see_survey
from maillage.surveys.models import Campaign, Collector, Round

MOST = 200


def campaigns(actor: Actor) -> QuerySet[Campaign]:
    rows = Campaign.objects.select_related("operator", "survey").prefetch_related("zones")
    rows = rows.annotate(rounds_count=Count("rounds")).order_by("-starts_on", "-pk")
    return rows if actor.reads_everything else rows.filter(operator__in=actor.contributes_to)


def operators(actor: Actor) -> QuerySet[Organisation]:
    """For whom one may open a campaign."""
    rows = Organisation.objects.order_by("nom")
    return rows if actor.coordinates else rows.filter(pk__in=actor.manages)


def the_campaign(actor: Actor, pk: int) -> Campaign:
    row = get_object_or_404(Campaign.objects.select_related("operator", "survey"), pk=bounded(pk))
    require(see_survey(actor, row.operator_id))
    return row


def run_campaign(actor: Actor, pk: int) -> Campaign:
    row = get_object_or_404(Campaign.objects.select_related("operator", "survey"), pk=bounded(pk))
    require(run_survey(actor, row.operator_id))
    return row


def the_round(actor: Actor, pk: int) -> Round:
    row = get_object_or_404(Round.objects.select_related("campaign__survey", "zone", "collector"), pk=bounded(pk))
    require(run_survey(actor, row.campaign.operator_id))
    return row


def the_collector(actor: Actor, pk: int) -> Collector:
    row = get_object_or_404(Collector.objects.select_related("campaign"), pk=bounded(pk))
    require(run_survey(actor, row.campaign.operator_id))
    return row


def bounded(pk: int) -> int:
    """Numbers no database holds are nobody's."""
    return pk if pk < 2**62 else 0
