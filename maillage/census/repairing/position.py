"""Latitudes and longitudes: decimal commas, swapped columns, null island, points far from where the row says."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from maillage.census import departments
from maillage.core.points import Point

_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?°?")
FAR_KM = 25  # from the centre of the commune


class Position(NamedTuple):
    latitude: float | None
    longitude: float | None
    doubtful: bool = False
    problem: str = ""
    bad: tuple[str, ...] = ()  # the columns the problem is about


BOTH = ("latitude", "longitude")


def repair_position(latitude: str, longitude: str, codes: Iterable[str] = (), commune: Point | None = None) -> Position:
    """`codes`: départements the row's other columns name; `commune`: the centre of its commune, when known."""
    if not latitude and not longitude:
        return Position(None, None)
    numbers = [_number(latitude), _number(longitude)]
    if None in numbers:
        bad = tuple(name for name, number in zip(BOTH, numbers, strict=True) if number is None)
        return Position(None, None, problem="Coordonnée illisible : la position est laissée vide.", bad=bad)
    return _checked(Point(*numbers), set(codes) - {""}, commune)


def _number(text: str) -> float | None:
    text = text.replace(" ", "")
    return float(text.rstrip("°").replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _checked(point: Point, codes: set[str], commune: Point | None) -> Position:
    if abs(point.latitude) < 0.01 and abs(point.longitude) < 0.01:
        return Position(None, None, problem="Position 0, 0 : dans l'océan, au large de l'Afrique.", bad=BOTH)
    swapped = Point(point.longitude, point.latitude)
    if not departments.in_france(point):
        if not departments.in_france(swapped):
            return Position(None, None, problem="Position hors de France.", bad=BOTH)
        point = swapped
    return Position(*point, *_doubt(point, codes, commune))


def _doubt(point: Point, codes: set[str], commune: Point | None) -> tuple[bool, str, tuple[str, ...]]:
    if commune and point.km_to(commune) > FAR_KM:
        return True, f"Position à {point.km_to(commune):.0f} km du centre de la commune.", ("latitude",)
    if codes and not any(departments.fits(point, code) for code in codes):
        return True, f"Position loin du département {'/'.join(sorted(codes))}.", ("latitude",)
    return False, "", ()
