"""A person's pathway: ordered steps in several houses. A code, not a name."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.core.sealing import SealedField
from maillage.network.enums import SupportAim, SupportManner
from maillage.network.models import Organisation
from maillage.places.enums import Level, Service
from maillage.places.models import Offer, Place
from maillage.referrals.enums import Autonomy, PathTemplate, Stage
from maillage.referrals.models.held import Held


class Pathway(Held):
    template = models.CharField("pour qui", max_length=20, choices=PathTemplate, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="pathways", verbose_name="structure")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField("langue", max_length=10, default="fr")
    zone = models.CharField("quartier", max_length=60, blank=True)
    goals = SealedField("ce que je veux", blank=True)  # one a line, at most three, in the person's words
    level = models.CharField("niveau au début", max_length=20, choices=Level, blank=True)
    level_after = models.CharField("niveau à la fin", max_length=20, choices=Level, blank=True)
    at = models.DateTimeField("commencé le", default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-moved_at", "-pk"]
        verbose_name = "parcours"
        verbose_name_plural = "parcours"

    def __str__(self):
        return self.code


class Step(models.Model):
    """Without a place, it is a gap: `looked_for` says of what, and feeds the diagnosis."""

    pathway = models.ForeignKey(Pathway, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField("ordre")
    stage = models.CharField("étape", max_length=30, choices=Stage)
    service = models.CharField("pour quoi", max_length=120, choices=Service, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lieu")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="+")
    planned_on = models.DateField("prévu le", null=True, blank=True)
    done_on = models.DateField("fait le", null=True, blank=True)
    skipped = models.BooleanField("laissée de côté", default=False)
    manner = models.CharField(max_length=20, choices=SupportManner, blank=True)
    aim = models.CharField(max_length=20, choices=SupportAim, blank=True)
    autonomy = models.CharField(max_length=30, choices=Autonomy, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pathway", "order"], name="referrals_one_step_at_a_rank"),
        ]

    @property
    def is_gap(self) -> bool:
        return self.place_id is None and not self.skipped and self.done_on is None
