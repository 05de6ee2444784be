"""Theme × neighbourhood: what is asked for beside what is offered, and the rule that says covered or not. Pure.

The rule (minutes l. 169; domain e.3) for one theme in one neighbourhood:
- covered: at least two places do it there, or within 15 minutes' walk, one of them confirmed less than 6 months ago and
  open to everyone;
- weak: it exists, but each place is old news, or there is only one, or none is open to everyone;
- missing: nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from maillage.core.points import Point, walking_minutes
from maillage.diagnosis.enums import Coverage

WALK = 15  # minutes
FRESH_DAYS = 183
SEVERAL = 2


class Why(StrEnum):
    """What makes a cell weak or missing, to be said on the page."""

    NOTHING = "rien"
    STALE = "ancien"
    SINGLE = "seul"
    RESERVED = "réservé"
    NEAR = "à côté"  # not in the neighbourhood itself, but on foot


@dataclass(frozen=True)
class Provider:
    """A place as the matrix sees it."""

    id: str
    services: tuple[str, ...]
    zones: tuple[str, ...]
    point: Point | None = None
    age: int | None = None  # days since it was confirmed; None: never
    for_everyone: bool = True
    hours: float = 0.0  # a week
    languages: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    equipment: int = 0


@dataclass(frozen=True)
class Area:
    code: str
    nom: str
    center: Point
    population: int | None = None


@dataclass
class Cell:
    """One theme in one neighbourhood."""

    service: str
    zone: str
    coverage: str
    why: tuple[str, ...] = ()
    places: list[str] = field(default_factory=list)  # inside
    near: list[str] = field(default_factory=list)  # on foot
    hours: float = 0.0
    demand: dict[str, int] = field(default_factory=dict)  # by source; never added up


def coverage(inside: Iterable[Provider], near: Iterable[Provider]) -> tuple[Coverage, tuple[Why, ...]]:
    """The rule, and its reasons."""
    here = list(inside)
    all_of_them = [*here, *near]
    if not all_of_them:
        return Coverage.MISSING, (Why.NOTHING,)
    why = []
    if not any(one.age is not None and one.age < FRESH_DAYS and one.for_everyone for one in all_of_them):
        why.append(Why.RESERVED if not any(one.for_everyone for one in all_of_them) else Why.STALE)
    if len(all_of_them) < SEVERAL:
        why.append(Why.SINGLE)
    if not here:
        why.append(Why.NEAR)
    weak = any(one != Why.NEAR for one in why)
    return (Coverage.WEAK if weak else Coverage.COVERED), tuple(why)


def cells(
    services: Iterable[str],
    areas: Iterable[Area],
    providers: Iterable[Provider],
    demand: Mapping[tuple[str, str], Mapping[str, int]],
) -> dict[tuple[str, str], Cell]:
    """{(service, zone): cell}. `demand`: {(service, zone): {source: count}}."""
    providers, found = list(providers), {}
    for area in areas:
        here = [one for one in providers if area.code in one.zones]
        on_foot = [one for one in providers if area.code not in one.zones and _walkable(one, area)]
        for service in services:
            inside = [one for one in here if service in one.services]
            near = [one for one in on_foot if service in one.services]
            state, why = coverage(inside, near)
            found[service, area.code] = Cell(
                service, area.code, state, why, [one.id for one in inside], [one.id for one in near],
                round(sum(one.hours for one in inside), 1), dict(demand.get((service, area.code), {})),
            )  # fmt: skip
    return found


def _walkable(one: Provider, area: Area) -> bool:
    return one.point is not None and walking_minutes(one.point.km_to(area.center)) <= WALK


def stage_four(found: Mapping[tuple[str, str], Cell]) -> tuple[int, int]:
    """(cells one can say something of with evidence on one side at least, all cells)."""
    known = sum(1 for one in found.values() if one.places or one.near or one.demand)
    return known, len(found)


def equity(areas: Iterable[Area], providers: Iterable[Provider], service: str) -> dict[str, int]:
    """{zone: how many places offer it inside}: each neighbourhood has 0, 1 or several (minutes, l. 377)."""
    providers = list(providers)
    return {
        area.code: sum(1 for one in providers if area.code in one.zones and service in one.services) for area in areas
    }
