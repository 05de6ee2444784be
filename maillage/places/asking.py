"""From the words of a URL to a question. What is not understood is left out and listed; nothing here fails."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from maillage.core.points import DETOUR, WALKING_KMH, Point, parse_box, parse_point
from maillage.places import enums
from maillage.places.directory import FACETS, OPEN_NOW, OPEN_SATURDAY, Freshness, Search

LONGEST_TEXT = 200
MOST_TERMS = 40  # a facet never needs more; a URL may hold thousands
AT_A_TIME = "date"  # ouvert=date&date=2026-11-28T10:00 is the same as ouvert=2026-11-28T10:00
OTHER_NAMES = {"service": "services", "usage": "uses", "materiel": "equipment"}
ORDERS = ("distance", "nom", "fraicheur")
WALKS = (10, 15, 30, 60)  # minutes on foot, as a filter
FRESHNESS = (Freshness.RECENT, Freshness.AGEING, Freshness.OLD)

CLOSED = {
    "services": enums.Service,
    "uses": enums.Use,
    "equipment": enums.EquipmentKind,
    "equipment_services": enums.EquipmentServiceKind,
    "publics_specifiquement_adresses": enums.PublicSpecifiquementAdresse,
    "prise_en_charge_specifique": enums.PriseEnChargeSpecifique,
    "frais_a_charge": enums.FraisACharge,
    "modalites_acces": enums.ModaliteAcces,
    "modalites_accompagnement": enums.ModaliteAccompagnement,
    "audience": enums.Audience,
    "level": enums.Level,
    "itinerance": enums.Itinerance,
}


class Params(Protocol):
    """A QueryDict, or what looks like one."""

    def get(self, name: str, default: str = ...) -> str: ...
    def getlist(self, name: str) -> list[str]: ...


def question(params: Params, *, near: Point | None, known: Callable[[str], Iterable[str]]) -> Search:
    """`known(facet)` gives the terms of the lists nobody closed: languages, zones, programmes, labels."""
    ignored: list[str] = []
    filters = _filters(params, known, ignored)
    return Search(
        text=params.get("q", "")[:LONGEST_TEXT].strip(),
        filters=filters,
        open=_open(params, ignored),
        box=_parsed(params, "bbox", parse_box, ignored),
        near=near,
        max_km=_max_km(params, ignored) if near else None,
        order=_order(params, ignored),
        ignored=tuple(ignored),
    )


def _filters(params: Params, known: Callable, ignored: list[str]) -> dict[str, tuple[str, ...]]:
    chosen = {}
    for facet in FACETS:
        names = [facet, *(other for other, name in OTHER_NAMES.items() if name == facet)]
        values = [value for name in names for value in params.getlist(name) if value][:MOST_TERMS]
        if values:
            allowed = set(accepted(facet, known))
            chosen[facet] = tuple(dict.fromkeys(value for value in values if value in allowed))
            ignored += [value for value in values if value not in allowed]
    return {facet: terms for facet, terms in chosen.items() if terms}


def accepted(facet: str, known: Callable[[str], Iterable[str]]) -> Iterable[str]:
    if facet == "freshness":
        return FRESHNESS
    return CLOSED[facet].values if facet in CLOSED else known(facet)


def _open(params: Params, ignored: list[str]) -> str:
    when, at = params.get("ouvert", ""), params.get("date", "")
    if when in (OPEN_NOW, OPEN_SATURDAY):
        return when
    wanted = at if when in ("", AT_A_TIME) else when
    return (_instant(wanted) or _refuse(wanted, ignored)) if wanted else ""


def _instant(text: str) -> str:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return text if 2000 <= instant.year < 2100 else ""


def _max_km(params: Params, ignored: list[str]) -> float | None:
    """`a_pied=15`: what one walks in 15 minutes, streets not being straight lines."""
    text = params.get("a_pied", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:4]) <= 600):
        _refuse(text, ignored)
        return None
    return int(text[:4]) / 60 * WALKING_KMH / DETOUR


def _order(params: Params, ignored: list[str]) -> str:
    order = params.get("tri", "")
    if order and order not in ORDERS:
        return _refuse(order, ignored)
    return "" if order == "distance" else order  # the order of a search that has a starting point


def _parsed(params: Params, name: str, parse: Callable, ignored: list[str]):
    text = params.get(name, "")
    value = parse(text) if text else None
    if text and value is None:
        _refuse(text, ignored)
    return value


def _refuse(text: str, ignored: list[str]) -> str:
    ignored.append(text)
    return ""


def near_of(params: Params) -> Point | None:
    return parse_point(params.get("near", ""))
