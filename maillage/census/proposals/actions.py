"""Proposing, deciding, reporting: each verb is one transaction and leaves an event."""

from datetime import date as Date
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.census.models import Channel, ErrorReport, Feedback, Proposal
from maillage.census.proposals.doubts import DOUBTED
from maillage.census.proposals.queries import differences
from maillage.census.verifying.actions import doubt, trust_again
from maillage.core import outbox
from maillage.core.events import tell
from maillage.places import actions as places
from maillage.places.columns import ROW_COLUMNS
from maillage.places.models import Place, Source

WAITING = Proposal.Status.WAITING


class Decided(Exception):
    """Somebody decided of it before."""


@transaction.atomic
def propose(
    place: Place,
    *,
    changes: dict[str, Any],
    channel: str,
    by: User | None = None,
    note: str = "",
    email: str = "",
    source: Source | None = None,
    date: Date | None = None,
) -> Proposal | None:
    """`changes`: column → the value it should have, lists of rows included. None when nothing differs and no note."""
    told = differences(place, changes)
    if not told and not note:
        return None
    same = Proposal.objects.filter(place=place, changes=told, note=note, status=WAITING).first()
    if same:
        return same
    proposal = Proposal.objects.create(
        place=place, changes=told, channel=channel, by=by, note=note, email=email, source=source, date=date
    )
    tell("proposed", proposal, by=by, place=place.pk, columns=sorted(told))
    return proposal


@transaction.atomic
def accept(proposal: Proposal, *, by: User, amended: dict[str, Any] | None = None, answer: str = "") -> None:
    """Write it as a human decision. `amended` replaces some of the proposed values. Raises Decided."""
    proposal = _open(proposal)
    wanted = {name: after for name, (_, after) in proposal.changes.items()} | (amended or {})
    columns = {name: as_column(name, value) for name, value in wanted.items() if name not in ROW_COLUMNS}
    rows = {name: value for name, value in wanted.items() if name in ROW_COLUMNS}
    place = proposal.place
    today = timezone.localdate()
    places.update(place, columns={**columns, "date_maj": today}, source=proposal.source, date=today, by=by)
    places.put_rows(place, rows=rows, source=proposal.source, date=today, by=by)
    trust_again(place, sorted(wanted), by=by)
    changed = any(proposal.changes.get(name, [None, None])[1] != places.plain(value) for name, value in columns.items())
    status = Proposal.Status.AMENDED if amended and changed else Proposal.Status.ACCEPTED
    _decide(proposal, status, by, answer)


@transaction.atomic
def refuse(proposal: Proposal, *, by: User, answer: str) -> None:
    """The record stays as it is; who proposed reads why. Raises Decided."""
    _decide(_open(proposal), Proposal.Status.REFUSED, by, answer)


def _open(proposal: Proposal) -> Proposal:
    found = Proposal.objects.select_for_update(of=("self",)).select_related("place", "source").get(pk=proposal.pk)
    if found.status != WAITING:
        raise Decided
    return found


def _decide(proposal: Proposal, status: str, by: User, answer: str) -> None:
    if proposal.email:
        context = {"place": proposal.place, "accepted": status != Proposal.Status.REFUSED, "answer": answer}
        outbox.post(
            key=f"proposal-{proposal.pk}", to=proposal.email, template="census/proposals/mail/answer", context=context
        )
    proposal.status, proposal.decided_by, proposal.decided_at = status, by, timezone.now()
    proposal.answer, proposal.email = answer, ""
    proposal.save()
    tell(str(Proposal.Status(status).name).lower(), proposal, by=by, place=proposal.place_id)


def as_column(name: str, value: Any) -> Any:
    """A value kept as JSON, as the place's column holds it. ValidationError when it cannot."""
    field = Place._meta.get_field(name)
    if field.is_relation:
        return field.related_model.objects.filter(pk=value).first() if value else None
    return field.clean(value, None) if value not in (None, "", []) else field.get_default()


@transaction.atomic
def report(place: Place, *, kind: str, channel: str = Channel.PUBLIC, by: User | None = None) -> ErrorReport:
    """Something was not as written: what it names is contested until somebody who knows answers."""
    columns = [*DOUBTED[kind]]
    found = ErrorReport.objects.create(place=place, kind=kind, columns=columns, channel=channel, by=by)
    tell("reported", found, by=by, place=place.pk, kind=kind)
    doubt(place, columns, why=found.get_kind_display(), by=by)
    return found


@transaction.atomic
def add_details(report: ErrorReport, *, text: str, email: str, by: User | None = None) -> None:
    """What they add after the first tap, while the report is open."""
    report.text, report.email = text, email
    report.save(update_fields=["text", "email"])
    tell("detailed", report, by=by, place=report.place_id)


@transaction.atomic
def settle(report: ErrorReport, *, by: User, outcome: str, was_right: bool) -> None:
    """The report is answered. When the record was right, its columns are trusted again; corrected ones too."""
    found = ErrorReport.objects.select_for_update().select_related("place").get(pk=report.pk)
    if found.handled_at:
        raise Decided
    if found.email:
        context = {"place": found.place, "was_right": was_right, "answer": outcome}
        outbox.post(key=f"report-{found.pk}", to=found.email, template="census/proposals/mail/report", context=context)
    found.handled_at, found.handled_by, found.outcome, found.email = timezone.now(), by, outcome, ""
    found.save()
    trust_again(found.place, found.columns, by=by)
    tell("settled", found, by=by, place=found.place_id, was_right=was_right)


@transaction.atomic
def tell_feedback(*, page: str, found: bool, place: Place | None = None) -> Feedback:
    """One tap under a page. No event: the row is nobody's and says all there is."""
    return Feedback.objects.create(page=page[:300], found=found, place=place)


@transaction.atomic
def add_words(feedback: Feedback, *, text: str) -> None:
    feedback.text = text[:500]
    feedback.save(update_fields=["text"])
