"""What is booked: appointments in a diary, seats in a workshop. A row is a promise that the database keeps."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.appointments.enums import IN_LINE, SEATED, BookedBy, Seat, State
from maillage.appointments.models.diaries import AFTER, Practice
from maillage.core.fields import TermsField
from maillage.core.sealing import SealedField
from maillage.network.models import Organisation
from maillage.places.enums import Level, Service
from maillage.places.models import Offer, Place

GRAIN = 300  # seconds: the finest step of a diary


class Contact(models.Model):
    """What little we know of who comes: nothing is asked; what is given is sealed, and erased after."""

    called = SealedField("comment vous appeler", blank=True)
    phone = SealedField("téléphone", blank=True)
    email = SealedField("courriel", blank=True)
    contact_hash = models.CharField(max_length=64, blank=True, db_index=True)  # keyed: to count what one has pending
    language = models.CharField("langue", max_length=10, default="fr")
    service = models.CharField("pour quoi", max_length=120, blank=True, choices=Service)
    booked_by = models.CharField("qui a réservé", max_length=30, choices=BookedBy, default=BookedBy.SELF)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    code = models.CharField("code dit ou montré", max_length=12)  # short: found in a day's list, opens nothing alone
    token_hash = models.CharField(max_length=64, unique=True)  # of the ticket's address
    at = models.DateTimeField("réservé le", default=timezone.now)
    forgotten_at = models.DateTimeField("coordonnées effacées le", null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Appointment(Contact):
    """Somebody is expected. Moved, it stays the same row, ticket and code. A companion follows another one."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="appointments", verbose_name="agenda")
    place = models.ForeignKey(Place, models.PROTECT, related_name="appointments", verbose_name="lieu")
    start = models.DateTimeField("début")
    end = models.DateTimeField("fin")
    lane = models.PositiveSmallIntegerField(default=0)  # above 0: forced by staff over another one, knowingly
    state = models.CharField("état", max_length=20, choices=State, default=State.BOOKED)
    state_at = models.DateTimeField(default=timezone.now)
    forced = models.BooleanField("en plus", default=False)  # by staff, knowingly: over another one, or out of hours
    companion_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="companions")

    class Meta:
        ordering = ["start", "lane", "pk"]
        verbose_name = "rendez-vous"
        indexes = [
            models.Index(fields=["practice", "start"], name="appointments_by_diary"),
            models.Index(fields=["place", "start"], name="appointments_by_place"),
        ]
        constraints = [models.CheckConstraint(name="appointments_ends_after", condition=AFTER)]


class Grain(models.Model):
    """Five minutes of a diary, taken. The backstop: the database refuses the same one twice in a lane, and one person
    in two diaries at once."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField()  # seconds since 1970, divided by GRAIN
    lane = models.PositiveSmallIntegerField(default=0)
    contact = models.CharField(max_length=64, blank=True)  # digest of who comes, when they booked for themselves
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="grains")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "number", "lane"], name="appointments_one_at_a_time"),
            models.UniqueConstraint(
                fields=["contact", "number"], condition=~models.Q(contact=""), name="appointments_nobody_is_twice"
            ),
        ]


class Workshop(models.Model):
    """Some sessions in a row, seats for all of them."""

    nom = models.CharField("intitulé", max_length=200)
    description = models.TextField("description", blank=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="workshops", verbose_name="structure")
    place = models.ForeignKey(Place, models.CASCADE, related_name="workshops", verbose_name="lieu")
    practice = models.ForeignKey(Practice, models.SET_NULL, null=True, blank=True, related_name="workshops")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="workshops")
    services = TermsField("pour quoi", terms=Service)
    level = TermsField("niveau", terms=Level)
    languages = TermsField("langues parlées")
    publics = TermsField("publics")
    seats = models.PositiveSmallIntegerField("places")
    price = models.CharField("prix", max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = "atelier"
        constraints = [models.CheckConstraint(name="appointments_a_seat_at_least", condition=models.Q(seats__gte=1))]

    def __str__(self):
        return self.nom


class Session(models.Model):
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sessions")
    start = models.DateTimeField("début")
    end = models.DateTimeField("fin")
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")  # else the workshop's
    cancelled = models.BooleanField("annulée", default=False)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [models.CheckConstraint(name="appointments_a_session_ends_after", condition=AFTER)]
        indexes = [models.Index(fields=["start"], name="appointments_sessions_by_time")]


class Registration(Contact):
    """One person in a workshop: a seat, or a rank in the line (the order of `pk`). Seats are numbered from 1."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="registrations")
    state = models.CharField("état", max_length=20, choices=Seat, default=Seat.WAITING)
    state_at = models.DateTimeField(default=timezone.now)
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "inscription"
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "seat"],
                condition=models.Q(seat__isnull=False),
                name="appointments_a_seat_is_for_one",
            ),
            models.UniqueConstraint(
                fields=["workshop", "contact_hash"],
                condition=models.Q(state__in=IN_LINE, booked_by=BookedBy.SELF) & ~models.Q(contact_hash=""),
                name="appointments_one_seat_each",
            ),
            models.CheckConstraint(
                name="appointments_who_is_in_has_a_seat",
                condition=models.Q(state__in=SEATED, seat__isnull=False)
                | (~models.Q(state__in=SEATED) & models.Q(seat__isnull=True)),
            ),
        ]


class Attendance(models.Model):
    """Who came to which session of a workshop."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="attendances")
    state = models.CharField(max_length=20, choices=State)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "registration"], name="appointments_attendance_is_said_once")
        ]


class DoneNote(models.Model):
    """What was done, in closed categories: what funders count. No free word, no person."""

    appointment = models.OneToOneField(Appointment, models.CASCADE, null=True, blank=True, related_name="done")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="done_notes")
    day = models.DateField()
    service = models.CharField(max_length=120, choices=Service, blank=True)
    manner = models.CharField(max_length=20, blank=True)  # network.enums.SupportManner
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    walk_in = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["practice", "day"], name="appointments_done_by_day")]
