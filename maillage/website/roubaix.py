"""A living Roubaix: public facts, the actors and actions of a first meeting, and three complete examples.

What already stands in the base is left as it is: a correction made by someone outlives a second loading.
"""

import json
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from shapely import unary_union
from shapely.geometry import shape

from maillage.core.points import Point
from maillage.network import actions as network
from maillage.network.models import Organisation
from maillage.places import actions as places
from maillage.places.models import Offer, Place, Source
from maillage.territory import actions as territory
from maillage.territory import voronoi
from maillage.territory.models import Commune, Zone
from maillage.territory.zoning import rounded

HERE = Path(__file__).parent / "data"
CONTOURS = Path(__file__).parents[1] / "territory" / "data" / "communes-mel.geojson"
OUTLINE = Path(__file__).parents[1] / "territory" / "data" / "commune-roubaix.geojson"
EXAMPLE = "exemple-"  # how the ids of fictitious places begin
STAYS_FRESH = timedelta(days=60)  # an example verified longer ago is verified again
ROWS = ("equipment", "equipment_services", "staff", "labels")


def read(name: str, folder: Path = HERE) -> dict:
    return json.loads((folder / name).read_text(encoding="utf-8"))


@transaction.atomic
def load() -> dict[str, int]:
    """All of it, in one transaction; says how many of each were missing and now exist."""
    before = _counts()
    load_territory()
    load_organisations()
    for name in ("roubaix-places.json", "examples.json"):
        load_places(read(name))
    load_actions()
    refresh_examples()
    after = _counts()
    return {name: after[name] - before[name] for name in after}


def _counts() -> dict[str, int]:
    models = (Commune, Zone, Organisation, Place, Offer)
    return {model.__name__.lower(): model.objects.count() for model in models}


# -- territory


def load_territory() -> None:
    told = read("roubaix-territory.json")
    for feature in json.loads(CONTOURS.read_text(encoding="utf-8"))["features"]:
        _load_commune(feature, told["attribution"])
    contour = json.loads(OUTLINE.read_text(encoding="utf-8"))["features"][0]["geometry"]
    commune = told["commune"]
    territory.put_commune(**commune, geometry=contour, attribution=told["attribution"])
    if not Zone.objects.filter(commune=commune["code_insee"]).exists():  # the true outlines, once imported, stay
        _load_zones(told, contour)


def _load_commune(feature: dict, attribution: str) -> None:
    code = feature["properties"]["code"]
    if Commune.objects.filter(pk=code).exists():
        return
    centre = _centre(feature["geometry"])
    territory.put_commune(
        code_insee=code,
        nom=feature["properties"]["nom"],
        geometry=feature["geometry"],
        attribution=attribution,
        latitude=centre.latitude,
        longitude=centre.longitude,
    )


def _centre(geometry) -> Point:
    point = shape(geometry).representative_point()
    return Point(round(point.y, 6), round(point.x, 6))


def _load_zones(told: dict, contour: dict) -> None:
    """Neighbourhoods are cells around their centres; a sector is the union of its neighbourhoods."""
    cells = voronoi.cells({row["code"]: Point(row["latitude"], row["longitude"]) for row in told["zones"]}, contour)
    same = {"commune_id": told["commune"]["code_insee"], "approximate": True, "source": told["zones_source"]}
    for sector in told["sectors"]:
        parts = [cells[row["code"]] for row in told["zones"] if row["sector"] == sector["code"]]
        whole = unary_union(parts)
        territory.put_zone(
            code=sector["code"],
            nom=sector["nom"],
            kind=Zone.Kind.SECTOR,
            geometry=rounded(whole),
            **same,
            latitude=round(whole.centroid.y, 6),
            longitude=round(whole.centroid.x, 6),
        )
    for row in told["zones"]:
        columns = {name: row[name] for name in ("code", "nom", "latitude", "longitude", "aliases")}
        geometry = rounded(cells[row["code"]])
        territory.put_zone(**columns, kind=Zone.Kind.NEIGHBOURHOOD, sector_id=row["sector"], geometry=geometry, **same)


# -- organisations


def load_organisations() -> None:
    told = read("roubaix-organisations.json")
    day = date.fromisoformat(told["source_date"])
    rows = [row for group in ("present", "excused", "city", "cited") for row in told[group]]
    missing = _missing_organisations(rows)
    for row in missing:
        lines = f"{told['source']}, l. {row['lines']}"
        network.create(**_without(row, "federations", "lines"), source=lines, source_date=day)
    _join_networks(missing)
    examples = read("examples.json")
    for row in _missing_organisations(examples["organisations"]):
        network.create(**row, source=examples["sources"][0]["nom"], verified_on=timezone.localdate())


