"""Which organisations a meeting expects, what they were told, what they answer. Numbers, no person, no address."""

from django.db import models
from django.utils import timezone

from maillage.network.models import Organisation
from maillage.workshops.enums import Coming
from maillage.workshops.models.meetings import Meeting


class MeetingInvitation(models.Model):
    """`told_…` is the day, the hour and the place this organisation knows of: compared with the meeting, they say who
    must be told of a change."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name="rencontre")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="meeting_invitations", verbose_name="structure"
    )
    told_at = models.DateTimeField("prévenue le", default=timezone.now)
    told_day = models.DateField("jour dit", null=True, blank=True)  # none: told that it is cancelled
    told_start = models.TimeField("heure dite", null=True, blank=True)
    told_where = models.CharField("lieu dit", max_length=200, blank=True)
    mailed = models.BooleanField("par courriel", default=False)  # no: to be called
    letters = models.PositiveSmallIntegerField("courriels écrits", default=0)
    reminded_at = models.DateTimeField("relancée le", null=True, blank=True)
    answer = models.CharField("réponse", max_length=3, choices=Coming, blank=True)
    people = models.PositiveSmallIntegerField("personnes annoncées", default=0)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)

    class Meta:
        verbose_name = "invitation à une rencontre"
        ordering = ["organisation__nom", "pk"]
        constraints = [
            models.UniqueConstraint(name="workshops_a_structure_is_invited_once", fields=["meeting", "organisation"])
        ]

    @property
    def coming(self) -> bool:
        return self.answer == Coming.YES

    @property
    def before_change(self) -> bool:
        """It answered, then was told of another day or place."""
        return self.answered_at is not None and self.answered_at < self.told_at


class InvitationLink(models.Model):
    """One link that was sent; only its digest is kept."""

    invitation = models.ForeignKey(MeetingInvitation, models.CASCADE, related_name="links", verbose_name="invitation")
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "lien d'une invitation"
        ordering = ["pk"]
