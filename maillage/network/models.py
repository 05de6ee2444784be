from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.core.fields import TermsField


class Family(models.TextChoices):
    """The four families of actors (minutes, l. 122)."""

    SOCIAL = "social", _("Acteur social")
    EDUCATION = "éducatif", _("Acteur éducatif")
    CITIZENSHIP = "participation citoyenne", _("Acteur de la participation citoyenne")
    DIGITAL = "numérique", _("Acteur numérique")


class Organisation(models.Model):
    """Who: an association, a city service, a federation. It runs places and carries offers."""

    slug = models.SlugField("adresse de page", max_length=120, unique=True)
    nom = models.CharField("nom", max_length=200)
    aliases = TermsField("autres noms")
    kind = models.CharField("nature", max_length=100, blank=True)
    families = TermsField("familles d'acteurs", terms=Family)
    pivot = models.CharField("SIRET ou RNA", max_length=14, blank=True)
    missions = models.TextField("missions", blank=True)
    publics = TermsField("publics")
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    courriels = TermsField("courriels de la structure")
    site_web = TermsField("sites web")
    contacts = TermsField("fonctions à contacter", help_text=_("Des fonctions, jamais des noms de personnes"))
    federations = models.ManyToManyField(
        "self", symmetrical=False, related_name="members", blank=True, verbose_name="fédérations et réseaux"
    )
    source = models.CharField("source", max_length=200, blank=True)
    source_date = models.DateField("date de la source", null=True, blank=True)
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    class Meta:
        ordering = ["nom"]

    def __str__(self):
        return self.nom

    def get_absolute_url(self):
        return reverse("places:organisation", args=[self.slug])
