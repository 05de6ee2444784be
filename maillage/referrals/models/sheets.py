"""The sheet, the consent that lets it leave, and what happened to it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.appointments.models import Appointment, Registration, Workshop
from maillage.core.fields import TermsField
from maillage.core.models import Unchangeable
from maillage.core.sealing import SealedField
from maillage.network.enums import ContactRole, SupportManner
from maillage.network.models import Organisation
from maillage.places.enums import Level, Service
from maillage.places.models import Offer, Place
from maillage.referrals.enums import (
    ARRIVED,
    Autonomy,
    ConsentChannel,
    Origin,
    Outcome,
    Refusal,
    State,
    Verb,
    Who,
    Word,
)
from maillage.referrals.models.held import Held

NEED = 300  # characters
COUNTED = [  # by the diagnosis, from the index alone
    "redirected_from", "sent_at", "service", "zone", "outcome", "came_at", "answered_at", "done_manner",
]  # fmt: skip
TIMES = ("matin", "après-midi", "soir", "samedi")


class Referral(Held):
    """One need, one place, followed to its end. What is sealed is personal and is erased; the rest is counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # -- the need
    service = models.CharField("besoin", max_length=120, choices=Service)
    need = SealedField("en quelques mots", blank=True)
    tried = SealedField("déjà essayé", blank=True)
    deadline = models.DateField("avant le", null=True, blank=True)
    level = models.CharField("niveau", max_length=20, choices=Level, blank=True)
    language = models.CharField("langue", max_length=10, default="fr")
    times = TermsField("moments possibles")  # TIMES
    accompanied = models.BooleanField("vient accompagnée", default=False)
    zone = models.CharField("quartier", max_length=60, blank=True)  # code; declared, or the place's
    # -- the person, as little as lets them be welcomed
    called = SealedField("comment l'appeler", blank=True)
    phone = SealedField("téléphone", blank=True)
    email = SealedField("courriel", blank=True)
    adaptation = SealedField("aide pour", blank=True)  # Adaptation values, separated by |
    # -- where to
    place = models.ForeignKey(Place, models.PROTECT, related_name="referrals", verbose_name="lieu")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="+")
    workshop = models.ForeignKey(Workshop, models.SET_NULL, null=True, blank=True, related_name="+")
    receiver = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="received_referrals", verbose_name="accueil"
    )
    receiver_hash = models.CharField(max_length=64, unique=True)  # of the link mailed to the place
    # -- who from
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="sent_referrals", verbose_name="structure qui oriente"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    function = models.CharField("fonction", max_length=40, choices=ContactRole, blank=True)
    origin = models.CharField("écrite depuis", max_length=20, choices=Origin, default=Origin.OTHER)
    manner = models.CharField("manière", max_length=20, choices=SupportManner, default=SupportManner.WITH)
    manner_reason = SealedField("pourquoi faire à la place", blank=True)
    mandate = SealedField("mandat", blank=True)  # a reference, a scope, an end; never a document
    # -- how it goes
    state = models.CharField("état", max_length=20, choices=State, default=State.SENT)
    state_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField("envoyée le", default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField("raison", max_length=40, choices=Refusal, blank=True)
    expected_at = models.DateTimeField("attendue le", null=True, blank=True)
    appointment = models.ForeignKey(Appointment, models.SET_NULL, null=True, blank=True, related_name="+")
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField("issue", max_length=20, choices=Outcome, blank=True)
    done_manner = models.CharField("faite avec ou pour", max_length=20, choices=SupportManner, blank=True)
    autonomy_before = models.CharField(max_length=30, choices=Autonomy, blank=True)
    autonomy_after = models.CharField(max_length=30, choices=Autonomy, blank=True)
    word = models.CharField("avis", max_length=4, choices=Word, blank=True)
    redirected_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="redirections")
    step = models.ForeignKey(
        "referrals.Step", models.SET_NULL, null=True, blank=True, related_name="referrals", verbose_name="étape"
    )
    erased_at = models.DateTimeField("données effacées le", null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "code"]
        verbose_name = "fiche de liaison"
        verbose_name_plural = "fiches de liaison"
        indexes = [
            models.Index(fields=["state", "state_at"], name="referrals_by_state"),
            models.Index(fields=["organisation", "sent_at"], name="referrals_by_sender"),
            models.Index(fields=["receiver", "sent_at"], name="referrals_by_receiver"),
            models.Index(fields=COUNTED, name="referrals_by_need"),
        ]
        constraints = [
            models.CheckConstraint(
                name="referrals_no_end_without_manner_and_autonomy",  # P01
                condition=~Q(outcome__in=ARRIVED)
                | (~Q(done_manner="") & ~Q(autonomy_before="") & ~Q(autonomy_after="")),
            )
        ]

    def __str__(self):
        return self.code


class Consent(models.Model):
    """The person said yes: to which text, in which language, how, to whom. Withdrawn, the sheet is cut at once."""

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="consent")
    version = models.PositiveSmallIntegerField("version du texte")
    language = models.CharField("langue", max_length=10)
    channel = models.CharField("comment", max_length=20, choices=ConsentChannel)
    function = models.CharField("recueilli par", max_length=40, choices=ContactRole, blank=True)
    adaptation = models.BooleanField("aussi pour l'aide dont elle a besoin", default=False)
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class ReferralEvent(models.Model):
    """What happened, who did it by role, when. Nothing personal, never changed."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=20, choices=Verb)
    who = models.CharField(max_length=40, choices=Who)
    state = models.CharField(max_length=20, choices=State)  # after it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    told = models.JSONField(default=dict, blank=True)  # closed vocabularies and codes only

    class Meta:
        ordering = ["at", "pk"]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Unchangeable("an event is not changed")
        super().save(*args, **kwargs)


class RefusalCount(models.Model):
    """Needs a place could not meet, by month: evidence for the diagnosis. No person, no sheet."""

    month = models.CharField(max_length=7)
    service = models.CharField(max_length=120)
    zone = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=40, choices=Refusal)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "service", "zone", "reason"], name="referrals_one_refusal_count")
        ]
