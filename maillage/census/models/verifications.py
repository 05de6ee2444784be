from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.census.models.proposals import Channel
from maillage.network.models import Organisation
from maillage.places.models import Place


class Campaign(models.Model):
    """« Still true? » asked of many: a zone, a theme, those whose rhythm has come, those whose record is doubted."""

    class Kind(models.TextChoices):
        CHOSEN = "coordination", _("lancée par la coordination")
        RHYTHM = "rythme", _("lancée par le rythme des structures")
        DOUBT = "doute", _("après un signalement")

    kind = models.CharField("nature", max_length=20, choices=Kind, default=Kind.CHOSEN)
    nom = models.CharField("nom", max_length=120)
    message = models.TextField("mot d'accompagnement", blank=True)
    zone = models.CharField("quartier", max_length=80, blank=True)
    service = models.CharField("thème", max_length=120, blank=True)
    months = models.PositiveSmallIntegerField("pas confirmé depuis (mois)", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "campagne"


class Request(models.Model):
    """One holder is asked about some places. Open until all is answered, or until nobody waits any more.

    `holder` is who answers: a structure, an e-mail address, or a place alone; each has one open request at most.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="requests")
    holder = models.CharField("qui répond", max_length=300)
    nom = models.CharField("nom de qui répond", max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="requests")
    email = models.EmailField(blank=True)  # none: by phone or on paper
    expires_at = models.DateTimeField("liens valables jusqu'au")
    at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField("relances", default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField("ne plus relancer", null=True, blank=True)
    closed_at = models.DateTimeField("close sans réponse", null=True, blank=True)  # links no longer open anything

    class Meta:
        ordering = ["pk"]
        verbose_name = "demande"
        constraints = [
            models.UniqueConstraint(
                fields=["holder"],
                condition=models.Q(done_at=None, closed_at=None),
                name="census_a_holder_has_one_open_request",
            )
        ]
        indexes = [models.Index(fields=["done_at", "closed_at", "expires_at"], name="census_requests_open")]


class RequestLink(models.Model):
    """One link that was sent; only its digest is kept. It opens its request until the request expires."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "lien"


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
