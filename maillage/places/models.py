"""Places, and what one finds there. Columns with a French name are the national schema's (v1.0.2), word for word."""

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.core.fields import TermsField
from maillage.core.models import Revision
from maillage.core.points import Point
from maillage.network.models import Organisation
from maillage.places import enums

PLACES = "places"  # the subject of core.Revision


class Source(models.Model):
    """Where facts come from: a file, a register, a campaign."""

    slug = models.SlugField("code", max_length=80, unique=True)
    nom = models.CharField("nom", max_length=200)
    licence = models.CharField("licence", max_length=200, blank=True)
    url = models.CharField("adresse", max_length=500, blank=True)

    class Meta:
        ordering = ["nom", "pk"]

    def __str__(self):
        return self.nom


class PlaceQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published=True)

    def held_back(self):
        """What does not appear, and must be completed."""
        return self.filter(published=False).exclude(life_cycle=enums.LifeCycle.CLOSED)

    def delete(self):
        with transaction.atomic():
            Revision.advance(PLACES)
            return super().delete()

    delete.alters_data = True
    delete.queryset_only = True  # never `Place.objects.delete()`

    def within(self, box):
        return self.filter(latitude__range=(box.south, box.north), longitude__range=(box.west, box.east))


class Place(models.Model):
    """Where. `id` never changes; the ids of others are kept as aliases in census.SourceRecord.

    An empty text, list or null means "non renseigné", never "no".
    """

    # -- the 32 columns of standard-mediation-num, in its order
    id = models.CharField("identifiant", max_length=255, primary_key=True)
    pivot = models.CharField("SIRET ou RNA", max_length=14, blank=True)
    nom = models.CharField("nom", max_length=300, blank=True)
    commune = models.CharField("commune", max_length=200, blank=True)
    code_postal = models.CharField("code postal", max_length=5, blank=True)
    code_insee = models.CharField("code INSEE", max_length=5, blank=True, db_index=True)
    adresse = models.CharField("adresse", max_length=500, blank=True)
    complement_adresse = models.CharField("complément d'adresse", max_length=500, blank=True)
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    typologie = TermsField("typologie")
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    courriels = TermsField("courriels")
    site_web = TermsField("sites web")
    horaires = models.TextField("horaires", blank=True, help_text=_("Au format OpenStreetMap opening_hours"))
    presentation_resume = models.CharField("présentation courte", max_length=280, blank=True)
    presentation_detail = models.TextField("présentation", blank=True)
    source = models.CharField("source", max_length=200, blank=True)
    itinerance = TermsField("itinérance", terms=enums.Itinerance)
    structure_parente = models.CharField("structure parente", max_length=300, blank=True)
    date_maj = models.DateField("date de mise à jour", null=True, blank=True)
    services = TermsField("services", terms=enums.Service)
    publics_specifiquement_adresses = TermsField(
        "publics spécifiquement adressés", terms=enums.PublicSpecifiquementAdresse
    )
    prise_en_charge_specifique = TermsField("prise en charge spécifique", terms=enums.PriseEnChargeSpecifique)
    frais_a_charge = TermsField("frais à charge", terms=enums.FraisACharge)
    dispositif_programmes_nationaux = TermsField(
        "dispositifs et programmes nationaux", terms=enums.DispositifProgrammeNational
    )
    formations_labels = TermsField("formations et labels", terms=enums.FormationLabel)
    autres_formations_labels = TermsField("autres formations et labels")
    modalites_acces = TermsField("modalités d'accès", terms=enums.ModaliteAcces)
    modalites_accompagnement = TermsField("modalités d'accompagnement", terms=enums.ModaliteAccompagnement)
    fiche_acces_libre = models.CharField("fiche Acceslibre", max_length=500, blank=True)
    prise_rdv = models.CharField("prise de rendez-vous", max_length=500, blank=True)

    # -- local extension (leaves in exports with the prefix `local_`)
    aliases = TermsField("autres noms")
    uses = TermsField("usages", terms=enums.Use)
    languages = TermsField("langues parlées", help_text=_("Codes ISO 639 : fr, ar, en…"))
    audience = TermsField("public visé", terms=enums.Audience)
    level = TermsField("niveaux accueillis", terms=enums.Level)
    programmes = TermsField("programmes locaux")
    life_cycle = models.CharField("cycle de vie", max_length=30, choices=enums.LifeCycle, default=enums.LifeCycle.OPEN)
    position_precision = models.CharField(
        "précision de la position", max_length=20, choices=enums.PositionPrecision, blank=True
    )
    position_source = models.CharField(
        "origine de la position", max_length=20, choices=enums.PositionSource, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="places", verbose_name="structure"
    )
    hosted_at = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="guests", verbose_name="hébergé à"
    )
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged_here", verbose_name="fondu dans"
    )
    contested = TermsField("informations contestées", help_text=_("Colonnes mises en doute par un signalement"))
    verified_on = models.DateField("vérifié le", null=True, blank=True)
    verified_by = models.CharField("vérifié par (structure)", max_length=200, blank=True)

    # -- derived when the place is written, so that one index answers
    slug = models.SlugField("adresse de page", max_length=160, unique=True)
    zones = TermsField("zones", help_text=_("Calculées d'après la position"))
    published = models.BooleanField("publié", default=False, editable=False, db_index=True)
    search_keys = models.TextField(editable=False, blank=True)
    revision = models.BigIntegerField(default=0, editable=False, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["nom", "id"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="places_by_position")]

    def __str__(self):
        return self.nom or self.id

    def save(self, *args, **kwargs):
        """Whatever is derived follows what is written; readers' copies learn of it."""
        from maillage.places.deriving import derive  # a model may not import what reads models

        with transaction.atomic():
            derive(self)
            self.revision = Revision.advance(PLACES)
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], *DERIVED, "revision"}
            super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("places:detail", args=[self.slug])

    def delete(self, *args, **kwargs):
        """Only for what was created by mistake: a place that ends is closed, and keeps its history."""
        with transaction.atomic():
            Revision.advance(PLACES)
            return super().delete(*args, **kwargs)

    @property
    def point(self) -> Point | None:
        return None if self.latitude is None or self.longitude is None else Point(self.latitude, self.longitude)


