"""Deciding of a pair: one place, two places, or one hosted at the other. Each verb is one transaction, told, undone."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from maillage.census.duplicates import owners, records
from maillage.census.duplicates.choosing import BLANK, COMPLETED, POSITION, Choice, Side, choices, united
from maillage.census.models import MatchDecision, Merge
from maillage.census.proposals.actions import as_column
from maillage.core.events import tell
from maillage.network import rules
from maillage.network.rules import Actor
from maillage.places import actions as places
from maillage.places.columns import LOCAL_ROWS
from maillage.places.models import Place

COLUMNS = [
    field.name
    for field in Place._meta.concrete_fields
    if field.editable and field.name not in ("slug", "zones", "created_at", "revision")
]
ROWS = [name for name in LOCAL_ROWS if name != "offers"]  # an action is a thing of its own: it moves
Verdict = MatchDecision.Verdict


class NotPossible(Exception):
    """One of the two is merged already, or something was merged since: the pair is looked at again."""


def differences(kept: Place, gone: Place) -> list[Choice]:
    """What the two records say differently, lists of devices and others included."""
    return choices([*COLUMNS, *ROWS], _values(kept), _values(gone), (owners.of(kept), owners.of(gone)))


def _values(place: Place) -> dict[str, Any]:
    columns = {name: places.plain(getattr(place, name)) for name in COLUMNS}
    return columns | {name: places.told_rows(place, name) for name in ROWS}


@transaction.atomic
def merge(kept: Place, gone: Place, *, chosen: Mapping[str, str], actor: Actor, score: float = 0) -> Merge:
    """`gone` becomes part of `kept`. `chosen`: key of a choice → side; what is not chosen follows the proposal."""
    kept, gone = _locked(kept, gone, actor)
    before = _owned(kept)
    wanted = _wanted(kept, gone, chosen)
    theirs = owners.of(gone)
    written = _write(kept, wanted, theirs, actor)
    moved = records.follow(gone, kept)
    made = Merge.objects.create(kept=kept, gone=gone, by=actor.user)
    decision = _decide(kept, gone, Verdict.SAME, actor, score, merge=made)
    made.before = {"written": written, "owners": before, "moved": moved, "decision": decision}
    made.save(update_fields=["before"])
    _lead(gone, kept, actor)
    kept.save()  # what it is found by follows the actions that came
    tell("merged", made, by=actor.user, kept=kept.pk, gone=gone.pk)
    return made


def _lead(gone: Place, kept: Place | None, actor: Actor) -> None:
    """It is a decision, not a fact somebody gave: it has an event, no origin."""
    places.update(gone, columns={"merged_into": kept}, by=actor.user)
    owners.write(gone, {"merged_into": None})


def _locked(one: Place, other: Place, actor: Actor) -> tuple[Place, Place]:
    if not rules.coordinates(actor):
        raise PermissionDenied
    found = {place.pk: place for place in Place.objects.select_for_update().filter(pk__in=[one.pk, other.pk])}
    if len(found) < 2 or any(place.merged_into_id for place in found.values()):
        raise NotPossible
    return found[one.pk], found[other.pk]


def _owned(place: Place) -> dict[str, list]:
    return {column: owners.told(owner) for column, owner in owners.of(place).items()}


def _wanted(kept: Place, gone: Place, chosen: Mapping[str, str]) -> dict[str, Any]:
    """Column or list → the value it takes, where it changes."""
    mine, theirs = _values(kept), _values(gone)
    wanted: dict[str, Any] = {}
    for choice in differences(kept, gone):
        side = chosen.get(choice.key, choice.side)
        if side == Side.GONE:
            wanted |= {column: theirs[column] for column in choice.columns}
        elif side == Side.BOTH and choice.why == COMPLETED:
            wanted |= {column: theirs[column] for column in choice.columns if mine[column] in BLANK}
        elif side == Side.BOTH and choice.listed:
            wanted |= {column: _both(mine[column], theirs[column]) for column in choice.columns}
    names = [gone.nom] if gone.nom and gone.nom != kept.nom else []
    if aliases := [name for name in united([*kept.aliases], [*gone.aliases, *names]) if name != wanted.get("nom")]:
        wanted["aliases"] = united(aliases, [kept.nom] if wanted.get("nom") else [])
    wanted["date_maj"] = max(filter(None, (mine["date_maj"], theirs["date_maj"])), default=None)
    wanted["contested"] = united([*kept.contested], [*gone.contested])
    if wanted.get("hosted_at", mine["hosted_at"]) in (kept.pk, gone.pk):  # nobody is hosted at oneself
        wanted["hosted_at"] = None
    return {name: value for name, value in wanted.items() if mine.get(name) != value}


def _both(mine: list, theirs: list) -> list:
    if mine and isinstance(mine[0], dict):
        return [*mine, *(row for row in theirs if row not in mine)]
    return united(mine, theirs)


def _write(kept: Place, wanted: dict[str, Any], theirs: dict, actor: Actor) -> dict[str, list]:
    """The values, each with the origin it had; {name: [before, after]}."""
    before = _values(kept)
    rows = {name: _distinct(name, value) for name, value in wanted.items() if name in ROWS}
    columns = {name: as_column(name, value) for name, value in wanted.items() if name not in ROWS}
    places.update(kept, columns=columns, date=timezone.localdate(), by=actor.user)
    places.put_rows(kept, rows=rows, date=timezone.localdate(), by=actor.user)
    owners.write(kept, {name: theirs[name] for name in wanted if name in theirs and wanted[name] not in BLANK})
    after = _values(kept)
    return {name: [before[name], after[name]] for name in wanted if before[name] != after[name]}


_ONE_OF_A_KIND = {"equipment": "kind", "staff": "role", "labels": "nom"}


def _distinct(name: str, rows: list[dict]) -> list[dict]:
    """Of two rows of one kind, the first: its table holds one."""
    if name not in _ONE_OF_A_KIND:
        return rows
    found: dict[str, dict] = {}
    for row in rows:
        found.setdefault(row[_ONE_OF_A_KIND[name]], row)
    return list(found.values())


# -- taking it back


@transaction.atomic
def undo(made: Merge, *, actor: Actor) -> None:
    """The two records are two again; what was written on the kept one since stays there. NotPossible if it went on."""
    if not rules.coordinates(actor):
        raise PermissionDenied
    made = Merge.objects.select_for_update().get(pk=made.pk)
    found = {one.pk: one for one in Place.objects.select_for_update().filter(pk__in=[made.kept_id, made.gone_id])}
    kept, gone = found[made.kept_id], found[made.gone_id]
    if made.undone_at or gone.merged_into_id != kept.pk or kept.merged_into_id:
        raise NotPossible
    _lead(gone, None, actor)
    _restore(kept, made.before, actor)
    records.send_back(made.before["moved"], kept, gone)
    for place in (kept, gone):
        place.save()
    _forget(kept, gone, made.before["decision"], actor)
    made.undone_at, made.undone_by = timezone.now(), actor.user
    made.save(update_fields=["undone_at", "undone_by"])
    tell("unmerged", made, by=actor.user, kept=kept.pk, gone=gone.pk)


def _restore(kept: Place, before: dict[str, Any], actor: Actor) -> None:
    now = _values(kept)
    back = {name: was for name, (was, became) in before["written"].items() if now[name] == became}
    if not back.keys() >= {*POSITION} & {*before["written"]}:  # half a position is no position
        back = {name: value for name, value in back.items() if name not in POSITION}
    today: date = timezone.localdate()
    columns = {name: as_column(name, value) for name, value in back.items() if name not in ROWS}
    places.update(kept, columns=columns, date=today, by=actor.user)
    places.put_rows(kept, rows={n: v for n, v in back.items() if n in ROWS}, date=today, by=actor.user)
    owners.write(kept, {name: owners.untold(before["owners"].get(name)) for name in back})


# -- the other decisions


@transaction.atomic
def tell_apart(one: Place, other: Place, *, actor: Actor, score: float = 0) -> MatchDecision:
    """Two places: never proposed again."""
    one, other = _locked(one, other, actor)
    _decide(one, other, Verdict.DIFFERENT, actor, score)
    decision = _decision(one, other)
    tell("told_apart", decision, by=actor.user, first=decision.first_id, second=decision.second_id)
    return decision


@transaction.atomic
def host(guest: Place, at: Place, *, actor: Actor, score: float = 0) -> MatchDecision:
    """One is hosted at the other: both stay, and the guest's page says where it is. NotPossible in a circle."""
    guest, at = _locked(guest, at, actor)
    if at.hosted_at_id == guest.pk:
        places.update(at, columns={"hosted_at": None}, by=actor.user)
    places.update(guest, columns={"hosted_at": at}, date=timezone.localdate(), by=actor.user)
    _decide(guest, at, Verdict.HOSTED, actor, score)
    decision = _decision(guest, at)
    tell("hosted", decision, by=actor.user, guest=guest.pk, host=at.pk)
    return decision


