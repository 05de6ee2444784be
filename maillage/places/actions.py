"""Writing about places: every verb is one transaction, tells where each fact comes from, and leaves an event."""

from datetime import date as Date

from django.db import transaction

from maillage.accounts.models import User
from maillage.places.enums import EventKind, LifeCycle
from maillage.places.models import FieldOrigin, Place, PlaceEvent, Source
from maillage.places.origins import reassign


@transaction.atomic
def create(
    *, id: str, columns: dict, source: Source | None = None, date: Date | None = None, by: User | None = None
) -> Place:
    """A new place. `columns` maps national or local columns to clean values."""
    place = Place(id=id, **columns)
    place.save(force_insert=True)
    filled = [name for name, value in columns.items() if value not in (None, "", [])]
    set_origin(place, filled, source=source, date=date, by=by)
    place.events.create(
        kind=EventKind.CREATED, source=source, by=by, changes={name: [None, plain(columns[name])] for name in filled}
    )
    return place


@transaction.atomic
def update(
    place: Place, *, columns: dict, source: Source | None = None, date: Date | None = None, by: User | None = None
) -> PlaceEvent | None:
    """Write the columns that differ; None (and nothing written) when none does."""
    changes = difference(place, columns)
    if not changes:
        return None
    for name in changes:
        setattr(place, name, columns[name])
    place.save()
    set_origin(place, changes, source=source, date=date, by=by)
    return place.events.create(kind=event_kind(changes), source=source, by=by, changes=changes)


def difference(place: Place, columns: dict) -> dict[str, list]:
    """{column: [before, after]} for the columns that would change, as JSON can hold them."""
    return {
        name: [plain(getattr(place, name)), plain(value)]
        for name, value in columns.items()
        if plain(getattr(place, name)) != plain(value)
    }


def event_kind(changes: dict) -> EventKind:
    if changes.get("life_cycle", [None, None])[1] == LifeCycle.CLOSED:
        return EventKind.CLOSED
    if changes.keys() & {"adresse", "latitude", "longitude"}:
        return EventKind.MOVED
    return EventKind.UPDATED


def set_origin(place: Place, columns, *, source=None, date=None, by=None) -> None:
    """These columns now come from there; inside the caller's transaction."""
    key = (source.pk if source else None, date, by.pk if by else None)
    current = {(row.source_id, row.date, row.by_id): row for row in place.origins.all()}
    wanted = reassign({other: row.columns for other, row in current.items()}, columns, key)
    for other, row in current.items():
        if other not in wanted:
            row.delete()
    for other, names in wanted.items():
        if other not in current:
            source_id, day, by_id = other
            FieldOrigin.objects.create(place=place, columns=names, source_id=source_id, date=day, by_id=by_id)
        elif list(current[other].columns) != names:
            current[other].columns = names
            current[other].save()


def plain(value):
    """A value as JSON holds it: dates as text, rows as their key."""
    if isinstance(value, Date):
        return value.isoformat()
    if isinstance(value, list):
        return list(value)
    return getattr(value, "pk", value)
