from django.db import models
from django.utils import timezone

from maillage.orientation.level_models import LevelAnswer as LevelAnswer
from maillage.places.models import Place


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


class Helped(models.Model):
    """What became of people sent to a place for a service: counts only, nobody. Read by the ranking (ADR 30)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="helped", verbose_name="lieu")
    service = models.CharField("besoin", max_length=120)
    helped = models.PositiveIntegerField("résolus, même en partie", default=0)
    ended = models.PositiveIntegerField("terminés", default=0)
    full_on = models.DateField("complet le", null=True, blank=True)

    class Meta:
        verbose_name = "aide constatée"
        verbose_name_plural = "aides constatées"
        constraints = [
            models.UniqueConstraint(fields=["place", "service"], name="orientation_one_line_per_place_and_service"),
            models.CheckConstraint(
                name="orientation_no_more_helped_than_ended", condition=models.Q(helped__lte=models.F("ended"))
            ),
        ]