@transaction.atomic
def reconsider(decision: MatchDecision, *, actor: Actor) -> None:
    """The pair is open again; a merge is undone, a guest is no longer one."""
    if not rules.coordinates(actor):
        raise PermissionDenied
    if decision.verdict == Verdict.SAME:
        if decision.merge is None:
            raise NotPossible
        return undo(decision.merge, actor=actor)
    if decision.verdict == Verdict.HOSTED:
        for guest, at in ((decision.first, decision.second), (decision.second, decision.first)):
            if guest.hosted_at_id == at.pk:
                places.update(guest, columns={"hosted_at": None}, by=actor.user)
    tell("reconsidered", decision, by=actor.user, first=decision.first_id, second=decision.second_id)
    decision.delete()
    return None


def _pair(one: Place, other: Place) -> dict[str, Place]:
    first, second = sorted((one, other), key=lambda place: place.pk)
    return {"first": first, "second": second}


def _decision(one: Place, other: Place) -> MatchDecision | None:
    return MatchDecision.objects.filter(**_pair(one, other)).first()


def _decide(one: Place, other: Place, verdict: str, actor: Actor, score: float, merge: Merge | None = None):
    """Says what was decided before, so that taking it back finds it again."""
    before = _decision(one, other)
    values = {"verdict": verdict, "score": score, "merge": merge, "by": actor.user, "at": timezone.now()}
    MatchDecision.objects.update_or_create(**_pair(one, other), defaults=values)
    return None if before is None else {"verdict": before.verdict, "score": before.score}


def _forget(one: Place, other: Place, before: dict | None, actor: Actor) -> None:
    if before is None:
        MatchDecision.objects.filter(**_pair(one, other)).delete()
    else:
        _decide(one, other, before["verdict"], actor, before["score"])
