"""What welcome desks say right now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from maillage.appointments.models import DeskSays


def desk_words(places: Iterable[str] | None = None, *, now: datetime | None = None) -> dict[str, list[DeskSays]]:
    """{place: what it says, the last word first}; one query."""
    now = now or timezone.now()
    rows = DeskSays.objects.filter(at__lte=now, until__gt=now)
    found: dict[str, list[DeskSays]] = defaultdict(list)
    for row in rows if places is None else rows.filter(place__in=set(places)):
        found[row.place_id].append(row)
    return dict(found)
