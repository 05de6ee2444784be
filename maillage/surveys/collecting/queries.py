"""Who holds a link, and what it opens."""

from django.utils import timezone

from maillage.accounts.secrets import digest
from maillage.surveys.models import Collector

COLLECTOR = "collector"  # the role of the digest


def collector_of(token: str) -> Collector | None:
    """Known, even when its time is over: the page says so and keeps what is unsent."""
    return Collector.objects.filter(token_hash=digest(COLLECTOR, token)).select_related("campaign__survey").first()


def still_valid(collector: Collector) -> bool:
    return collector.revoked_at is None and collector.expires_at > timezone.now()
