"""Several workers, one row each: a row is taken for a while (a lease), and what its holder writes needs its claim.

A worker that dies keeps nothing: its lease ends. A worker that sleeps too long finds its claim gone, and stops.
"""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone


def lease() -> timedelta:
    return timedelta(seconds=settings.MAILLAGE_LEASE_SECONDS)


def lease_end() -> datetime:
    return timezone.now() + lease()


def lease_is_over() -> Q:
    return Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())


def claim_some(rows: QuerySet, count: int, **changes) -> list[Model]:
    """The first `count` rows nobody holds. PostgreSQL skips locked rows; SQLite writes one at a time (IMMEDIATE)."""
    if not rows.exists():  # asked each second: no lock is taken for nothing
        return []
    with transaction.atomic():
        found = list(rows.select_for_update(skip_locked=True)[:count])
        changes |= {"claim": uuid.uuid4(), "leased_until": lease_end()}
        rows.model.objects.filter(pk__in=[row.pk for row in found]).update(**changes)
    for row in found:
        for name, value in changes.items():
            setattr(row, name, value)
    return found


def write_if_ours(row: Model, **changes) -> bool:
    """False when another worker, or a person, has taken the row since."""
    return bool(type(row).objects.filter(pk=row.pk, claim=row.claim).update(**changes))
