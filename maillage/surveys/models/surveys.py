"""What is asked. A row is one version; versions of one survey share their slug."""

from django.db import models
from django.utils import timezone

from maillage.core.fields import TermsField
from maillage.network.models import Organisation
from maillage.surveys.enums import Purpose, Stage


class Survey(models.Model):
    slug = models.SlugField("adresse", max_length=80)
    version = models.PositiveSmallIntegerField("version", default=1)
    nom = models.CharField("titre", max_length=200)
    purpose = models.CharField("à quoi elle sert", max_length=40, choices=Purpose, default=Purpose.DOOR)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="surveys", verbose_name="structure"
    )
    stage = models.CharField("état", max_length=20, choices=Stage, default=Stage.DRAFT)
    languages = TermsField("langues")  # ISO 639; the first is the one it was written in
    texts = models.JSONField("présentation", default=dict, blank=True)  # {"fr": "Bonjour…"}: said before, by language
    questions = models.JSONField("questions", default=list, blank=True)  # read with surveys.questions
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["nom", "-version", "pk"]
        verbose_name = "enquête"
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="surveys_a_version_is_written_once"),
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(stage=Stage.OPEN), name="surveys_one_version_is_open"
            ),
        ]

    def __str__(self):
        return self.nom
