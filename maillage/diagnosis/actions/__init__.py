"""Verbs that write the diagnosis: one transaction each, an event, by whom."""

from maillage.diagnosis.actions.gaps import (
    NoEvidence,
    Over,
    act,
    add_evidence,
    card_evidence,
    close,
    count_public,
    from_card,
    note_need,
    open_gap,
    progress,
    reopen,
    show,
    take,
)
from maillage.diagnosis.actions.publishing import publish
from maillage.diagnosis.actions.snapshots import take as take_snapshot
from maillage.diagnosis.actions.snapshots import weekly as weekly_snapshot

__all__ = [
    "NoEvidence", "Over", "act", "add_evidence", "card_evidence", "close", "count_public", "from_card", "note_need",
    "open_gap", "progress", "publish", "reopen", "show", "take", "take_snapshot", "weekly_snapshot",
]  # fmt: skip
