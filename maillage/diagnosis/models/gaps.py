"""A gap has evidence, an owner, actions, and an end."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from maillage.core.fields import TermsField
from maillage.diagnosis.enums import OVER, ActionStatus, EvidenceKind, GapStatus
from maillage.network.models import Organisation
from maillage.places.enums import Service
from maillage.places.models import Offer
from maillage.territory.models import Zone


class Gap(models.Model):
    """What is missing. Published only with evidence; closed only with a word on how."""

    title = models.CharField("ce qui manque", max_length=300)
    text = models.TextField("pour qui, pourquoi", blank=True)
    service = models.CharField("thème", max_length=120, choices=Service, blank=True)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="quartier")
    publics = models.ManyToManyField("TargetPublic", related_name="gaps", blank=True, verbose_name="publics")
    status = models.CharField("où on en est", max_length=20, choices=GapStatus, default=GapStatus.OPEN)
    owner = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="gaps", verbose_name="qui s'en occupe"
    )
    due = models.DateField("pour le", null=True, blank=True)
    funding = TermsField("financements possibles")  # keys of diagnosis.funding
    published = models.BooleanField("visible de tous", default=False)
    opened_on = models.DateField("ouvert le", default=timezone.localdate)
    closed_on = models.DateField("fermé le", null=True, blank=True)
    ending = models.CharField("comment il a été comblé", max_length=500, blank=True)
    reference = models.CharField("repère", max_length=40, blank=True)  # of a transcription: "M1-17"

    class Meta:
        ordering = ["-opened_on", "pk"]
        verbose_name = "manque"
        constraints = [
            models.CheckConstraint(
                name="diagnosis_an_end_is_told",
                condition=(Q(status__in=OVER) & Q(closed_on__isnull=False) & ~Q(ending=""))
                | (~Q(status__in=OVER) & Q(closed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="diagnosis_taken_has_an_owner",
                condition=~Q(status__in=[GapStatus.TAKEN, GapStatus.ACTING]) | Q(owner__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("gaps:gap", args=[self.pk])


class Evidence(models.Model):
    """Why we say so: what, from whom, when, and where it can be read. Of several people: a number, never a person."""

    gap = models.ForeignKey(Gap, models.CASCADE, related_name="evidence", verbose_name="manque")
    kind = models.CharField("nature", max_length=20, choices=EvidenceKind)
    text = models.CharField("ce qui est dit", max_length=2_000)
    count = models.PositiveIntegerField("combien de fois", null=True, blank=True)
    source = models.CharField("source", max_length=300)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="apportée par"
    )
    url = models.CharField("où la lire", max_length=500, blank=True)
    ref = models.CharField(max_length=80, blank=True)  # "workshops.card 12": the same is not added twice
    day = models.DateField("date", default=timezone.localdate)

    class Meta:
        ordering = ["-day", "pk"]
        verbose_name = "preuve"
        constraints = [
            models.UniqueConstraint(fields=["gap", "ref"], condition=~Q(ref=""), name="diagnosis_evidence_once")
        ]


class PlanAction(models.Model):
    """What is done about gaps, by whom, until when; then what worked and what did not."""

    nom = models.CharField("action", max_length=300)
    gaps = models.ManyToManyField(Gap, related_name="actions", blank=True, verbose_name="manques visés")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="plan_actions", verbose_name="qui agit"
    )
    status = models.CharField("où on en est", max_length=20, choices=ActionStatus, default=ActionStatus.PLANNED)
    starts_on = models.DateField("à partir du", null=True, blank=True)
    due = models.DateField("pour le", null=True, blank=True)
    done_on = models.DateField("faite le", null=True, blank=True)
    offer = models.ForeignKey(
        Offer, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="action de l'annuaire"
    )
    funding = TermsField("financements")
    strengths = models.TextField("ce qui marche (+)", blank=True)
    weaknesses = models.TextField("ce qui coince (−)", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["status", "due", "pk"]
        verbose_name = "action du plan"

    def __str__(self):
        return self.nom
