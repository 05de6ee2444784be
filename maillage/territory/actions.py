from django.db import models, transaction

from maillage.territory.models import Commune, Zone


@transaction.atomic
def put_commune(*, code_insee: str, **columns) -> Commune:
    """Create or refresh a commune of reference."""
    return _put(Commune, code_insee, columns)


@transaction.atomic
def put_zone(*, code: str, **columns) -> Zone:
    """Create or refresh a zone; places learn of it with `maillage locate_places`."""
    return _put(Zone, code, columns)


@transaction.atomic
def put_zones(rows: list[dict]) -> dict[str, int]:
    """Create or refresh many zones, all or none; says how many became what."""
    before = {zone.pk: zone for zone in Zone.objects.filter(pk__in=[row["code"] for row in rows])}
    told = {"created": 0, "updated": 0, "unchanged": 0}
    for row in rows:
        code, columns = row["code"], {name: value for name, value in row.items() if name != "code"}
        old = before.get(code)
        told["created" if old is None else "updated" if _differs(old, columns) else "unchanged"] += 1
        put_zone(code=code, **columns)
    return told


def _put(model: type[models.Model], pk: str, columns: dict):
    """Write only what differs, so that doing it twice changes nothing."""
    row = model.objects.filter(pk=pk).first()
    if row is not None and not _differs(row, columns):
        return row
    row = row or model(pk=pk)
    for name, value in columns.items():
        setattr(row, name, value)
    row.full_clean(validate_unique=False)
    row.save()
    return row


def _differs(row: models.Model, columns: dict) -> bool:
    return any(getattr(row, name) != value for name, value in columns.items())
