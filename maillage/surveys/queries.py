"""What answers say is needed, for the diagnosis. No campaign, no person: zone, need, how many."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from maillage.surveys import questions
from maillage.surveys.models import Response


class Raised(NamedTuple):
    zone: str | None  # its code
    dimension: str  # formation, connexion, matériel
    service: str  # of the national schema, or nothing
    count: int


def raised(since: date, until: date) -> list[Raised]:
    """From `since`, before `until`. Raw counts: whoever shows them hides the small ones (core.suppression)."""
    rows = Response.objects.filter(day__gte=since, day__lt=until).order_by()
    counts: Counter = Counter()
    for zone, written, count in rows.values_list("zone", "raised").annotate(n=Count("*")):
        for need in questions.needed(written):
            counts[zone, need.dimension, need.service] += count
    found = [Raised(*key, count) for key, count in counts.items()]
    return sorted(found, key=lambda one: (one.zone or "", one.dimension, one.service))
