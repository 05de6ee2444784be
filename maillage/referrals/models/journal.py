"""Who opened what, when, why. Append-only: each line holds the digest of the one before it."""

from django.db import models
from django.utils import timezone

from maillage.core.models import Unchangeable


class AccessQuerySet(models.QuerySet):
    def update(self, **columns):
        raise Unchangeable("an access is not changed")

    def delete(self):
        raise Unchangeable("an access is not deleted: `journal.forget_old` ends the chain's oldest part")


class Access(models.Model):
    """Plain numbers rather than foreign keys: a line outlives the account and the sheet it names."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=20)  # journal.What
    subject = models.CharField(max_length=60, blank=True)  # "referrals.referral <id>"; empty: a wrong code
    who = models.CharField(max_length=40)
    user_number = models.BigIntegerField(null=True)
    organisation_number = models.BigIntegerField(null=True)
    why = models.CharField(max_length=60, blank=True)  # the page, never what was typed
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["subject", "number"], name="referrals_access_subject")]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Unchangeable("an access is not changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Unchangeable("an access is not deleted")


class AccessHead(models.Model):
    """The chain's last link, locked by who adds one."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
