"""One anonymous answer to the level check, kept only when the person says yes: no text, no name, no day."""

from django.db import models
from django.db.models import Q

from maillage.core.fields import TermsField
from maillage.orientation.level.adaptive import DOMAINS
from maillage.orientation.level.barriers import Barrier
from maillage.orientation.level.scoring import Score


class KeptBarrier(models.TextChoices):
    """All but the need of an adaptation, which tells of health."""

    LANGUAGE = Barrier.LANGUAGE, "langue"
    READING = Barrier.READING, "lecture"
    MOBILITY = Barrier.MOBILITY, "mobilité"
    EQUIPMENT = Barrier.EQUIPMENT, "équipement"
    CONNECTION = Barrier.CONNECTION, "connexion"
    MONEY = Barrier.MONEY, "argent"
    PRINTING = Barrier.PRINTING, "impression"
    CONFIDENCE = Barrier.CONFIDENCE, "confiance"


class LevelAnswer(models.Model):
    """Scores, not answers. `submission` is random: the same button pressed twice leaves one row."""

    submission = models.UUIDField(unique=True, editable=False)
    month = models.CharField("mois", max_length=7)  # "2026-11"
    zone = models.CharField("quartier", max_length=60, blank=True)  # empty: not given
    need = models.CharField("besoin", max_length=20, blank=True)
    user = models.BooleanField("a utilisé Internet ces trois derniers mois")
    information = models.PositiveSmallIntegerField("information")
    communication = models.PositiveSmallIntegerField("communication")
    resolution = models.PositiveSmallIntegerField("résolution de problèmes")
    logiciels = models.PositiveSmallIntegerField("logiciels")
    securite = models.PositiveSmallIntegerField("sécurité")
    barriers = TermsField("freins", terms=KeptBarrier)
    helped = models.BooleanField("avec un aidant", default=False)

    class Meta:
        verbose_name = "réponse anonyme au point de départ"
        constraints = [
            models.CheckConstraint(
                name="orientation_level_scores_go_from_0_to_2",
                condition=Q(**{f"{domain}__lte": 2 for domain in DOMAINS}),
            )
        ]

    @property
    def score(self) -> Score:
        """Profile and definitions follow from the five levels."""
        levels = {domain: getattr(self, domain) for domain in DOMAINS}
        return Score(levels=levels, user=self.user, helped=0, lost=0)
