"""A meeting that comes back: when, what for, who came (organisations and numbers, no person), at which table."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.network.models import Organisation

LEAST, MOST = 8, 10  # people around a table


class Series(models.Model):
    """What the editions have in common."""

    slug = models.SlugField("adresse", max_length=80, unique=True)
    nom = models.CharField("nom", max_length=200)

    class Meta:
        verbose_name = "série de rencontres"
        ordering = ["nom", "pk"]

    def __str__(self):
        return self.nom


class Meeting(models.Model):
    """One edition. What was announced of its attendance stands beside what the list adds up to."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="meetings", verbose_name="série")
    edition = models.PositiveSmallIntegerField("édition n°")
    day = models.DateField("jour")
    where = models.CharField("lieu", max_length=200, blank=True)
    objectives = models.TextField("objectifs", blank=True)
    organiser = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="organisée par"
    )
    published = models.BooleanField("visible de tous", default=False)
    closed_at = models.DateTimeField("close le", null=True, blank=True)
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)  # closed as well
    note = models.TextField("remarque", blank=True)  # where it comes from, what is not known
    stated_people = models.PositiveSmallIntegerField("participants annoncés", null=True, blank=True)
    stated_from_organisations = models.PositiveSmallIntegerField("dont des structures", null=True, blank=True)
    stated_organisations = models.PositiveSmallIntegerField("de combien de structures", null=True, blank=True)
    stated_city = models.PositiveSmallIntegerField("dont de la Ville", null=True, blank=True)

    class Meta:
        verbose_name = "rencontre"
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(name="workshops_one_edition_once", fields=["series", "edition"])]

    def __str__(self):
        return f"{self.series.nom}, n°\N{NO-BREAK SPACE}{self.edition}"

    def get_absolute_url(self):
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def said(self) -> str:
        """Where it stands."""
        if self.cancelled_at:
            return str(_("annulée"))
        if self.closed_at:
            return str(_("terminée"))
        return str(_("en préparation") if self.day > timezone.localdate() else _("en cours"))


class AgendaBlock(models.Model):
    """From an hour to another; one item a line."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="blocks", verbose_name="rencontre")
    title = models.CharField("titre", max_length=200)
    start = models.TimeField("de")
    end = models.TimeField("à")
    items = models.TextField("points", blank=True)

    class Meta:
        verbose_name = "partie de l'ordre du jour"
        ordering = ["start", "pk"]

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.items.splitlines() if line.strip()]


class Attendance(models.Model):
    """How many came from an organisation, how many were excused, and their functions."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances", verbose_name="rencontre")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    present = models.PositiveSmallIntegerField("présents", default=0)
    excused = models.PositiveSmallIntegerField("excusés", default=0)
    of_the_city = models.BooleanField("service de la Ville", default=False)
    functions = models.TextField("fonctions", blank=True)  # one a line, for members

    class Meta:
        verbose_name = "présence"
        ordering = ["of_the_city", "organisation__nom", "pk"]
        constraints = [
            models.UniqueConstraint(name="workshops_an_organisation_attends_once", fields=["meeting", "organisation"])
        ]

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.functions.splitlines() if line.strip()]


class Table(models.Model):
    """Eight to ten people around a board."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tables", verbose_name="rencontre")
    number = models.PositiveSmallIntegerField("numéro")
    facilitator = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="animée par"
    )
    referent = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="structure référente"
    )

    class Meta:
        verbose_name = "table"
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(name="workshops_a_table_number_once", fields=["meeting", "number"])]

    def __str__(self):
        return str(_("Table %s") % self.number)


class Seat(models.Model):
    """How many people of an organisation sit at a table."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="seats", verbose_name="table")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    people = models.PositiveSmallIntegerField("personnes", default=1)

    class Meta:
        verbose_name = "place à table"
        ordering = ["organisation__nom", "pk"]
        constraints = [
            models.UniqueConstraint(name="workshops_an_organisation_sits_once", fields=["table", "organisation"])
        ]
