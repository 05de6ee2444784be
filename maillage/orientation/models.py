from django.db import models
from django.utils import timezone

from maillage.orientation.level_models import LevelAnswer as LevelAnswer


class UnmetNeed(models.Model):
    """How often a need found nothing: counts only, no text, nobody."""

    month = models.CharField(max_length=7)  # "2026-11"
    service = models.CharField(max_length=100, blank=True)  # empty: out of scope
    zone = models.CharField(max_length=60, blank=True)  # empty: not given
    count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "besoin sans réponse"
        constraints = [
            models.UniqueConstraint(
                fields=["month", "service", "zone"], name="orientation_one_count_per_month_service_and_zone"
            )
        ]
