"""The lists a place has (devices, staff, actions…) as plain rows: links are slugs, as in exports."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from maillage.network.models import Organisation
from maillage.places.columns import ROW_COLUMNS, ROW_MODELS
from maillage.places.models import Offer, Place

LINKS = ("organisation", "partners")


def read(place: Place, name: str) -> list[dict[str, Any]]:
    if name != "offers":
        return list(ROW_MODELS[name].objects.filter(place=place).values(*ROW_COLUMNS[name]))
    columns = [column for column in ROW_COLUMNS[name] if column not in LINKS]
    found = Offer.objects.filter(place=place).values("pk", *columns, carrier=F("organisation__slug"))
    by_pk = {row.pop("pk"): {"organisation": row.pop("carrier") or "", "partners": [], **row} for row in found}
    through = Offer.partners.through.objects.filter(offer__in=by_pk).values_list("offer_id", "organisation__slug")
    for pk, slug in sorted(through):
        by_pk[pk]["partners"].append(slug)
    return list(by_pk.values())


def replace(place: Place, name: str, rows: Iterable[dict[str, Any]]) -> None:
    """The list that was gives way to this one. A link to a structure that is gone is left out."""
    rows = list(rows)
    getattr(place, name).all().delete()
    known = _structures(rows)
    made = [ROW_MODELS[name](place=place, **_cells(row, known)) for row in rows]
    ROW_MODELS[name].objects.bulk_create(made)
    for one, row in zip(made, rows, strict=True):
        if partners := [known[slug] for slug in row.get("partners", ()) if slug in known]:
            one.partners.set(partners)


def _structures(rows: list[dict[str, Any]]) -> dict[str, int]:
    slugs = {row["organisation"] for row in rows if row.get("organisation")}
    slugs |= {slug for row in rows for slug in row.get("partners", ())}
    return dict(Organisation.objects.filter(slug__in=slugs).values_list("slug", "pk")) if slugs else {}


def _cells(row: dict[str, Any], known: dict[str, int]) -> dict[str, Any]:
    cells = {column: value for column, value in row.items() if column not in LINKS}
    return {**cells, "organisation_id": known.get(row["organisation"])} if row.get("organisation") else cells