DERIVED = ("slug", "zones", "published", "search_keys")


class FieldOrigin(models.Model):
    """These columns of this place come from this source, at this date, by this hand.

    One row holds all columns that share an origin (two or three rows a place, not thirty); a filled column stands
    in exactly one of them.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="origins", verbose_name="lieu")
    columns = TermsField("colonnes", blank=False)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="source")
    date = models.DateField("date", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "origine"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "source", "date", "by"], name="places_one_origin_row_per_source_date_and_hand"
            )
        ]


class TouchesPlace(models.Model):
    """A row that belongs to a place: writing it changes what readers see of the place."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.place_id:
                self.place.save()

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            place = self.place
            super().delete(*args, **kwargs)
            if place:
                place.save()


class Equipment(TouchesPlace):
    place = models.ForeignKey(Place, models.CASCADE, related_name="equipment", verbose_name="lieu")
    kind = models.CharField("matériel", max_length=40, choices=enums.EquipmentKind)
    count = models.PositiveSmallIntegerField("nombre", null=True, blank=True)
    adapted_count = models.PositiveSmallIntegerField("dont adaptés au handicap", null=True, blank=True)
    state = models.CharField("état", max_length=20, choices=enums.EquipmentState, blank=True)
    note = models.CharField("précision", max_length=200, blank=True)

    class Meta:
        verbose_name = "matériel"
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "kind"], name="places_one_row_per_kind_of_equipment"),
            models.CheckConstraint(
                name="places_no_more_adapted_devices_than_devices",
                condition=models.Q(adapted_count__isnull=True)
                | models.Q(count__isnull=True)
                | models.Q(adapted_count__lte=models.F("count")),
            ),
        ]

    def __str__(self):
        return self.kind


class EquipmentService(TouchesPlace):
    """Refurbishing, lending, selling devices or top-ups, with price and conditions (J10)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="equipment_services", verbose_name="lieu")
    kind = models.CharField("service", max_length=20, choices=enums.EquipmentServiceKind)
    item = models.CharField("quoi", max_length=200, blank=True)
    price = models.CharField("prix", max_length=200, blank=True)
    conditions = models.CharField("conditions", max_length=300, blank=True)

    class Meta:
        verbose_name = "service d'équipement"
        ordering = ["kind", "item", "pk"]

    def __str__(self):
        return self.kind


class Staff(TouchesPlace):
    """How many, in which role; never who."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="staff", verbose_name="lieu")
    role = models.CharField("fonction", max_length=60, choices=enums.StaffRole)
    count = models.DecimalField("nombre (équivalent temps plein ou personnes)", max_digits=5, decimal_places=1)

    class Meta:
        verbose_name = "moyens humains"
        ordering = ["role", "pk"]
        constraints = [models.UniqueConstraint(fields=["place", "role"], name="places_one_row_per_staff_role")]


class Label(TouchesPlace):
    """A label with its date (C08); the national column `dispositif_programmes_nationaux` holds the bare name."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="labels", verbose_name="lieu")
    nom = models.CharField("label", max_length=100)
    since = models.CharField("depuis", max_length=10, blank=True, help_text=_("2021, 2021-10 ou 2021-10-15"))

    class Meta:
        verbose_name = "label"
        ordering = ["nom", "pk"]
        constraints = [models.UniqueConstraint(fields=["place", "nom"], name="places_one_row_per_label")]


class Offer(TouchesPlace):
    """An action or workshop: an object of its own, carried by an organisation, held at a place (C16)."""

    nom = models.CharField("intitulé", max_length=300)
    description = models.TextField("description", blank=True)
    nature = models.CharField("nature", max_length=20, choices=enums.OfferNature, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="offers", verbose_name="portée par"
    )
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="offers", verbose_name="se tient à"
    )
    partners = models.ManyToManyField(Organisation, blank=True, related_name="partner_offers", verbose_name="avec")
    services = TermsField("services", terms=enums.Service)
    uses = TermsField("usages", terms=enums.Use)
    audience = TermsField("public visé", terms=enums.Audience)
    level = TermsField("niveau", terms=enums.Level)
    publics = TermsField("publics")
    price = models.CharField("prix", max_length=200, blank=True)
    conditions = models.CharField("conditions", max_length=300, blank=True)
    schedule = models.CharField("quand", max_length=300, blank=True)
    source = models.CharField("source", max_length=200, blank=True)
    source_date = models.DateField("date de la source", null=True, blank=True)

    class Meta:
        verbose_name = "action"
        ordering = ["nom", "pk"]

    def __str__(self):
        return self.nom


class PlaceEvent(models.Model):
    """What happened to a place: before and after, who, from where. Never changed, never deleted."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="events", verbose_name="lieu")
    kind = models.CharField("nature", max_length=20, choices=enums.EventKind)
    at = models.DateTimeField("quand", default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    batch = models.PositiveBigIntegerField("import", null=True, blank=True, db_index=True)
    changes = models.JSONField("changements", default=dict)  # {column: [before, after]}

    class Meta:
        verbose_name = "évènement"
        ordering = ["-at", "-pk"]
