"""What came back from the doors. Ids are given by the phone: the same content sent twice is one row, and neither
order nor hour says which answers are behind which door."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.core.fields import TermsField
from maillage.surveys import questions
from maillage.surveys.enums import Kind, Outcome, Settled
from maillage.surveys.models.campaigns import Campaign, Round
from maillage.surveys.models.surveys import Survey
from maillage.territory.models import Zone


class Door(models.Model):
    """A door knocked at. `label` serves the round, emptied 30 days after the campaign. No answer is beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="doors", verbose_name="tournée")
    label = models.CharField("porte", max_length=60, blank=True)
    day = models.DateField("jour")
    outcome = models.CharField("résultat", max_length=20, choices=Outcome)
    not_concerned = models.BooleanField("personne non concernée", default=False)
    again = models.UUIDField("déjà frappée", null=True, blank=True, db_index=True)  # the Door this one comes back to
    content_hash = models.CharField(max_length=64, blank=True)  # emptied with the label

    class Meta:
        verbose_name = "porte"
        indexes = [models.Index(fields=["round", "outcome"], name="surveys_doors_by_outcome")]
        constraints = [
            models.CheckConstraint(
                name="surveys_only_an_interview_is_not_concerned",
                condition=models.Q(not_concerned=False) | models.Q(outcome=Outcome.INTERVIEW),
            )
        ]


class Responses(models.QuerySet):
    def bulk_create(self, rows, *args, **kwargs):
        rows = list(rows)
        for one in rows:
            one.raised = one.needs()
        return super().bulk_create(rows, *args, **kwargs)


class Response(models.Model):
    """Answers, with a neighbourhood and a day: no door, no round, no visitor, no hour."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses", verbose_name="enquête")
    campaign = models.ForeignKey(
        Campaign, models.CASCADE, null=True, blank=True, related_name="responses", verbose_name="campagne"
    )
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="quartier")
    day = models.DateField("jour")
    answers = models.JSONField("réponses", default=dict)  # {"outils": ["telephone"], "personnes": 4}
    mentioned = TermsField("lieux indiqués")  # ids of places on the leaflet left
    language = models.CharField("langue", max_length=10, default="fr")
    content_hash = models.CharField(max_length=64, blank=True)
    raised = TermsField("besoins", editable=False)  # what `answers` say is needed, written with them

    objects = Responses.as_manager()

    class Meta:
        verbose_name = "réponses"
        indexes = [
            models.Index(fields=["campaign", "survey"], name="surveys_responses_by_campaign"),
            models.Index(fields=["day", "zone", "raised"], name="surveys_responses_by_need"),  # counted without rows
        ]

    def save(self, *args, **kwargs):
        self.raised = self.needs()
        super().save(*args, **kwargs)

    def needs(self) -> list[str]:
        """A version of a survey never changes its questions once it is answered: these stay true."""
        asked = questions.read(self.survey.questions)
        return questions.written(questions.raised(asked, questions.clean(asked, self.answers)))


class Conflict(models.Model):
    """The same id came with another content: both wait for a human, nothing is overwritten."""

    kind = models.CharField(max_length=10, choices=Kind)
    client_id = models.UUIDField()
    content_hash = models.CharField(max_length=64)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="conflicts", verbose_name="campagne")
    day = models.DateField("reçu le", default=timezone.localdate)
    content = models.JSONField("second contenu")  # of a door: its label too, emptied with the others
    settled = models.CharField("décision", max_length=20, choices=Settled, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = "contenu à vérifier"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "client_id", "content_hash"], name="surveys_a_conflict_is_kept_once"
            )
        ]


class Publication(models.Model):
    """The counts of answers as last shown: the next ones are compared with them before they are shown."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="publications")
    campaign = models.ForeignKey(Campaign, models.CASCADE, null=True, blank=True, related_name="publications")
    at = models.DateTimeField(default=timezone.now)
    tables = models.JSONField(default=dict)  # {"outils": {"telephone": 120, …}, …}: as counted, before hiding

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "tableaux publiés"
