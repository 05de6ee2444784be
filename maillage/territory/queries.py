"""Which zone is this point in: polygons kept in memory, read again when a zone changes."""

from threading import Lock

from shapely import STRtree
from shapely.geometry import Point as Geometry
from shapely.geometry import shape

from maillage.core.models import Revision
from maillage.core.points import Point
from maillage.territory.models import Zone

ZONES = "zones"  # the subject of core.Revision
_lock = Lock()
_known: dict = {"revision": None}


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


def zone_codes_at(point: Point) -> list[str]:
    """Codes of all zones around a point, sectors of its neighbourhoods included."""
    known = _zones()
    found: dict[str, None] = {}
    for position in known["tree"].query(Geometry(point.longitude, point.latitude), predicate="intersects"):
        code, sector = known["codes"][position]
        found[code] = None
        if sector:
            found[sector] = None
    return sorted(found)
