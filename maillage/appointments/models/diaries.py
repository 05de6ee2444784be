"""Who receives, where, when: what is said once and holds every week, and its exceptions."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.appointments.enums import DeskWord, PracticeKind, Shape
from maillage.core.fields import TermsField
from maillage.core.sealing import SealedField
from maillage.network.models import Organisation
from maillage.places.enums import Service
from maillage.places.models import Place

AFTER = models.Q(end__gt=models.F("start"))


class Practice(models.Model):
    """A diary: somebody who receives, by function. Its row is locked before anything is booked in it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="practices", verbose_name="structure")
    place = models.ForeignKey(Place, models.CASCADE, related_name="practices", verbose_name="lieu habituel")
    kind = models.CharField("fonction", max_length=40, choices=PracticeKind)
    nom = models.CharField("intitulé", max_length=120, blank=True, help_text=_("Une fonction, jamais un nom"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="practices",
        verbose_name="compte de la personne qui reçoit",
    )  # fmt: skip
    services = TermsField("pour quoi", terms=Service)
    languages = TermsField("langues parlées", help_text=_("Codes ISO 639 : fr, ar, en…"))
    publics = TermsField("publics")
    minutes = models.PositiveSmallIntegerField("durée d'un rendez-vous (minutes)", default=30)
    buffer = models.PositiveSmallIntegerField("pause entre deux (minutes)", default=0)
    notice = models.PositiveIntegerField("délai avant de réserver (minutes)", default=30)
    horizon = models.PositiveSmallIntegerField("réservable jusqu'à (jours)", default=60)
    cancel_before = models.PositiveIntegerField("annulable jusqu'à (minutes avant)", default=240)
    holidays = models.BooleanField("reçoit les jours fériés", default=False)
    school_holidays = models.BooleanField("reçoit pendant les vacances scolaires", default=True)
    active = models.BooleanField("ouvert", default=True)

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = "agenda"
        constraints = [
            models.CheckConstraint(
                name="appointments_durations_by_five_minutes",
                condition=models.Q(minutes__gte=5) & models.Q(minutes__lte=480) & models.Q(buffer__lte=240),
            )
        ]

    def __str__(self):
        return self.nom or self.get_kind_display()


class OpeningRange(models.Model):
    """Every week (or two, or on the nth of the month) from a day to another: local hours, in Europe/Paris."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="ranges", verbose_name="agenda")
    shape = models.CharField("comment", max_length=20, choices=Shape, default=Shape.SLOTS)
    place = models.ForeignKey(Place, models.CASCADE, related_name="opening_ranges", verbose_name="lieu")
    weekday = models.PositiveSmallIntegerField("jour")  # 0 is Monday
    start = models.TimeField("de")
    end = models.TimeField("à")
    first_day = models.DateField("à partir du")
    last_day = models.DateField("jusqu'au", null=True, blank=True)  # included
    every = models.PositiveSmallIntegerField("toutes les … semaines", default=1)
    of_month = models.CharField("semaines du mois", max_length=10, blank=True)  # "1,3": first and third of the month
    capacity = models.PositiveSmallIntegerField("personnes reçues", null=True, blank=True)  # walk-in: about how many
    note = models.CharField("précision", max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # of the calendars that hold it

    class Meta:
        ordering = ["weekday", "start", "pk"]
        verbose_name = "plage"
        constraints = [
            models.CheckConstraint(name="appointments_a_range_ends_after", condition=AFTER),
            models.CheckConstraint(name="appointments_a_weekday", condition=models.Q(weekday__lte=6)),
            models.CheckConstraint(
                name="appointments_every_some_weeks", condition=models.Q(every__gte=1) & models.Q(every__lte=8)
            ),
        ]


class Changed(models.Model):
    """One occurrence of a range is not like the others: gone, moved, elsewhere. Survives changes of the series."""

    range = models.ForeignKey(OpeningRange, models.CASCADE, related_name="changed")
    day = models.DateField("jour")
    cancelled = models.BooleanField("annulée", default=False)
    start = models.TimeField("de", null=True, blank=True)
    end = models.TimeField("à", null=True, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="lieu")
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField("précision", max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["range", "day"], name="appointments_an_occurrence_changes_once")]


class Closure(models.Model):
    """Nobody is received: an absence of one practice, or a closed place. Instants, end excluded."""

    practice = models.ForeignKey(Practice, models.CASCADE, null=True, blank=True, related_name="closures")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="closures")
    start = models.DateTimeField("de")
    end = models.DateTimeField("à")
    reason = models.CharField("ce qui s'affiche", max_length=120, blank=True)

    class Meta:
        ordering = ["start", "pk"]
        verbose_name = "absence ou fermeture"
        constraints = [
            models.CheckConstraint(name="appointments_a_closure_ends_after", condition=AFTER),
            models.CheckConstraint(
                name="appointments_a_closure_is_of_one_thing",
                condition=models.Q(practice__isnull=False, place__isnull=True)
                | models.Q(practice__isnull=True, place__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["start", "end"], name="appointments_closures_by_time")]


class DeskSays(models.Model):
    """One tap at the welcome desk; true until it expires by itself."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="desk_words")
    word = models.CharField(max_length=20, choices=DeskWord)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["until"], name="appointments_desk_until")]


class Feed(models.Model):
    """A private calendar address; only a digest is kept. Revoked, it answers 404 for ever."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)


class BusyCalendar(models.Model):
    """Somebody's own calendar elsewhere: when it is busy, and nothing more."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="busy_calendars")
    url = SealedField("adresse")  # who has it reads the whole calendar
    read_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)


class BusyTime(models.Model):
    calendar = models.ForeignKey(BusyCalendar, models.CASCADE, related_name="times")
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["calendar", "start"], name="appointments_busy_by_time")]
