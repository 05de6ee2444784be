"""What a sketch is drawn from: the outlines we know, kept until they change, and the places nearby."""

from typing import NamedTuple

import orjson
from shapely.geometry import Point as Spot
from shapely.geometry import shape

from maillage.core.points import Point
from maillage.places.directory import Search, directory
from maillage.places.models import Place
from maillage.places.paper.sketch import Outline
from maillage.territory.queries import outlines as backdrop

NEARBY_KM = 1.0
APART_KM = 0.05  # nearer than that, two pins are one
_read: dict = {"digest": None, "outlines": []}


def outlines() -> list[Outline]:
    drawing = backdrop()
    if _read["digest"] != drawing.digest:
        features = orjson.loads(drawing.body)["features"]
        _read.update(digest=drawing.digest, outlines=[_outline(one) for one in features])
    return _read["outlines"]


def _outline(feature: dict) -> Outline:
    geometry = shape(feature["geometry"])
    told = feature["properties"]
    return Outline(told["kind"], told["nom"], geometry, geometry.boundary)


class Neighbour(NamedTuple):
    nom: str
    point: Point


def nearby(place: Place, most: int) -> list[Neighbour]:
    """The nearest other places, no two on the same spot."""
    if place.point is None or not most:
        return []
    found = directory.find(Search(near=place.point, max_km=NEARBY_KM), limit=4 * most + 4)
    rows = Place.objects.filter(id__in=found.ids).values_list("id", "nom", "latitude", "longitude")
    by_id = {id: Neighbour(nom, Point(latitude, longitude)) for id, nom, latitude, longitude in rows}
    kept: list[Neighbour] = []
    for one in (by_id[id] for id in found.ids if id in by_id):
        if all(one.point.km_to(other.point) >= APART_KM for other in [place, *kept]):
            kept.append(one)
    return kept[:most]


def zone_name(point: Point, known: list[Outline]) -> str:
    """The neighbourhood around a point, else its commune."""
    spot = Spot(point.longitude, point.latitude)
    around = [one for one in known if one.shape.intersects(spot)]
    around.sort(key=lambda one: (one.kind == "commune", one.kind != "quartier"))
    return around[0].nom if around else ""
