"""The counts of answers as members read them: those of the last publication, never of this very minute.

Counts that move one by one would tell what the last person answered.
"""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.core.smallest import smallest_count
from maillage.core.suppression import Published
from maillage.surveys import questions, tables
from maillage.surveys.enums import Stage
from maillage.surveys.models import Campaign, Publication, Response, Survey


class Told(NamedTuple):
    """What the page says: the tables and their day."""

    publication: Publication
    tables: list[tables.Table]


def latest(survey: Survey, campaign: Campaign | None = None) -> Told | None:
    row = _publications(survey, campaign).last()
    if row is None:
        return None
    asked = questions.read(row.survey.questions)
    return Told(row, tables.readable(asked, tables.from_json(row.tables), _("sans réponse")))


@transaction.atomic
def publish(survey: Survey, campaign: Campaign | None = None, *, by: User | None = None) -> Publication | None:
    """The counts as they stand, compared with all those shown before. None: nothing may be shown that was not."""
    Survey.objects.select_for_update().get(pk=survey.pk)  # two publications, one after the other
    asked = questions.read(survey.questions)
    rows = Response.objects.filter(campaign=campaign, survey__slug=survey.slug)
    told = [questions.clean(asked, answers) for answers in rows.values_list("answers", flat=True)]
    shown = tables.publish(asked, tables.count(asked, told), _before(survey, campaign), smallest_count())
    last = _publications(survey, campaign).last()
    kept = tables.as_json(shown)
    if last and last.tables == kept:
        return None
    row = Publication.objects.create(survey=survey, campaign=campaign, tables=kept)
    tell("published", row, by=by)
    return row


def _publications(survey: Survey, campaign: Campaign | None):
    rows = Publication.objects.filter(survey__slug=survey.slug, campaign=campaign).select_related("survey")
    return rows.order_by("at", "pk")


def _before(survey: Survey, campaign: Campaign | None) -> dict[str, list[Published]]:
    found: dict[str, list[Published]] = {}
    for row in _publications(survey, campaign):
        for key, one in tables.from_json(row.tables).items():
            if one not in found.setdefault(key, []):
                found[key].append(one)
    return found


def publish_all() -> None:
    """Each campaign and each online questionnaire that has answers."""
    known = Response.objects.order_by().values_list("survey__slug", "campaign").distinct()
    for slug, campaign in known:
        rows = Survey.objects.filter(slug=slug).exclude(stage=Stage.DRAFT).order_by("-version")
        survey = rows.filter(campaigns=campaign).first() or rows.first()
        if survey:
            publish(survey, Campaign.objects.filter(pk=campaign).first())