def _missing_organisations(rows: list[dict]) -> list[dict]:
    known = set(Organisation.objects.values_list("slug", flat=True))
    return [row for row in rows if row["slug"] not in known]


def _join_networks(rows: list[dict]) -> None:
    by_slug = {organisation.slug: organisation for organisation in Organisation.objects.all()}
    for row in rows:
        for federation in row["federations"]:
            network.join(by_slug[row["slug"]], by_slug[federation])


def _without(row: dict, *names: str) -> dict:
    return {name: value for name, value in row.items() if name not in names}


# -- places


def load_places(told: dict) -> None:
    sources = {row["slug"]: Source.objects.get_or_create(slug=row["slug"], defaults=row)[0] for row in told["sources"]}
    organisations = {organisation.slug: organisation for organisation in Organisation.objects.all()}
    known = set(Place.objects.values_list("pk", flat=True))
    for row in told["places"]:
        if row["id"] not in known:
            _load_place(row, sources, organisations.get(row["organisation"]))


def _load_place(row: dict, sources: dict[str, Source], organisation: Organisation | None) -> None:
    """The first fact creates the place; the next ones add what other sources say of it."""
    first, *others = [_dated(fact, row) for fact in row["facts"]]
    links = {"organisation": organisation} if organisation else {}
    if row["hosted_at"]:
        links["hosted_at"] = Place.objects.get(pk=row["hosted_at"])
    place = places.create(
        id=row["id"], columns={**first["columns"], **links}, source=sources[first["source"]], date=first["date"]
    )
    for fact in others:
        places.update(place, columns=fact["columns"], source=sources[fact["source"]], date=fact["date"])
    last = others[-1] if others else first
    rows = {name: row[name] for name in ROWS if row.get(name)}
    places.put_rows(place, rows=rows, source=sources[last["source"]], date=last["date"])


def _dated(fact: dict, row: dict) -> dict:
    """Real facts have their date; an example was verified some days before today."""
    columns = dict(fact["columns"])
    if "days_ago" in row:
        day = timezone.localdate() - timedelta(days=row["days_ago"])
        columns |= {"date_maj": day, "verified_on": day}
    else:
        day = date.fromisoformat(fact["date"])
        if "date_maj" in columns:
            columns["date_maj"] = date.fromisoformat(columns["date_maj"])
    return {"source": fact["source"], "date": day, "columns": columns}


def refresh_examples() -> None:
    """The examples stay what they show: places verified not long ago."""
    today = timezone.localdate()
    for row in read("examples.json")["places"]:
        place = Place.objects.filter(pk=row["id"]).first()
        if place and place.verified_on and place.verified_on < today - STAYS_FRESH:
            day = today - timedelta(days=row["days_ago"])
            places.update(place, columns={"date_maj": day, "verified_on": day}, source=_source(row), date=day)


def _source(row: dict) -> Source:
    return Source.objects.get(slug=row["facts"][0]["source"])


# -- actions


def load_actions() -> None:
    told, examples = read("roubaix-actions.json"), read("examples.json")
    day = date.fromisoformat(told["source_date"])
    known = set(Offer.objects.values_list("nom", "organisation__slug"))
    organisations = {organisation.slug: organisation for organisation in Organisation.objects.all()}
    for row in told["actions"]:
        if (row["nom"], row["organisation"]) not in known:
            _load_action(_explained(row), organisations, source=f"{told['source']}, {row['note']}", source_date=day)
    for row in examples["actions"]:
        if (row["nom"], row["organisation"]) not in known:
            _load_action(row, organisations, source=examples["sources"][0]["nom"], source_date=timezone.localdate())


def _explained(row: dict) -> dict:
    """Where the minutes do not say the place, the record says that it is supposed."""
    supposed = "Lieu supposé : le seul connu de cette structure." if row["supposed_place"] else ""
    described = " ".join(filter(None, [row.get("description"), supposed]))
    return {**_without(row, "note", "supposed_place"), "description": described}


def _load_action(row: dict, organisations: dict[str, Organisation], **origin) -> None:
    columns = _without(row, "organisation", "place", "partners")
    offer = Offer.objects.create(
        **columns, **origin, organisation=organisations.get(row["organisation"]), place_id=row["place"]
    )
    offer.partners.set([organisations[slug] for slug in row.get("partners", ())])
