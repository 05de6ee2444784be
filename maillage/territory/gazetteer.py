"""What can be found without asking anyone: communes, zones, and the streets other apps know of.

An app above that knows streets adds a function to `street_sources`; it is given a box and answers (address, commune,
position) rows. Nothing is stored twice: the streets are those of the places, as they are now.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from rapidfuzz import process
from rapidfuzz.distance import OSA

from maillage.core.points import Box, Point
from maillage.core.text import EMPTY_WORDS, words
from maillage.territory.models import Commune, Zone

ORIGIN = "répertoire local"
MOST = 5
AROUND = 0.3  # degrees: some 30 km, a métropole
EXACT, ZONE, COMMUNE, STREET = 0, 1, 4, 5  # order between equally good names


class Precision:
    """The words of places' PositionPrecision."""

    ADDRESS, STREET, ZONE, COMMUNE = "adresse", "rue", "quartier", "commune"


class Found(NamedTuple):
    label: str
    point: Point
    precision: str
    origin: str


class Address(NamedTuple):
    """An address someone already placed on the map."""

    adresse: str
    commune: str
    point: Point


street_sources: list[Callable[[Box], Iterable[Address]]] = []

_WAYS = {
    "r": "rue",
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "boul": "boulevard",
    "pl": "place",
    "che": "chemin",
    "chem": "chemin",
    "imp": "impasse",
    "all": "allee",
    "sq": "square",
    "rte": "route",
    "ste": "sainte",
    "st": "saint",
    "fg": "faubourg",
}
_WAY_NAMES = {
    "rue",
    "avenue",
    "boulevard",
    "place",
    "chemin",
    "impasse",
    "allee",
    "square",
    "route",
    "quai",
    "faubourg",
    "cours",
    "passage",
}
_ZONE_WORDS = {"quartier", "quartiers", "secteur"}
_NUMBERS = {
    "un": "1",
    "deux": "2",
    "trois": "3",
    "quatre": "4",
    "cinq": "5",
    "six": "6",
    "sept": "7",
    "huit": "8",
    "neuf": "9",
}
_HOUSE = re.compile(r"^\s*(\d{1,4})\s*(?:bis\b|ter\b|quater\b|[a-d]\b)?\s*,?\s+(?=\D)", re.IGNORECASE)
_POSTCODE = re.compile(r"\b\d{5}\b")


def centre() -> Point | None:
    """Where the site opens."""
    commune = Commune.objects.filter(pk=settings.MAILLAGE_COMMUNE).first()
    return commune.point if commune else None


def named(text: str, near: Point | None = None) -> list[Found]:
    """Zones and communes called exactly so."""
    wanted = "" if _names_a_way(text) else key(text)
    candidates = [*_zones(), *_communes()] if wanted else []
    hits = [one for one in candidates if one.name == wanted]
    return _best([(0, one) for one in hits], near)


def resembling(text: str, near: Point | None = None) -> list[Found]:
    """Whatever looks like it, typing errors forgiven: streets when a way is named, else zones, streets, communes."""
    candidates = [*_zones(), *_communes(), *_streets(text, near)]
    if _names_a_way(text):  # then streets come before zones
        candidates = [one._replace(order=one.order % STREET) for one in candidates]
    hits: list[tuple[int, _Candidate]] = []
    for asked in dict.fromkeys([key(_HOUSE.sub("", text)), key(text)]):
        hits += _alike(asked, candidates)
    return _best(hits, near)


class _Candidate(NamedTuple):
    name: str
    order: int  # between equals, the smaller first
    found: Found


def _alike(asked: str, candidates: list[_Candidate]) -> list[tuple[int, _Candidate]]:
    """(typing errors, candidate): none under four letters, one under eight, two beyond."""
    errors = 0 if len(asked) < 4 else 1 if len(asked) < 8 else 2
    names = [one.name for one in candidates]
    hits = process.extract(asked, names, scorer=OSA.distance, score_cutoff=errors, limit=None) if asked else []
    return [(distance, candidates[at]) for _, distance, at in hits]


def _best(hits: list[tuple[int, _Candidate]], near: Point | None) -> list[Found]:
    """Fewest errors, then kind, then nearest; one answer a label."""

    def rank(hit: tuple[int, _Candidate]) -> tuple:
        errors, one = hit
        return errors, one.order, one.found.point.km_to(near) if near else 0

    best: dict[str, Found] = {}
    for _, one in sorted(hits, key=rank):
        best.setdefault(one.found.label, one.found)
    return list(best.values())[:MOST]


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """What a name is compared by: "bd. de l'Épeule, 59100 Roubaix" → "epeule roubaix"."""
    full = _plain(_POSTCODE.sub(" ", text))
    kept = [word for word in full if word not in EMPTY_WORDS and word not in _WAY_NAMES | _ZONE_WORDS]
    return " ".join(kept or full)


def _names_a_way(text: str) -> bool:
    return bool(set(_plain(text)) & _WAY_NAMES)


def _plain(text: str) -> list[str]:
    spelled = (_WAYS.get(word, word) for word in words(text))
    return [_NUMBERS.get(word, word) for word in spelled]


def _zones() -> list[_Candidate]:
    kinds = [Zone.Kind.NEIGHBOURHOOD, Zone.Kind.SECTOR, Zone.Kind.QPV]
    zones = Zone.objects.filter(kind__in=kinds).select_related("commune").defer("geometry", "commune__geometry")
    return [
        _Candidate(
            key(name), ZONE + kinds.index(zone.kind), Found(_zone_label(zone), zone.point, Precision.ZONE, ORIGIN)
        )
        for zone in zones
        for name in (zone.nom, *zone.aliases)
    ]


def _zone_label(zone: Zone) -> str:
    return f"{zone.nom} ({zone.commune.nom})"


def _communes() -> list[_Candidate]:
    communes = Commune.objects.defer("geometry")
    return [_Candidate(key(one.nom), COMMUNE, Found(one.nom, one.point, Precision.COMMUNE, ORIGIN)) for one in communes]


def _streets(text: str, near: Point | None) -> list[_Candidate]:
    """Streets around, under their name alone and with their commune; a known number gives its own position."""
    near = near or centre()
    if near is None:
        return []
    lat, lon = round(near.latitude, 1), round(near.longitude, 1)  # one box for a whole town
    box = Box(lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND)
    house = _HOUSE.match(text)
    candidates = []
    for source in street_sources:
        for address in source(box):
            exact = house is not None and house[1] == _number(address)
            candidates += _under_names(address, exact)
    return candidates


def _number(address: Address) -> str:
    house = _HOUSE.match(address.adresse)
    return house[1] if house else ""


def _under_names(address: Address, exact: bool) -> list[_Candidate]:
    street = _HOUSE.sub("", address.adresse)
    name, precision = (address.adresse, Precision.ADDRESS) if exact else (street, Precision.STREET)
    found = Found(f"{name[:1].upper()}{name[1:]}, {address.commune}", address.point, precision, ORIGIN)
    names = {key(street), key(f"{street} {address.commune}")}
    return [_Candidate(one, EXACT if exact else STREET, found) for one in names]
