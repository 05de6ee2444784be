from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.census.enums import ReportKind
from maillage.census.models.imports import Batch
from maillage.places.models import Place, Source


class Channel(models.TextChoices):
    """How a word about a place reached us."""

    PUBLIC = "public", _("une personne, sur la page du lieu")
    MEMBER = "membre", _("un membre du réseau")
    VISIT = "visite", _("une visite de terrain")
    PHONE = "téléphone", _("le téléphone")
    MAIL = "lien", _("le lien reçu par courriel")
    PAPER = "courrier", _("un courrier ou une liste imprimée")
    IMPORT = "import", _("un fichier importé")
    REFERRAL = "orientation", _("une orientation refusée")


class Proposal(models.Model):
    """A change waiting for a human. `changes` holds {column: [before, after]}, lists of rows included."""

    class Status(models.TextChoices):
        WAITING = "en attente", _("en attente")
        ACCEPTED = "acceptée", _("acceptée")
        AMENDED = "amendée", _("acceptée après correction")
        REFUSED = "refusée", _("refusée")
        OUTDATED = "dépassée", _("dépassée : la fiche dit déjà cela")

    place = models.ForeignKey(Place, models.CASCADE, related_name="proposals", verbose_name="lieu")
    changes = models.JSONField(default=dict)
    note = models.TextField("remarque", blank=True)
    channel = models.CharField("par", max_length=20, choices=Channel)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    date = models.DateField("date de ce qui est dit", null=True, blank=True)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="proposals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField("courriel, pour une réponse", blank=True)  # purged once answered
    at = models.DateTimeField(default=timezone.now)
    status = models.CharField("état", max_length=20, choices=Status, default=Status.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("réponse", blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["status", "place"], name="census_proposals_waiting")]
        verbose_name = "proposition"


class ErrorReport(models.Model):
    """Something was not as the page said. While it is open, the columns it names are contested."""

    Kind = ReportKind

    place = models.ForeignKey(Place, models.CASCADE, related_name="reports", verbose_name="lieu")
    kind = models.CharField("quoi", max_length=20, choices=Kind)
    columns = models.JSONField(default=list)  # what it casts doubt on
    text = models.TextField("précisions", blank=True)
    email = models.EmailField("courriel, pour une réponse", blank=True)  # purged once handled
    channel = models.CharField("par", max_length=20, choices=Channel, default=Channel.PUBLIC)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField("suite", max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "signalement"


class Feedback(models.Model):
    """« Avez-vous trouvé ? »: one tap, no name; what was missing if they say it."""

    page = models.CharField("page", max_length=300)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    found = models.BooleanField("trouvé")
    text = models.CharField("ce qui manquait", max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "avis"
