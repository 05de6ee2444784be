"""Who goes where, when, to ask what."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.network.models import Organisation
from maillage.places.models import Offer, Place
from maillage.surveys.enums import Found, OutreachKind
from maillage.surveys.models.surveys import Survey
from maillage.territory.models import Zone


class Campaign(models.Model):
    """Doors of some neighbourhoods, by one operator, over some months."""

    nom = models.CharField("nom", max_length=200)
    operator = models.ForeignKey(
        Organisation, models.PROTECT, related_name="door_campaigns", verbose_name="qui fait du porte-à-porte"
    )
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="campaigns", verbose_name="enquête")
    zones = models.ManyToManyField(Zone, related_name="+", verbose_name="quartiers")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    objective = models.PositiveIntegerField("familles à informer", default=0)
    funding = models.CharField("financement", max_length=300, blank=True)
    ended_at = models.DateTimeField("terminée le", null=True, blank=True)  # said by hand, before or after `ends_on`
    purged_at = models.DateTimeField("portes effacées le", null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = "campagne de porte-à-porte"
        constraints = [
            models.CheckConstraint(
                name="surveys_a_campaign_ends_after", condition=models.Q(ends_on__gte=models.F("starts_on"))
            )
        ]

    def __str__(self):
        return self.nom

    @property
    def ended_on(self) -> date:
        """The day its end counts from: said by hand, else as planned."""
        return timezone.localdate(self.ended_at) if self.ended_at else self.ends_on


class Collector(models.Model):
    """A pair of visitors: its link opens its rounds without account. No name; the link itself is not kept."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="collectors", verbose_name="campagne")
    nom = models.CharField("binôme", max_length=60, help_text=_("Un numéro ou une couleur, jamais un nom de personne"))
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField("valable jusqu'au")
    revoked_at = models.DateTimeField("retiré le", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = "lien de collecte"

    def __str__(self):
        return self.nom


class Round(models.Model):
    """A street or a staircase, given to a pair of visitors."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="rounds", verbose_name="campagne")
    collector = models.ForeignKey(
        Collector, models.SET_NULL, null=True, blank=True, related_name="rounds", verbose_name="binôme"
    )
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="quartier")
    label = models.CharField("rue ou cage d'escalier", max_length=120, blank=True)  # emptied with the door labels
    day = models.DateField("jour prévu", null=True, blank=True)
    target = models.PositiveIntegerField("portes à frapper", default=0)

    class Meta:
        ordering = ["day", "pk"]
        verbose_name = "tournée"

    def __str__(self):
        return self.label or f"Tournée {self.pk}"


class Finding(models.Model):
    """What was learnt, in words. A bound ("plus de 4 sur 5") is never turned into a count."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="findings", verbose_name="campagne")
    kind = models.CharField("nature", max_length=20, choices=Found, default=Found.FINDING)
    text = models.TextField("texte")
    bound = models.CharField("ordre de grandeur", max_length=60, blank=True)  # "> 4/5"
    denominator = models.CharField("sur combien", max_length=120, blank=True)  # "inconnu" when it was not said
    causes = models.JSONField("raisons", default=list, blank=True)
    source = models.CharField("source", max_length=200, blank=True)
    offers = models.ManyToManyField(Offer, related_name="+", blank=True, verbose_name="actions liées")
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "rank", "pk"]
        verbose_name = "constat"


class Outreach(models.Model):
    """A stand, a street: how many people, no person."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="outreach", verbose_name="structure qui y va"
    )
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="outreach", verbose_name="campagne"
    )
    kind = models.CharField("où", max_length=20, choices=OutreachKind)
    nom = models.CharField("endroit", max_length=200)  # "Marché de l'Épeule"
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="lieu")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="quartier")
    day = models.DateField("jour")
    met = models.PositiveIntegerField("personnes rencontrées", default=0)
    leaflets = models.PositiveIntegerField("tracts donnés", default=0)
    oriented = models.PositiveIntegerField("personnes orientées", default=0)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = "sortie"
        constraints = [
            models.CheckConstraint(name="surveys_oriented_were_met", condition=models.Q(oriented__lte=models.F("met")))
        ]

    def __str__(self):
        return self.nom
