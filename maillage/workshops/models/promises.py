"""What an organisation said it would do, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.network.models import Organisation
from maillage.workshops.enums import OPEN, Status
from maillage.workshops.models.meetings import Meeting


class Commitment(models.Model):
    """It comes back at the next meeting of the series as long as it is open."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="commitments", verbose_name="prise à")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="commitments", verbose_name="structure")
    text = models.CharField("engagement", max_length=500)
    due = models.DateField("pour le", null=True, blank=True)
    status = models.CharField("où en est-on", max_length=20, choices=Status, default=Status.PROMISED)
    status_at = models.DateTimeField("depuis le", default=timezone.now)

    class Meta:
        verbose_name = "engagement"
        ordering = [models.F("due").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["status", "due"], name="workshops_commitment_due")]

    def __str__(self):
        return self.text[:80]

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def late(self) -> bool:
        return self.is_open and self.due is not None and self.due < timezone.localdate()


class FollowUp(models.Model):
    """A word on the way: what moved, what is stuck."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="follow_ups", verbose_name="engagement")
    status = models.CharField("où en est-on", max_length=20, choices=Status)
    note = models.CharField("ce qui s'est passé", max_length=500, blank=True)
    at = models.DateTimeField("quand", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "suivi"
        ordering = ["pk"]
