"""What is already known of the rows being read, a few hundred at a time."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import F

from maillage.census.comparing import Owner
from maillage.census.models import SourceRecord
from maillage.core.points import Point
from maillage.network.models import Organisation
from maillage.places.columns import ROW_COLUMNS, ROW_MODELS
from maillage.places.models import Equipment, EquipmentService, FieldOrigin, Offer, Place
from maillage.territory.models import Commune


class Known(NamedTuple):
    """The last version of a row this source gave."""

    pk: int
    digest: str
    place_id: str | None


def known_records(source_id: int | None, keys: Iterable[str]) -> dict[str, Known]:
    found = SourceRecord.objects.filter(source_id=source_id, current=True, key__in=list(keys))
    return {key: Known(*rest) for key, *rest in found.values_list("key", "pk", "digest", "place_id")}


def places(ids: Iterable[str]) -> dict[str, Place]:
    return Place.objects.in_bulk(list(ids))


def owners(ids: Iterable[str]) -> dict[str, dict[Owner, list[str]]]:
    """{place: {origin: its columns}}"""
    found: dict[str, dict[Owner, list[str]]] = {}
    rows = FieldOrigin.objects.filter(place_id__in=list(ids)).values_list(
        "place_id", "source_id", "date", "by_id", "columns"
    )
    for place, source, day, by, columns in rows:
        found.setdefault(place, {}).setdefault(Owner(source, day, by), []).extend(columns)
    return found


def rows(name: str, ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of one local table, by place, with links as slugs."""
    columns = [column for column in ROW_COLUMNS[name] if column != "partners"]
    paths = {column: f"{column}__slug" if column == "organisation" else column for column in columns}
    found: dict[str, list[dict]] = {}
    by_pk: dict[int, dict] = {}
    query = ROW_MODELS[name].objects.filter(place_id__in=list(ids)).order_by("pk")
    for place, pk, *cells in query.values_list("place_id", "pk", *paths.values()):
        by_pk[pk] = dict(zip(columns, cells, strict=True))
        found.setdefault(place, []).append(by_pk[pk])
    if name == "offers" and by_pk:
        links = Offer.partners.through.objects.filter(offer_id__in=list(by_pk)).annotate(slug=F("organisation__slug"))
        for pk, slug in links.values_list("offer_id", "slug"):
            by_pk[pk].setdefault("partners", []).append(slug)
    return found


def words_owned(ids: Iterable[str]) -> dict[str, list[str]]:
    """What one finds a place by and that stands in other tables, in the order `derive` reads them."""
    ids = list(ids)
    found: dict[str, list[str]] = {}
    for place, kind in Equipment.objects.filter(place_id__in=ids).order_by("kind").values_list("place_id", "kind"):
        found.setdefault(place, []).append(kind)
    services = EquipmentService.objects.filter(place_id__in=ids).order_by("kind", "item")
    for place, kind, item in services.values_list("place_id", "kind", "item"):
        found.setdefault(place, []).append(f"{kind} {item}")
    for place, nom in Offer.objects.filter(place_id__in=ids).order_by("nom").values_list("place_id", "nom"):
        found.setdefault(place, []).append(nom)
    return found


def organisations() -> Mapping[str, int]:
    return dict(Organisation.objects.values_list("slug", "pk"))


def centres() -> dict[str, Point]:
    """Code INSEE → centre of the commune."""
    return {code: Point(*point) for code, *point in Commune.objects.values_list("code_insee", "latitude", "longitude")}


def slugs_taken() -> set[str]:
    return set(Place.objects.values_list("slug", flat=True))


def missing_places(ids: Iterable[str]) -> set[str]:
    ids = set(ids)
    return ids - set(Place.objects.filter(pk__in=ids).values_list("pk", flat=True))
