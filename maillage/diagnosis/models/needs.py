"""Who is concerned, what is needed: each with its source and its date."""

from django.db import models
from django.utils import timezone

from maillage.core.fields import TermsField
from maillage.diagnosis.enums import Barrier, NeedFamily
from maillage.network.models import Organisation
from maillage.places.enums import Service
from maillage.territory.models import Zone


class TargetPublic(models.Model):
    """Stage 1: a public of the plan, described by the network; the list is theirs."""

    slug = models.SlugField("adresse", max_length=60, unique=True)
    nom = models.CharField("nom", max_length=120)
    description = models.TextField("qui, en quelques mots", blank=True)
    terms = TermsField("mots du schéma national")  # publics, prises en charge: to meet offers
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["rank", "nom", "pk"]
        verbose_name = "public"

    def __str__(self):
        return self.nom


class PublicCount(models.Model):
    """How many, where, says who, when. An estimate says that it is one."""

    public = models.ForeignKey(TargetPublic, models.CASCADE, related_name="counts", verbose_name="public")
    zone = models.ForeignKey(Zone, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="quartier")
    count = models.PositiveIntegerField("combien")
    estimate = models.BooleanField("estimation", default=True)
    source = models.CharField("source", max_length=300)
    day = models.DateField("date de la source")

    class Meta:
        ordering = ["public", "zone", "-day", "pk"]


class NeedRecord(models.Model):
    """A need somebody noted, in the network's words: nobody's need in particular."""

    family = models.CharField("de quoi", max_length=20, choices=NeedFamily)
    service = models.CharField("thème", max_length=120, choices=Service, blank=True)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="quartier")
    publics = models.ManyToManyField(TargetPublic, related_name="needs", blank=True, verbose_name="publics")
    barriers = TermsField("ce qui empêche", terms=Barrier)
    text = models.CharField("en quelques mots", max_length=500)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="qui le dit"
    )
    source = models.CharField("source", max_length=300)  # "Rencontre n° 1, table 3"
    card = models.PositiveBigIntegerField("carte", null=True, blank=True)  # workshops.Card it came from
    day = models.DateField("date", default=timezone.localdate)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = "besoin"

    def __str__(self):
        return self.text
