from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.places.models import Place


class Merge(models.Model):
    """Two records became one. `gone` is kept, unpublished; `before` holds all it takes to undo without loss."""

    kept = models.ForeignKey(Place, models.CASCADE, related_name="merges", verbose_name="fiche gardée")
    gone = models.ForeignKey(Place, models.CASCADE, related_name="merged", verbose_name="fiche fondue")
    before = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "fusion"


class MatchDecision(models.Model):
    """What a human said of two records, once; `first` is the smaller id."""

    class Verdict(models.TextChoices):
        SAME = "même", _("le même lieu")
        DIFFERENT = "différents", _("deux lieux différents")
        HOSTED = "hébergé", _("l'un est hébergé chez l'autre")

    first = models.ForeignKey(Place, models.CASCADE, related_name="+")
    second = models.ForeignKey(Place, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict)
    score = models.FloatField(default=0)
    merge = models.ForeignKey(Merge, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="census_a_pair_is_decided_once"),
            models.CheckConstraint(name="census_a_pair_in_order", condition=models.Q(first__lt=models.F("second"))),
        ]
        verbose_name = "décision"
