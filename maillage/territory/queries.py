"""Which zone is this point in: polygons kept in memory, read again when a zone changes."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

import orjson
from shapely import STRtree, set_precision
from shapely.geometry import Point as Geometry
from shapely.geometry import mapping, shape

from maillage.core.models import Revision
from maillage.core.points import Point
from maillage.core.text import fold
from maillage.territory.models import ZONES, Commune, Zone

LONGEST_NAME = 60
_lock = Lock()
_known: dict = {"revision": None}
_drawn: dict = {"revision": None}


def _zones() -> dict:
    revision = Revision.current(ZONES)
    with _lock:
        if _known["revision"] != revision:
            zones = [zone for zone in Zone.objects.select_related("sector") if zone.geometry]
            _known.update(
                revision=revision,
                tree=STRtree([shape(zone.geometry) for zone in zones]),
                codes=[(zone.code, zone.sector_id) for zone in zones],
            )
        return dict(_known)


def forget_zones() -> None:
    """For tests, whose database goes back in time."""
    with _lock:
        _known.update(revision=None)
        _drawn.update(revision=None)


def zone_codes_at(point: Point) -> list[str]:
    """Codes of all zones around a point, sectors of its neighbourhoods included."""
    return _codes_at(_zones(), point)


def locator() -> Callable[[Point], list[str]]:
    """`zone_codes_at` for many points: the outlines as they stand now, without a query for each."""
    return partial(_codes_at, _zones())


def _codes_at(known: dict, point: Point) -> list[str]:
    found: dict[str, None] = {}
    for position in known["tree"].query(Geometry(point.longitude, point.latitude), predicate="intersects"):
        code, sector = known["codes"][position]
        found[code] = None
        if sector:
            found[sector] = None
    return sorted(found)


def zone_called(text: str) -> Zone | None:
    """The zone of this code ("epeule"), else of this name or other name ("Épeule"); a neighbourhood before a sector."""
    if not text or len(text) > LONGEST_NAME or "\0" in text:
        return None
    return Zone.objects.filter(pk=text).first() or _zone_named(fold(text))


def _zone_named(name: str) -> Zone | None:
    zones = Zone.objects.order_by("kind", "pk")
    return next((zone for zone in zones if name in map(fold, (zone.nom, *zone.aliases))), None)


class Drawing(NamedTuple):
    body: bytes
    digest: str


def outlines() -> Drawing:
    """Our own backdrop, under the tiles or instead of them: communes and neighbourhoods as small GeoJSON."""
    revision = Revision.current(ZONES)
    if _drawn["revision"] != revision:
        kinds = [Zone.Kind.NEIGHBOURHOOD, Zone.Kind.QPV]
        zones = Zone.objects.filter(kind__in=kinds, geometry__isnull=False)
        features = [_commune_feature(one) for one in Commune.objects.filter(geometry__isnull=False)]
        features += [_zone_feature(one) for one in zones]
        body = orjson.dumps({"type": "FeatureCollection", "features": features})
        _drawn.update(revision=revision, drawing=Drawing(body, sha256(body).hexdigest()[:16]))
    return _drawn["drawing"]


def _commune_feature(commune: Commune) -> dict:
    told = {"kind": "commune", "code": commune.pk, "nom": commune.nom, "attribution": commune.attribution}
    return {"type": "Feature", "properties": told, "geometry": _light(commune.geometry)}


def _zone_feature(zone: Zone) -> dict:
    told = {"kind": zone.kind, "code": zone.pk, "nom": zone.nom, "approximate": zone.approximate}
    return {"type": "Feature", "properties": told, "geometry": _light(zone.geometry)}


def _light(geometry: dict) -> dict:
    """Ten metres are enough under a map; five decimals are one metre."""
    return mapping(set_precision(shape(geometry).simplify(0.0001), 0.00001))
