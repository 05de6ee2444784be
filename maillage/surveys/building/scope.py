"""The questionnaires somebody may open."""

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from maillage.network.rules import Actor, require, run_survey, see_survey
from maillage.surveys.models import Survey


def surveys(actor: Actor) -> QuerySet[Survey]:
    """Those of one's structures, and those of the whole network."""
    rows = Survey.objects.select_related("organisation").order_by("nom", "-version")
    if actor.reads_everything:
        return rows
    return rows.filter(organisation__in=actor.contributes_to) | rows.filter(organisation=None)


def the_survey(actor: Actor, pk: int) -> Survey:
    row = get_object_or_404(Survey.objects.select_related("organisation"), pk=pk if pk < 2**62 else 0)
    require((row.organisation_id is None and bool(actor.roles)) or see_survey(actor, row.organisation_id))
    return row


def run(actor: Actor, pk: int) -> Survey:
    row = the_survey(actor, pk)
    require(run_survey(actor, row.organisation_id))
    return row


def language_names() -> dict[str, str]:
    return dict(settings.LANGUAGES)
