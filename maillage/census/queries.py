"""What is already known of the rows being read, a few hundred at a time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from maillage.census.comparing import Owner
from maillage.census.models import Channel, ErrorReport, OwnRecipe, Proposal, SourceRecord, Verification
from maillage.census.recipes import Recipe, from_definition
from maillage.census.standing import Waiting
from maillage.core.points import Point
from maillage.network.models import Organisation
from maillage.places.columns import ROW_COLUMNS, ROW_MODELS
from maillage.places.models import FieldOrigin, Offer, Place
from maillage.territory.models import Commune


class Known(NamedTuple):
    """The last version of a row this source gave."""

    pk: int | None  # None: it no longer says it, but its ids still mean the same places
    digest: str
    place_id: str | None
    said: dict
    gone: bool  # a later file, complete, left it out


class Absent(NamedTuple):
    pk: int
    key: str
    line: int
    place_id: str


def known_records(source_id: int | None, digests: Mapping[str, str]) -> dict[str, Known]:
    """`digests`: those of the rows being read; what a row said before is only read where it says something else."""
    keys = list(digests)
    records = SourceRecord.objects.filter(source_id=source_id, key__in=keys)
    rows = list(records.filter(current=True).values_list("key", "pk", "digest", "place_id", "gone_id"))
    changed = [pk for key, pk, digest, *_ in rows if digest != digests[key]]
    said = dict(SourceRecord.objects.filter(pk__in=changed).values_list("pk", "said")) if changed else {}
    found = {
        key: Known(pk, digest, place, said.get(pk, {}), gone is not None) for key, pk, digest, place, gone in rows
    }
    for key, place in _places_once_meant(records, {*keys} - {*found}):
        found[key] = Known(None, "", place, {}, False)
    return found


def _places_once_meant(records: QuerySet[SourceRecord], keys: set[str]) -> Iterable[tuple[str, str]]:
    """An id this source gave before it was taken away still means the same place; the last one wins."""
    old = records.filter(current=False, key__in=keys).exclude(place=None).order_by("pk")
    return old.values_list("key", "place_id") if keys else ()


def current_rows(source_id: int) -> Iterator[Absent]:
    """Rows this source still has, as far as we know, that speak of a place."""
    found = SourceRecord.objects.filter(source_id=source_id, current=True, gone=None).exclude(place=None)
    for row in found.order_by("pk").values_list("pk", "key", "line", "place_id").iterator(chunk_size=2000):
        yield Absent(*row)


def confirmed_columns(ids: Iterable[str]) -> dict[str, dict[str, datetime]]:
    """{place: {column: when somebody last said that it is true}}"""
    found: dict[str, dict[str, datetime]] = {}
    told = Verification.objects.filter(place_id__in=list(ids)).order_by("at")
    for place, columns, at in told.values_list("place_id", "columns", "at"):
        found.setdefault(place, {}).update(dict.fromkeys(columns, at))
    return found


def import_proposals(source_id: int, ids: Iterable[str]) -> dict[str, list[Waiting]]:
    """What this source proposed of these places, the latest first."""
    found: dict[str, list[Waiting]] = {}
    status = Proposal.Status
    rows = Proposal.objects.filter(source_id=source_id, place_id__in=list(ids), channel=Channel.IMPORT)
    for place, pk, changes, now in rows.order_by("-at", "-pk").values_list("place_id", "pk", "changes", "status"):
        waits = now == status.WAITING
        found.setdefault(place, []).append(Waiting(pk, changes, waits, refused=now == status.REFUSED))
    return found


def doubted_by_files(places: Iterable[Place]) -> set[str]:
    """Those in doubt because a file left them out, and for no other reason."""
    doubted = {place.pk for place in places if "life_cycle" in place.contested}
    reports = ErrorReport.objects.filter(place_id__in=doubted, handled_at=None).values_list("place_id", "columns")
    return doubted - {place for place, columns in reports if "life_cycle" in columns}


def places(ids: Iterable[str]) -> dict[str, Place]:
    """By id; the id of a record that was merged leads to the place it became part of."""
    found = Place.objects.in_bulk(list(ids))
    merged = {id: place for id, place in found.items() if place.merged_into_id}
    while merged:
        heirs = Place.objects.in_bulk({place.merged_into_id for place in merged.values()})
        merged = {id: heirs[place.merged_into_id] for id, place in merged.items()}
        found |= {**{heir.pk: heir for heir in heirs.values()}, **merged}
        merged = {id: place for id, place in merged.items() if place.merged_into_id}
    return found


def kept_instead(known: Mapping[str, Place]) -> dict[str, Place]:
    """Places that were merged into others: what is said of them is said of those that stay."""
    found: dict[str, Place] = {}
    merged = {pk: place.merged_into_id for pk, place in known.items() if place.merged_into_id}
    if not merged:
        return found
    targets = {**known, **places({*merged.values()} - {*known})}
    for pk, into in merged.items():
        if into in targets:
            found |= {pk: targets[into], into: targets[into]}
    return found


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


def words_owned(ids: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """{place: {table: words}}: what one finds a place by and that stands in other tables, as `derive` reads them."""
    ids = list(ids)
    found: dict[str, dict[str, list[str]]] = {}
    for name, columns in {"equipment": ("kind",), "equipment_services": ("kind", "item"), "offers": ("nom",)}.items():
        rows = ROW_MODELS[name].objects.filter(place_id__in=ids).order_by(*columns)
        for place, *words in rows.values_list("place_id", *columns):
            found.setdefault(place, {}).setdefault(name, []).append(" ".join(words))
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


def own_recipes() -> tuple[Recipe, ...]:
    """Recipes made in the page, the latest first: a file is recognised by the one made for it last."""
    made = OwnRecipe.objects.order_by("-at").values_list("slug", "definition")
    return tuple(from_definition(slug, definition) for slug, definition in made)
