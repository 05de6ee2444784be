"""What answers say is needed, for the diagnosis. No campaign, no person: zone, need, month, how many."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from maillage.surveys import questions
from maillage.surveys.models import Response, Survey


class Raised(NamedTuple):
    zone: str | None  # its code
    dimension: str  # formation, connexion, matériel
    service: str  # of the national schema, or nothing
    month: date  # its first day
    count: int


def raised(since: date, until: date) -> list[Raised]:
    """From `since`, before `until`. Raw counts: whoever shows them hides the small ones (core.suppression)."""
    asked = {survey.pk: questions.read(survey.questions) for survey in Survey.objects.all()}
    rows = Response.objects.filter(day__gte=since, day__lt=until).order_by()
    counts: Counter = Counter()
    for survey, zone, day, answers in rows.values_list("survey", "zone", "day", "answers").iterator():
        told = questions.clean(asked[survey], answers)
        for need in questions.raised(asked[survey], told):
            counts[zone, need.dimension, need.service, day.replace(day=1)] += 1
    found = [Raised(*key, count) for key, count in counts.items()]
    return sorted(found, key=lambda one: (one.month, one.zone or "", one.dimension, one.service))
