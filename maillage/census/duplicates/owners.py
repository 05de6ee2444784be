"""The origin of each column of a place, read and written back as it was."""

from collections.abc import Mapping

from maillage.census.duplicates.choosing import Owner
from maillage.places.models import FieldOrigin, Place

Told = list  # [source, date, by], as JSON holds an owner


def of(place: Place) -> dict[str, Owner]:
    found = FieldOrigin.objects.filter(place=place)
    return {column: Owner(row.source_id, row.date, row.by_id) for row in found for column in row.columns}


def write(place: Place, wanted: Mapping[str, Owner | None]) -> None:
    """These columns come from there; None: nobody says them any more. The other columns keep their origin."""
    owners = {**of(place), **wanted}
    columns: dict[Owner, list[str]] = {}
    for column, owner in sorted(owners.items()):
        if owner is not None:
            columns.setdefault(owner, []).append(column)
    FieldOrigin.objects.filter(place=place).delete()
    FieldOrigin.objects.bulk_create(
        FieldOrigin(place=place, columns=names, source_id=owner.source, date=owner.date, by_id=owner.by)
        for owner, names in columns.items()
    )


def told(owner: Owner | None) -> Told | None:
    return None if owner is None else [owner.source, owner.date.isoformat() if owner.date else None, owner.by]


def untold(told: Told | None) -> Owner | None:
    from datetime import date

    return None if told is None else Owner(told[0], date.fromisoformat(told[1]) if told[1] else None, told[2])
