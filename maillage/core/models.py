"""What changed since: one counter per subject, so that a reader's copy in memory knows when it is old."""

from django.db import models
from django.db.models import F


class Revision(models.Model):
    """`value` grows with each writing transaction on a subject ("places").

    The row is locked from the update to the commit: on PostgreSQL too, who saw revision n has seen all up to n.
    """

    subject = models.CharField(max_length=40, primary_key=True)
    value = models.BigIntegerField(default=0)

    @classmethod
    def advance(cls, subject: str) -> int:
        """The next revision; call inside the transaction that writes."""
        if not cls.objects.filter(pk=subject).update(value=F("value") + 1):
            cls.objects.get_or_create(pk=subject)
            cls.objects.filter(pk=subject).update(value=F("value") + 1)
        return cls.current(subject)

    @classmethod
    def current(cls, subject: str) -> int:
        return cls.objects.filter(pk=subject).values_list("value", flat=True).first() or 0
