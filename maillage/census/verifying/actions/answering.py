"""Hearing the answer: still true, corrected, closed. One transaction a place; who said it, by which channel, when."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.census.models import ErrorReport, Request, RequestedPlace, Verification
from maillage.census.proposals import actions as proposals
from maillage.census.verifying.actions.doubting import trust_again
from maillage.census.verifying.queries import doubted_since, open_lines_of
from maillage.census.verifying.showing import filled_columns
from maillage.core.events import tell
from maillage.places import actions as places
from maillage.places.enums import EventKind, LifeCycle
from maillage.places.models import Place, Source

WORD = "parole-de-la-structure"  # the source of what holders say; docs/decisions/0023


@transaction.atomic
def confirm(
    place: Place,
    *,
    channel: str,
    by: User | None = None,
    request: Request | None = None,
    at: datetime | None = None,
    columns: Iterable[str] | None = None,
    corrected: bool = False,
) -> Verification:
    """These columns are true (all that the page says, unless told). `at`: when it was said, for a word by phone."""
    at = at or timezone.now()
    place = _locked(place)
    whole = columns is None
    known = filled_columns(place) if whole else [*columns]
    heard = Verification.objects.create(
        place=place, columns=known, channel=channel, by=by, request=request, at=at, on_behalf_of=place.organisation
    )
    _trust(place, [*known, *place.contested] if whole else known, at, by, corrected)
    if whole:
        _stamp(place, at, by)
    _answer_lines(place, at, whole)
    return heard


@transaction.atomic
def correct(
    place: Place,
    columns: dict,
    *,
    channel: str,
    by: User | None = None,
    request: Request | None = None,
    at: datetime | None = None,
    rows: Iterable[str] = (),
    rest_is_right: bool = True,
) -> Verification:
    """The holder's word is written at once, with its own origin; the history can take it back."""
    place = _locked(place)
    changed = {*places.difference(place, columns), *rows}
    if changed:
        told = {name: value for name, value in columns.items() if name in changed}
        today = timezone.localdate()
        places.update(place, columns={**told, "date_maj": today}, source=holders_word(), date=today, by=by)
        if request is not None:
            tell("corrected by link", request, by=by, place=place.pk, columns=sorted(changed))
    only = None if rest_is_right else sorted(changed)
    return confirm(place, channel=channel, by=by, request=request, at=at, columns=only, corrected=bool(changed))


@transaction.atomic
def confirm_all(lines: Iterable[RequestedPlace], *, channel: str, by: User | None = None, request: Request) -> None:
    for line in lines:
        confirm(line.place, channel=channel, by=by, request=request)


@transaction.atomic
def hear(
    form, *, channel: str, by: User | None = None, request: Request | None = None, at: datetime | None = None
) -> None:
    """What a form of corrections says: written for the most part; what a human must read is proposed."""
    place, rest, note = form.place, form.cleaned_data["rest_is_right"], form.cleaned_data["note"]
    if form.rows:
        today = timezone.localdate()
        places.put_rows(place, rows=form.rows, source=holders_word(), date=today, by=by)
    if form.to_be_read or note:
        proposals.propose(place, changes=form.to_be_read, note=note, channel=channel, by=by)
    if form.changes or form.rows or rest:
        rows = [*form.rows]
        correct(place, form.changes, rows=rows, channel=channel, by=by, request=request, at=at, rest_is_right=rest)


@transaction.atomic
def propose(form, *, channel: str, by: User) -> None:
    """The same from one who may not write: changes wait, what they read and left alone is confirmed."""
    place, told = form.place, {**form.changes, **form.rows, **form.to_be_read}
    if told or form.cleaned_data["note"]:
        proposals.propose(place, changes=told, note=form.cleaned_data["note"], channel=channel, by=by)
    if form.cleaned_data["rest_is_right"]:
        columns = None if not told else [name for name in filled_columns(place) if name not in told]
        confirm(place, channel=channel, by=by, columns=columns)


@transaction.atomic
def close(place: Place, *, for_good: bool, channel: str, by: User | None = None, request: Request | None = None):
    """Shut at once for those who would come; that it is for good waits for the coordinator."""
    heard = correct(place, {"life_cycle": LifeCycle.PAUSED}, channel=channel, by=by, request=request)
    if for_good:
        note = _("La structure dit que ce lieu a fermé définitivement.")
        proposals.propose(heard.place, changes={"life_cycle": LifeCycle.CLOSED}, channel=channel, by=by, note=note)
    return heard


def _locked(place: Place) -> Place:
    """As it is now, and nobody else's until the end of the transaction."""
    return Place.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=place.pk)


def holders_word() -> Source:
    return Source.objects.get_or_create(slug=WORD, defaults={"nom": "Parole de la structure"})[0]


def _trust(place: Place, columns: list[str], at: datetime, by: User | None, corrected: bool) -> None:
    """Doubts told before this word are lifted, their reports answered; younger ones stay."""
    outcome = _("La structure a corrigé la page.") if corrected else _("La structure a confirmé que c'est exact.")
    for report in ErrorReport.objects.filter(place=place, handled_at=None, at__lte=at):
        if {*report.columns} <= {*columns} and report.columns:
            proposals.settle(report, by=by, outcome=outcome, was_right=not corrected)
    trust_again(place, [one for one in columns if one not in doubted_since(place, at)], by=by)


def _stamp(place: Place, at: datetime, by: User | None) -> None:
    """« Vérifié le … par … » on the public page, unless somebody said so later already."""
    day = timezone.localdate(at)
    if place.verified_on and place.verified_on > day:
        return
    before = {"verified_on": place.verified_on, "verified_by": place.verified_by}
    place.verified_on, place.verified_by = day, place.organisation.nom if place.organisation else ""
    place.save(update_fields=["verified_on", "verified_by"])
    changes = {name: [places.plain(value), places.plain(getattr(place, name))] for name, value in before.items()}
    place.events.create(kind=EventKind.VERIFIED, by=by, changes=changes)


def _answer_lines(place: Place, at: datetime, whole: bool) -> None:
    """Every open question about this place, whatever the channel of the answer, if it was asked before."""
    asked = open_lines_of(place).filter(request__at__date__lte=timezone.localdate(at)).select_related("request")
    for line in asked:
        if whole:
            line.answered_at = timezone.now()
            line.save(update_fields=["answered_at"])
        _advance(line.request)


def _advance(request: Request) -> None:
    now = timezone.now()
    request.started_at = request.started_at or now
    if not RequestedPlace.objects.filter(request=request, answered_at=None).exists():
        request.done_at = now
    request.save(update_fields=["started_at", "done_at"])
