"""What is offered, as the matrix reads it: the published places of the directory, neighbourhoods with their centre."""

from datetime import date
from functools import lru_cache

from django.utils import timezone

from maillage.core.points import Point
from maillage.core.text import fold
from maillage.diagnosis.matrix import Area, Provider
from maillage.places import hours
from maillage.places.enums import LifeCycle
from maillage.places.models import Place
from maillage.territory.models import Zone

READ = (
    "pk", "services", "zones", "latitude", "longitude", "date_maj", "verified_on", "publics_specifiquement_adresses",
    "audience", "horaires", "languages", "level",
)  # fmt: skip
A_MONDAY = date(2025, 3, 10)  # an ordinary week: no public holiday, no school holiday in Lille


def areas(kind: str = Zone.Kind.NEIGHBOURHOOD) -> list[Area]:
    """Neighbourhoods by name."""
    rows = sorted(Zone.objects.filter(kind=kind), key=lambda one: fold(one.nom))
    return [Area(one.code, one.nom, Point(one.latitude, one.longitude), one.population) for one in rows]


def providers() -> list[Provider]:
    """Open places of the directory. One query."""
    today = timezone.localdate()
    rows = Place.objects.published().filter(life_cycle=LifeCycle.OPEN).only(*READ)
    return [_provider(one, today) for one in rows]


def _provider(place: Place, today) -> Provider:
    confirmed = max((day for day in (place.date_maj, place.verified_on) if day), default=None)
    return Provider(
        id=place.pk, services=tuple(place.services), zones=tuple(place.zones), point=place.point,
        age=(today - confirmed).days if confirmed else None,
        for_everyone=not place.publics_specifiquement_adresses,
        hours=weekly_hours(place.horaires), languages=tuple(place.languages), levels=tuple(place.level),
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def weekly_hours(horaires: str) -> float:
    """Open hours of an ordinary week; 0 when nobody said."""
    days = hours.week(horaires, A_MONDAY)
    minutes = sum(_minutes(start, end) for day in days for start, end in day.ranges)
    return minutes / 60


def _minutes(start, end) -> int:
    closes = end.hour * 60 + end.minute or 24 * 60  # midnight ends the day
    return closes - (start.hour * 60 + start.minute)
