"""The streets the directory knows, lent to the territory's gazetteer: what still answers when no geocoder does."""

from maillage.core.models import Revision
from maillage.core.points import Box, Point
from maillage.places.enums import PositionPrecision
from maillage.places.models import PLACES, Place
from maillage.territory.gazetteer import Address

MOST = 20_000
_known: dict[Box, tuple[int, list[Address]]] = {}


def known_addresses(box: Box) -> list[Address]:
    """Addresses of places that stand where their address says; read again when a place changes."""
    revision = Revision.current(PLACES)
    if _known.get(box, (None,))[0] != revision:
        if len(_known) > 20:
            _known.clear()
        _known[box] = revision, _read(box)
    return _known[box][1]


def forget_addresses() -> None:
    """For tests, whose database goes back in time."""
    _known.clear()


def _read(box: Box) -> list[Address]:
    sure = [PositionPrecision.ADDRESS, PositionPrecision.STREET, PositionPrecision.UNKNOWN]
    rows = Place.objects.within(box).filter(position_precision__in=sure).exclude(adresse="")
    columns = rows.order_by("adresse").values_list("adresse", "commune", "latitude", "longitude")
    return [Address(adresse, commune, Point(lat, lon)) for adresse, commune, lat, lon in columns[:MOST]]
