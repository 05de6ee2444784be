from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.census.models.proposals import Channel
from maillage.network.models import Organisation
from maillage.places.models import Place


class Campaign(models.Model):
    """« Still true? » asked of many: a zone, a theme, or those whose rhythm has come."""

    nom = models.CharField("nom", max_length=120)
    message = models.TextField("mot d'accompagnement", blank=True)
    zone = models.CharField("quartier", max_length=80, blank=True)
    service = models.CharField("thème", max_length=120, blank=True)
    by_rhythm = models.BooleanField("lancée par le rythme des structures", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = "campagne"


class Request(models.Model):
    """One holder is asked about some places, by one link of which only a digest is kept."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="requests")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="requests")
    email = models.EmailField(blank=True)  # none: by phone or on paper
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField("relances", default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField("ne plus relancer", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "demande"


class RequestedPlace(models.Model):
    """A place in a request, until somebody answers for it."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="lines")
    place = models.ForeignKey(Place, models.CASCADE, related_name="requested")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "place"], name="census_a_place_is_asked_once")]


class Verification(models.Model):
    """Somebody who knows said that these columns are true, on that day, by that channel."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="verifications", verbose_name="lieu")
    columns = models.JSONField(default=list)
    channel = models.CharField("par", max_length=20, choices=Channel)
    on_behalf_of = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    request = models.ForeignKey(Request, models.SET_NULL, null=True, blank=True, related_name="verifications")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "vérification"
