"""What orientation writes: counts, and nothing about anyone."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from maillage.orientation.models import Helped, UnmetNeed
from maillage.places.models import Place


@transaction.atomic
def record_unmet(*, service: str = "", zone: str = "") -> None:
    """One more search that found nothing, this month. No text, no address, nobody."""
    month = timezone.localdate().strftime("%Y-%m")
    row, _ = UnmetNeed.objects.get_or_create(month=month, service=service, zone=zone)
    UnmetNeed.objects.filter(pk=row.pk).update(count=F("count") + 1)


@transaction.atomic
def tell_outcomes(*, place: Place, service: str, helped: int, ended: int, full_on: date | None) -> None:
    """What became of all the people sent there for this, counted again: said twice, it stays the same."""
    counts = {"helped": helped, "ended": ended, "full_on": full_on}
    Helped.objects.update_or_create(place=place, service=service, defaults=counts)
