from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from maillage.core.fields import TermsField
from maillage.core.models import Revision
from maillage.core.points import Point

ZONES = "zones"  # the subject of core.Revision


class Drawn(models.Model):
    """What is kept in memory as outlines: writing it says that they must be read again."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Revision.advance(ZONES)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        Revision.advance(ZONES)
        return super().delete(*args, **kwargs)


class Commune(Drawn):
    code_insee = models.CharField("code INSEE", max_length=5, primary_key=True)
    nom = models.CharField("nom", max_length=200)
    latitude = models.FloatField("latitude")
    longitude = models.FloatField("longitude")
    population = models.PositiveIntegerField("population", null=True, blank=True)
    population_source = models.CharField("source de la population", max_length=200, blank=True)
    geometry = models.JSONField("contour (GeoJSON)", null=True, blank=True)
    attribution = models.CharField("attribution", max_length=200, blank=True)

    class Meta:
        ordering = ["nom", "pk"]

    def __str__(self):
        return self.nom

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)


class Zone(Drawn):
    """A part of a commune: neighbourhood, the sector above it, QPV, IRIS."""

    class Kind(models.TextChoices):
        SECTOR = "secteur", _("Secteur")
        NEIGHBOURHOOD = "quartier", _("Quartier")
        QPV = "qpv", _("Quartier prioritaire")
        IRIS = "iris", _("IRIS")

    code = models.SlugField("code", max_length=60, primary_key=True)
    nom = models.CharField("nom", max_length=200)
    aliases = TermsField("autres noms")
    kind = models.CharField("nature", max_length=10, choices=Kind)
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="zones", verbose_name="commune")
    sector = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name="secteur"
    )
    latitude = models.FloatField("latitude")
    longitude = models.FloatField("longitude")
    population = models.PositiveIntegerField("population", null=True, blank=True)
    population_source = models.CharField("source de la population", max_length=200, blank=True)
    approximate = models.BooleanField("limites indicatives", default=False)
    geometry = models.JSONField("contour (GeoJSON)", null=True, blank=True)
    source = models.CharField("source", max_length=200, blank=True)

    class Meta:
        ordering = ["kind", "nom", "pk"]

    def __str__(self):
        return self.nom

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)
