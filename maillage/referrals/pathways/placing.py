"""A real place near by for each step, with the ranking of "Où aller ?"; none is a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from maillage.orientation import gathering, wording
from maillage.orientation.enquiry import Person
from maillage.orientation.ranking import Enquiry, Match, rank
from maillage.places import presenting
from maillage.places.models import Offer, Place
from maillage.referrals.pathways.templates import Line, enquiry
from maillage.territory.models import Zone

SHOWN = 3
APART = ("walk", "open", "offer", "old")  # told beside the reasons


@dataclass(frozen=True)
class Found:
    place: Place
    offer: Offer | None = None
    walk: str = ""
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def find(lines: Sequence[Line], person: Person, *, zone: Zone | None, now: datetime) -> list[list[Found]]:
    """The first places of each step; the same number of queries for all the rows, whatever the number of steps."""
    near, code = (zone.point, zone.code) if zone else (None, "")
    asked = [enquiry(line, person, zone=code, located=near is not None) for line in lines]
    distances = [gathering.nearest(one, near) if one.services[0] else {} for one in asked]
    places = {place.id: place for place in gathering.places({id for km in distances for id in km})}
    return [
        [_found(match, places, line, now) for match in _ranked(places, km, one, now)[:SHOWN]]
        for line, km, one in zip(lines, distances, asked, strict=True)
    ]


def _ranked(places: dict[str, Place], km: dict[str, float | None], asked: Enquiry, now: datetime) -> list[Match]:
    return rank([gathering.candidate(places[id], km[id], asked, now) for id in km if id in places], asked)


def _found(match: Match, places: dict[str, Place], line: Line, now: datetime) -> Found:
    place = places[match.place.id]
    return Found(
        place=place,
        offer=next((one for one in place.actions_held if line.service in one.services), None),
        walk=presenting.walk(match.place.km) if match.place.km is not None else "",
        reasons=tuple(dict.fromkeys(wording.said(one, now) for one in match.telling if one.code not in APART)),
        warnings=tuple(wording.warned(one, now) for one in match.warnings if one.code not in APART),
    )
