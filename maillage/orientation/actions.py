"""What orientation writes: counts, and nothing about anyone."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from maillage.orientation.models import UnmetNeed


@transaction.atomic
def record_unmet(*, service: str = "", zone: str = "") -> None:
    """One more search that found nothing, this month. No text, no address, nobody."""
    month = timezone.localdate().strftime("%Y-%m")
    row, _ = UnmetNeed.objects.get_or_create(month=month, service=service, zone=zone)
    UnmetNeed.objects.filter(pk=row.pk).update(count=F("count") + 1)
