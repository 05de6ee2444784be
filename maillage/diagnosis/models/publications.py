"""The tables of demand that were published: pages, API, exports and reports all show the last one, nothing else."""

from django.db import models
from django.utils import timezone


class Publication(models.Model):
    """One a month at most: what is hidden depends on what was shown before."""

    at = models.DateTimeField(default=timezone.now)
    since = models.DateField("du")
    until = models.DateField("au")
    # {source: [[service, zone, count, hidden], …]}, totals under "∑"; and how sheets ended
    tables = models.JSONField(default=dict)

    class Meta:
        ordering = ["-until", "-at"]
        get_latest_by = ["until", "at"]
        constraints = [models.UniqueConstraint(fields=["until"], name="diagnosis_one_publication_a_period")]
