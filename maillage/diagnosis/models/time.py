"""What was true on a day. Never changed."""

from django.db import models
from django.utils import timezone

from maillage.core.models import Unchangeable


class SnapshotQuerySet(models.QuerySet):
    def update(self, **columns):
        raise Unchangeable("a snapshot is not changed")

    def delete(self):
        raise Unchangeable("a snapshot is not deleted")


class Snapshot(models.Model):
    """Numbers and states as they were, small counts included: what is shown of it passes `core.suppression`."""

    at = models.DateTimeField("pris le", default=timezone.now)
    nom = models.CharField("repère", max_length=200, blank=True)  # "Rencontre n° 1"
    version = models.PositiveSmallIntegerField(default=1)  # of what `data` holds
    data = models.JSONField()
    digest = models.CharField(max_length=64)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "photographie"

    def __str__(self):
        return self.nom or str(timezone.localdate(self.at))

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Unchangeable("a snapshot is not changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Unchangeable("a snapshot is not deleted")
