"""Changing a place: at once for who answers for it, as a proposal for who contributes. One transaction each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from maillage.census.editing.revisions import ChangedMeanwhile, Conflict, revision, settled
from maillage.census.models import Channel, Proposal
from maillage.census.proposals.actions import propose
from maillage.census.verifying.actions import trust_again
from maillage.network import rules
from maillage.network.rules import Actor
from maillage.places import actions as places
from maillage.places import weekly
from maillage.places.columns import ROW_MODELS
from maillage.places.models import Place, PlaceEvent
from maillage.places.weekly import Closure

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Saved:
    """What came of it: an event that can be undone, a proposal that waits, or nothing since nothing differs."""

    event: PlaceEvent | None = None
    proposal: Proposal | None = None


@transaction.atomic
def save_columns(place: Place, *, columns: dict[str, Any], seen: Mapping[str, str], actor: Actor) -> Saved:
    """Raises ChangedMeanwhile when somebody else wrote the same column since the form was opened."""
    place = locked(place)
    now = {name: places.plain(getattr(place, name)) for name in columns}
    mine = {name: places.plain(value) for name, value in columns.items()}
    touched = settled(now, mine, seen)
    return write(place, {name: columns[name] for name in touched}, actor)


@transaction.atomic
def save_usual_hours(place: Place, *, written: str, seen: str, actor: Actor) -> Saved:
    """The week, or OpenStreetMap's own words; closures with dates stay, past ones go."""
    place = locked(place)
    now = weekly.usual(place.horaires)
    settled({"horaires": now}, {"horaires": written}, {"horaires": seen})
    if written == now or revision(written) == seen:
        return Saved()
    return _write_hours(place, written, weekly.closures(place.horaires), actor)


@transaction.atomic
def close_between(place: Place, *, closure: Closure, actor: Actor) -> Saved:
    place = locked(place)
    return _write_hours(place, place.horaires, [*weekly.closures(place.horaires), closure], actor)


@transaction.atomic
def open_again(place: Place, *, closure: Closure, actor: Actor) -> Saved:
    """This closure is no longer planned."""
    place = locked(place)
    left = [one for one in weekly.closures(place.horaires) if one != closure]
    return _write_hours(place, place.horaires, left, actor)


def _write_hours(place: Place, horaires: str, closures: list[Closure], actor: Actor) -> Saved:
    written = weekly.with_closures(horaires, closures, timezone.localdate())
    return Saved() if written == place.horaires else write(place, {"horaires": written}, actor)


@transaction.atomic
def change_rows(place: Place, *, name: str, change: Callable[[Rows], Rows], actor: Actor) -> Saved:
    """`change` takes the list as it stands and gives the list as it should be; it may raise ChangedMeanwhile."""
    place = locked(place)
    before = places.told_rows(place, name)
    after = places.told(change([dict(row) for row in before]), name)
    return Saved() if after == before else write(place, {name: after}, actor)


def with_row(rows: Rows, *, name: str, seen: str, row: dict[str, Any]) -> Rows:
    """The row somebody saw gives way to another. Raises ChangedMeanwhile when it is not there as they saw it."""
    left = [one for one in rows if revision([one]) != seen]
    if len(left) == len(rows):
        alike = [one for one in rows if one.get("nom") == row.get("nom")]
        raise ChangedMeanwhile([Conflict(name, alike, [row])])
    return [*left, row]


def without_row(rows: Rows, *, seen: str) -> Rows:
    """The row somebody saw is no more; when it is not there as they saw it, nothing goes."""
    return [one for one in rows if revision([one]) != seen]


@transaction.atomic
def create_place(*, columns: dict[str, Any], actor: Actor) -> Place:
    """A place nobody knew of, written by who answers for its structure."""
    place = Place(**columns)
    if not rules.edit_place(actor, place):
        raise PermissionDenied
    today = timezone.localdate()
    return places.create(
        id=f"local-{uuid4().hex[:12]}", columns={**columns, "date_maj": today}, date=today, by=actor.user
    )


def locked(place: Place) -> Place:
    """As it stands, while nobody else may write it."""
    return Place.objects.select_for_update().get(pk=place.pk)


def write(place: Place, changes: dict[str, Any], actor: Actor) -> Saved:
    """Columns and lists of a locked place; nothing when nothing is to change."""
    if not changes:
        return Saved()
    if rules.edit_place(actor, place):
        return Saved(event=_write_now(place, changes, actor))
    if rules.verify_place(actor, place):
        return Saved(proposal=propose(place, changes=changes, channel=Channel.MEMBER, by=actor.user))
    raise PermissionDenied


def _write_now(place: Place, changes: dict[str, Any], actor: Actor) -> PlaceEvent | None:
    today = timezone.localdate()
    columns = {name: value for name, value in changes.items() if name not in ROW_MODELS}
    rows = {name: value for name, value in changes.items() if name in ROW_MODELS}
    if columns:
        event = places.update(place, columns={"date_maj": today, **columns}, date=today, by=actor.user)
    else:
        place.date_maj = today
        event = places.put_rows(place, rows=rows, date=today, by=actor.user)
        places.set_origin(place, ["date_maj"], date=today, by=actor.user)
    trust_again(place, sorted(changes), by=actor.user)
    return event
