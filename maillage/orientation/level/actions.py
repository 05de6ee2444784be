"""What the level check writes: one anonymous row, and only when the person says yes."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from maillage.orientation.level.barriers import NEVER_KEPT, barriers
from maillage.orientation.level.codes import Sitting
from maillage.orientation.level.scoring import score
from maillage.orientation.level_models import LevelAnswer
from maillage.territory.models import Zone


@transaction.atomic
def keep(sitting: Sitting, *, submission: UUID, zone: Zone | None = None) -> LevelAnswer:
    """Scores and barriers of this month; the adaptation one needs (health) is left out."""
    answers = sitting.counted()
    reached = score(answers)
    row, _ = LevelAnswer.objects.get_or_create(
        submission=submission,
        defaults={
            "month": timezone.localdate().strftime("%Y-%m"),
            "zone": zone.code if zone else "",
            "need": answers.get("N0", ""),
            "user": reached.user,
            **reached.levels,
            "barriers": [barrier.value for barrier in barriers(answers) if barrier != NEVER_KEPT],
            "helped": sitting.helped,
        },
    )
    return row
