"""What a resident holds: a paper with a long code to scan, and a short one that needs the PIN printed beside it."""

from django.db import models

from maillage.core.sealing import SealedField

PIN_TRIES = 5


class Held(models.Model):
    """The digests open; the sealed paper lets its author print it again, and is erased with the person's data."""

    code = models.CharField("code dit", max_length=12, unique=True)  # opens nothing without the PIN
    token_hash = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=64)
    pin_left = models.PositiveSmallIntegerField("essais restants", default=PIN_TRIES)
    paper = SealedField("codes imprimés", blank=True)  # {"token": …, "pin": …}
    papers = models.PositiveSmallIntegerField("papiers", default=1)  # renewed: one more; the former is void

    class Meta:
        abstract = True

    @property
    def locked(self) -> bool:
        """Too many wrong PINs: the short code is void until the paper is renewed; the scanned one still opens."""
        return self.pin_left == 0
