"""Needs, gaps, actions, and what was true when. No person anywhere."""

from maillage.diagnosis.models.gaps import Evidence, Gap, PlanAction
from maillage.diagnosis.models.needs import NeedRecord, PublicCount, TargetPublic
from maillage.diagnosis.models.publications import Publication
from maillage.diagnosis.models.time import Snapshot

__all__ = [
    "Evidence", "Gap", "NeedRecord", "PlanAction", "PublicCount", "Publication", "Snapshot", "TargetPublic",
]  # fmt: skip
