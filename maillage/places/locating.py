"""Places and the territory under them: the zones they stand in, the positions they lack."""

from typing import Any

from django.db import transaction

from maillage.core.points import Point
from maillage.places import actions
from maillage.places.enums import PositionPrecision, PositionSource
from maillage.places.models import Place, Source
from maillage.territory import geocoding
from maillage.territory.queries import zone_codes_at

GEOCODER = {"slug": "geocodage", "nom": "Position calculée d'après l'adresse", "licence": "Licence Ouverte 2.0"}
SURE = {geocoding.Precision.ADDRESS, geocoding.Precision.STREET}  # a town's centre would be a false pin
AT_ONCE = 500


def put_in_zones() -> int:
    """After zones changed: each place in the zones around it. Says how many moved."""
    rows = Place.objects.exclude(latitude=None).values_list("pk", "latitude", "longitude", "zones")
    moved = [pk for pk, lat, lon, zones in rows.iterator() if list(zones) != zone_codes_at(Point(lat, lon))]
    for start in range(0, len(moved), AT_ONCE):
        with transaction.atomic():
            for place in Place.objects.filter(pk__in=moved[start : start + AT_ONCE]):
                place.save()
    return len(moved)


def locate_missing() -> dict[str, int]:
    """Places with an address and no position; what nobody knows stays without."""
    told = {"located": 0, "unknown": 0}
    for place in Place.objects.filter(latitude=None).exclude(adresse=""):
        found = _position(place)
        told["located" if found else "unknown"] += 1
        if found:
            _pin(place, found)
    return told


def _position(place: Place) -> geocoding.Found | None:
    return _found(place.adresse, place.code_postal, place.commune)


def _found(adresse: str, code_postal: str, commune: str) -> geocoding.Found | None:
    """In the place's own town only: the same street exists elsewhere."""
    text = " ".join(filter(None, [adresse, code_postal, commune]))
    found = [one for one in geocoding.locate(text) if one.precision in SURE]
    towns = [one for one in found if not commune or commune.lower() in one.label.lower()]
    return towns[0] if towns else None


def pin_of(adresse: str, code_postal: str, commune: str) -> dict[str, Any]:
    """The columns of a pin at this address; none when nobody is sure of it."""
    found = _found(adresse, code_postal, commune) if adresse else None
    return _columns(found) if found else {}


def _columns(found: geocoding.Found) -> dict[str, Any]:
    return {
        "latitude": found.point.latitude,
        "longitude": found.point.longitude,
        "position_precision": PositionPrecision(found.precision).value,
        "position_source": PositionSource.GEOCODED.value,
    }


@transaction.atomic
def _pin(place: Place, found: geocoding.Found) -> None:
    source = Source.objects.get_or_create(slug=GEOCODER["slug"], defaults=GEOCODER)[0]
    actions.update(place, columns=_columns(found), source=source)
