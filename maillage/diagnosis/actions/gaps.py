"""The life of a gap: opened with evidence, taken, acted upon, closed with a word. Each step is an event."""

import re
from datetime import date

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.diagnosis.enums import OVER, ActionStatus, EvidenceKind, GapStatus
from maillage.diagnosis.models import Evidence, Gap, NeedRecord, PlanAction, PublicCount
from maillage.network.models import Organisation
from maillage.workshops.actions import card_became
from maillage.workshops.models import Card, CardBecame


class NoEvidence(ValueError):
    """A gap without evidence is an opinion: it is not opened, and not shown."""


class Over(ValueError):
    """It is closed: open it again first."""


@transaction.atomic
def open_gap(gap: Gap, evidence: list[Evidence], *, by: User | None, publics=()) -> Gap:
    """`gap` and `evidence` are not written yet. Raises NoEvidence."""
    if not evidence:
        raise NoEvidence
    gap.save()
    gap.publics.set(publics)
    for one in evidence:
        one.gap = gap
        one.save()
    tell("opened", gap, by=by, evidence=len(evidence))
    return gap


@transaction.atomic
def from_card(card: Card, *, by: User | None, title: str = "", zone=None) -> Gap:
    """A card of what is missing becomes a gap, once; the card says so."""
    known = Evidence.objects.filter(ref=_ref(card)).select_related("gap").first()
    if known:
        return known.gap
    gap = Gap(
        title=title or titled(card.text), service=card.theme, zone=zone or card.zone, reference=card.reference,
        opened_on=card.board.meeting.day,
    )  # fmt: skip
    open_gap(gap, [card_evidence(card)], by=by)
    card_became(card, CardBecame.Kind.GAP, gap.pk, by=by)
    return gap


def titled(text: str) -> str:
    """A card's words as a title; the evidence keeps them as they were written."""
    words = re.sub(r"\^\{(.*?)\}", r"\1", text.strip(" \n→•-"))
    return " ".join(words.split())[:300]


def card_evidence(card: Card) -> Evidence:
    return Evidence(
        kind=EvidenceKind.CARD, text=card.text, source=str(card.board.meeting), organisation=card.organisation,
        ref=_ref(card), day=card.board.meeting.day,
    )  # fmt: skip


def _ref(card: Card) -> str:
    return f"workshops.card {card.pk}"


@transaction.atomic
def add_evidence(gap: Gap, evidence: Evidence, *, by: User | None) -> Evidence:
    """The same piece (`ref`) is not added twice."""
    known = gap.evidence.filter(ref=evidence.ref).first() if evidence.ref else None
    if known:
        return known
    evidence.gap = gap
    evidence.save()
    tell("evidenced", gap, by=by, kind=evidence.kind)
    return evidence


@transaction.atomic
def show(gap: Gap, *, by: User | None, shown: bool = True) -> Gap:
    """Seen by everyone, or by members only."""
    gap = _lock(gap)
    if shown and not gap.evidence.exists():
        raise NoEvidence
    return _write(gap, "published" if shown else "withdrawn", by, published=shown)


@transaction.atomic
def take(gap: Gap, owner: Organisation, *, by: User | None, due: date | None = None) -> Gap:
    """Somebody looks after it."""
    gap = _alive(gap)
    status = GapStatus.ACTING if gap.actions.exclude(status=ActionStatus.DROPPED).exists() else GapStatus.TAKEN
    return _write(gap, "taken", by, owner=owner, due=due or gap.due, status=status)


@transaction.atomic
def act(gap: Gap | None, action: PlanAction, *, by: User | None) -> PlanAction:
    """One more action of the plan; who acts looks after the gap when nobody did."""
    gap = _alive(gap) if gap else None
    action.by = by
    action.save()
    tell("planned", action, by=by)
    if gap:
        action.gaps.add(gap)
        owner = gap.owner or action.organisation
        if owner:
            _write(gap, "acted upon", by, owner=owner, status=GapStatus.ACTING)
    return action


@transaction.atomic
def progress(action: PlanAction, status: str, *, by: User | None, **told) -> PlanAction:
    """How an action goes, and what worked or did not (`strengths`, `weaknesses`, `offer`…)."""
    action = PlanAction.objects.select_for_update().get(pk=action.pk)
    told |= {"status": ActionStatus(status), "done_on": None}
    if status == ActionStatus.DONE:
        told["done_on"] = action.done_on or timezone.localdate()
    for name, value in told.items():
        setattr(action, name, value)
    action.save(update_fields=list(told))
    tell("progressed", action, by=by, status=status)
    return action


@transaction.atomic
def close(gap: Gap, ending: str, *, by: User | None, status: str = GapStatus.CLOSED) -> Gap:
    """How it was filled, or why it is put aside: a word is asked."""
    if status not in OVER or not ending.strip():
        raise ValueError("ending")
    return _write(_alive(gap), "closed", by, status=status, ending=ending.strip(), closed_on=timezone.localdate())


@transaction.atomic
def reopen(gap: Gap, *, by: User | None) -> Gap:
    gap = _lock(gap)
    status = GapStatus.TAKEN if gap.owner_id else GapStatus.OPEN
    return _write(gap, "reopened", by, status=status, ending="", closed_on=None)


@transaction.atomic
def note_need(need: NeedRecord, *, by: User | None, publics=(), card: Card | None = None) -> NeedRecord:
    """A need in the network's words, with its source."""
    need.card = card.pk if card else None
    need.save()
    need.publics.set(publics)
    tell("noted", need, by=by, family=need.family)
    if card:
        card_became(card, CardBecame.Kind.NEED, need.pk, by=by)
    return need


@transaction.atomic
def count_public(row: PublicCount, *, by: User | None) -> PublicCount:
    """One more number of a public; older ones stay, with their date."""
    row.save()
    tell("counted", row, by=by, public=row.public_id, count=row.count)
    return row


def _lock(gap: Gap) -> Gap:
    return Gap.objects.select_for_update(of=("self",)).select_related("owner").get(pk=gap.pk)


def _alive(gap: Gap) -> Gap:
    gap = _lock(gap)
    if gap.status in OVER:
        raise Over
    return gap


def _write(gap: Gap, verb: str, by: User | None, **columns) -> Gap:
    for name, value in columns.items():
        setattr(gap, name, value)
    gap.save(update_fields=list(columns))
    tell(verb, gap, by=by, status=str(gap.status))
    return gap
