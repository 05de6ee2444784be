"""How a moment and a function are written in an address.

A moment is the hour on the wall at the place, whatever the zone of who reads: 2026-11-24T09:30.
"""

from datetime import UTC, datetime

from django.utils.text import slugify

from maillage.appointments.enums import PracticeKind
from maillage.appointments.recurrence import PARIS, instant

KINDS = {slugify(kind.value): kind for kind in PracticeKind}
SLUGS = {kind.value: slug for slug, kind in KINDS.items()}
WRITTEN = "%Y-%m-%dT%H:%M"
YEARS = range(2000, 2200)


def written(at: datetime) -> str:
    return at.astimezone(PARIS).strftime(WRITTEN)


def moment_called(text: str) -> datetime | None:
    """None for anything `written` would not write."""
    try:
        local = datetime.strptime(text[:20], WRITTEN)
    except ValueError:
        return None
    at = instant(local.date(), local.time()) if local.year in YEARS else datetime.min.replace(tzinfo=UTC)
    return at if written(at) == text else None
