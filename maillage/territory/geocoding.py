"""From words to a position, and back: the Géoplateforme's geocoder, and the local gazetteer when it does not answer."""

from datetime import date
from functools import lru_cache

import orjson
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maillage.core.points import Point
from maillage.territory import gazetteer
from maillage.territory.gazetteer import Found, Precision
from maillage.territory.outside import Door, Unreachable

__all__ = ["AddressUnknown", "Found", "GeocoderUnavailable", "Precision", "address_at", "locate", "locate_one"]

ORIGIN = "Géoplateforme (IGN)"
LIMIT = 5
LONGEST = 200  # the geocoder refuses longer texts
LEAST_SCORE = 0.4  # under this, the geocoder is guessing
PRECISIONS = {
    "housenumber": Precision.ADDRESS,
    "street": Precision.STREET,
    "locality": Precision.STREET,
    "municipality": Precision.COMMUNE,
}
door = Door(seconds=1.5, most_bytes=200_000)
_day = date.min


class AddressUnknown(Exception):
    """Ask for another way to say it: a street, a neighbourhood, a town."""

    message = _("Nous ne trouvons pas cette adresse. Essayez avec la rue et la ville, ou le nom du quartier.")


class GeocoderUnavailable(Exception):
    """Use the gazetteer; the geocoder is asked again in a minute."""


def locate(text: str, *, near: Point | None = None) -> list[Found]:
    """Best first; empty when nothing looks like it. A commune or a zone's own name is answered here, without asking."""
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    if not text:
        return []
    here = near or gazetteer.centre()
    named = gazetteer.named(text, here)
    if named:
        return named
    try:
        found = search(text, near=here)
    except GeocoderUnavailable:
        found = []
    return found or gazetteer.resembling(text, here)


def locate_one(text: str, *, near: Point | None = None) -> Found:
    """The best answer, or AddressUnknown."""
    found = locate(text, near=near)
    if not found:
        raise AddressUnknown
    return found[0]


def address_at(point: Point) -> Found | None:
    """The address around a position; None when nobody knows."""
    where = (("lat", round(point.latitude, 5)), ("lon", round(point.longitude, 5)), ("limit", 1))
    try:
        found = _asked("reverse", where)
    except GeocoderUnavailable:
        return None
    return found[0] if found else None


def search(text: str, *, near: Point | None = None) -> list[Found]:
    """What the Géoplateforme answers; raises GeocoderUnavailable."""
    bias = (("lat", round(near.latitude, 3)), ("lon", round(near.longitude, 3))) if near else ()
    return [] if len(text) < 3 else list(_asked("search", (("q", text), ("limit", LIMIT), *bias)))


def _asked(path: str, params: tuple) -> tuple[Found, ...]:
    if not settings.MAILLAGE_GEOCODER_URL:
        raise GeocoderUnavailable
    _forget_yesterday()
    return _answer(f"{settings.MAILLAGE_GEOCODER_URL.rstrip('/')}/{path}", params)


def _forget_yesterday() -> None:
    global _day
    if _day != date.today():
        _answer.cache_clear()
        _day = date.today()


@lru_cache(maxsize=4096)
def _answer(url: str, params: tuple) -> tuple[Found, ...]:
    """Remembered in memory, for the day: what people type is written nowhere. Failures are not remembered."""
    try:
        answer = door.get(url, dict(params))
    except Unreachable as error:
        raise GeocoderUnavailable from error
    if answer.status != 200:
        return ()
    try:
        return tuple(read(orjson.loads(answer.body)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GeocoderUnavailable from error


def read(answer: dict) -> list[Found]:
    """The geocoder's GeoJSON (the shape of addok) → positions; what it hardly believes is left out."""
    found = []
    for feature in answer["features"]:
        told = feature["properties"]
        if told.get("score", 1) < LEAST_SCORE:
            continue
        longitude, latitude = feature["geometry"]["coordinates"][:2]
        precision = PRECISIONS.get(told.get("type"), Precision.COMMUNE)
        found.append(Found(told["label"], Point(float(latitude), float(longitude)), precision, ORIGIN))
    return found
