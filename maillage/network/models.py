from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.core.fields import TermsField
from maillage.network.enums import ContactRole, Family, Rhythm, Role, SupportAim, SupportManner


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
    # -- qualified (J18): which kind of support
    support_manners = TermsField("manière d'accompagner", terms=SupportManner)
    support_aims = TermsField("but de l'accompagnement", terms=SupportAim)
    specialities = TermsField("spécialités")
    languages = TermsField("langues parlées", help_text=_("Codes ISO 639 : fr, ar, en…"))
    # -- how its information stays true
    rhythm = models.PositiveSmallIntegerField("rythme de vérification", choices=Rhythm, default=Rhythm.HALF_YEARLY)
    verification_email = models.EmailField("courriel pour les vérifications", blank=True)

    class Meta:
        ordering = ["nom", "pk"]

    def __str__(self):
        return self.nom

    def get_absolute_url(self):
        return reverse("places:organisation", args=[self.slug])


class Contact(models.Model):
    """Whom to call, by function. A person's name stands here only with their consent, for members' eyes (L03)."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="people_to_contact", verbose_name="structure"
    )
    role = models.CharField("fonction", max_length=40, choices=ContactRole)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    courriel = models.EmailField("courriel de la fonction", blank=True)
    note = models.CharField("pour quoi", max_length=200, blank=True)
    public = models.BooleanField("visible de tous", default=False)
    person = models.CharField("nom de la personne", max_length=120, blank=True)
    consented_on = models.DateField("accord donné le", null=True, blank=True)

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.CheckConstraint(
                name="network_no_name_without_consent",
                condition=models.Q(person="") | models.Q(consented_on__isnull=False),
            )
        ]

    def __str__(self):
        return self.get_role_display()


class Membership(models.Model):
    """This person acts for this organisation, in this role. Network-wide roles are held through one's organisation."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name="structure"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField("rôle", max_length=20, choices=Role)
    since = models.DateTimeField("depuis", default=timezone.now)

    class Meta:
        ordering = ["organisation__nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "role"], name="network_a_role_is_held_once_in_an_organisation"
            )
        ]

    def __str__(self):
        return f"{self.role} ({self.organisation})"


class Invitation(models.Model):
    """Somebody is expected: the mailed link opens a page, a button accepts. Only a digest of the link is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    role = models.CharField("rôle", max_length=20, choices=Role)
    email = models.EmailField("courriel")
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
