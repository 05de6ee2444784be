"""Writing about places: every verb is one transaction, tells where each fact comes from, and leaves an event."""

from collections.abc import Iterable
from datetime import date as Date
from decimal import Decimal

from django.db import transaction

from maillage.accounts.models import User
from maillage.places.columns import ROW_COLUMNS
from maillage.places.enums import EventKind, LifeCycle
from maillage.places.models import FieldOrigin, Place, PlaceEvent, Source
from maillage.places.origins import reassign
from maillage.places.rows import read, replace


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


@transaction.atomic
def put_rows(
    place: Place,
    *,
    rows: dict[str, list[dict]],
    source: Source | None = None,
    date: Date | None = None,
    by: User | None = None,
) -> PlaceEvent | None:
    """Devices, staff, labels…: a list that arrives replaces the list that was. None when none differs."""
    before = {name: told_rows(place, name) for name in rows}
    for name in rows:
        if told(rows[name], name) != before[name]:
            replace(place, name, rows[name])
    changes = {name: [before[name], after] for name in rows if (after := told_rows(place, name)) != before[name]}
    if not changes:
        return None
    return tell_rows(place, changes, source=source, date=date, by=by)


def tell_rows(place: Place, changes: dict[str, list], *, source=None, date=None, by=None) -> PlaceEvent:
    """These lists are written: the place follows, says where they come from, and keeps an event."""
    place.save()
    set_origin(place, changes, source=source, date=date, by=by)
    return place.events.create(kind=EventKind.UPDATED, source=source, by=by, changes=changes)


def told_rows(place: Place, name: str) -> list[dict]:
    """The rows a place has, as its history keeps them: what is filled, as JSON holds it."""
    return told(read(place, name), name)


def told(rows: Iterable[dict], name: str) -> list[dict]:
    """In one order, whatever the database's."""
    filled = [
        {column: plain(row[column]) for column in ROW_COLUMNS[name] if row.get(column) not in (None, "", [])}
        for row in rows
    ]
    return sorted(filled, key=repr)


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
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return getattr(value, "pk", value)
