"""Which places first, and why. Pure: score and reasons are born together, so that no place is ranked in silence.

Points add up. What a place says it does counts; what it does not say is unknown, never "no"; what it denies counts
against it. A closer place, one more thing that fits, fresher information never make a place go down.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

MAIN_SERVICE, OTHER_SERVICE = 40, 30
USE, DEVICE, DEVICE_UNSURE, SUPPLY = 8, 24, 18, 20
PROGRAMME, SUITS = 10, 4
ASKED, DENIED, PARTLY = 14, -14, 5
OPEN_ASKED, OPEN_NOW = 16, 5
FREE, ACCESSIBLE, INSIDE = 3, 1, 8
NAMED, RUN_BY = 80, 25  # its name was typed; its organisation is who does that
FRESH, BROKEN, DOUBTFUL, PAUSED = 12, -10, -5, -60
FAR = 18  # 250 m cost 12, 1 km 29, 4 km 51
NO_POSITION = -45
FRESH_DAYS, STALE_DAYS = 182.5, 730.0  # data·inclusion's rule: full value under six months, none after two years

# National and local words this module reasons about
NO_PUBLIC = "Ce lieu n'accueille pas de public"
RESIDENTS, PROFESSIONALS = "résidents", "professionnels"
PLANNED, ON_PAUSE = "prévu", "fermé temporairement"
WORKING, NOT_WORKING = "en service", ("en panne", "retiré")
GRATUIT, SOUS_CONDITION, PAYANT = "Gratuit", "Gratuit sous condition", "Payant"
LANGUES = "Langues étrangères"
MOTEURS = "Handicaps moteurs"
SERVICE_OF_USE = {
    "démarches administratives": "Aide aux démarches administratives",
    "écrivain public": "Aide aux démarches administratives",
    "accès libre": "Accès internet et matériel informatique",
    "ateliers d'initiation": "Maîtrise des outils numériques du quotidien",
    "aide personnalisée": "Maîtrise des outils numériques du quotidien",
}

SAYS_THE_SAME = ("démarches administratives", "accès libre")  # as their service, already told


class Reason(NamedTuple):
    """A code and what goes with it; `wording.said` makes a sentence of it, in any language."""

    code: str
    about: object = None


@dataclass(frozen=True)
class Candidate:
    """What ranking knows of a place. Empty means not filled in. `km` is None when one of the ends is unknown."""

    id: str
    nom: str = ""
    services: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    equipment: dict[str, str] = field(default_factory=dict)  # kind → state
    supplies: dict[str, str] = field(default_factory=dict)  # kind → what, at what price
    offers: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (name, services) of the actions held there
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    audience: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    life_cycle: str = ""
    km: float | None = None
    age: int | None = None  # days since the information was last confirmed
    dated: object = None  # the day itself, for the sentence
    doubtful: bool = False  # its pin may be elsewhere
    open: bool | None = None  # now
    until: object = None
    open_when_asked: bool | None = None
    accessible: str = ""  # "people" who move with difficulty are welcome, or only a "sheet" describes the way in
    named: bool = False  # its name was typed


@dataclass(frozen=True)
class Enquiry:
    """What is asked, without a word of what was typed."""

    services: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    supplies: tuple[str, ...] = ()
    asks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    favours: dict[str, tuple[str, ...]] = field(default_factory=dict)
    organisations: tuple[str, ...] = ()
    open: str = ""  # "", "maintenant", "samedi", "soir"
    zone: str = ""
    located: bool = False  # a starting point is known
    professional: bool = False


@dataclass
class Match:
    place: Candidate
    score: float = 0.0
    reasons: list[Reason] = field(default_factory=list)
    unknown: list[Reason] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    fits: bool = False

    def gain(self, points: float, code: str, about: object = None) -> None:
        self.score += points
        self.reasons.append(Reason(code, about))

    def lose(self, points: float, code: str, about: object = None) -> None:
        self.score += points
        self.warnings.append(Reason(code, about))

    def doubt(self, code: str, about: object = None) -> None:
        self.unknown.append(Reason(code, about))


def rank(candidates: Iterable[Candidate], enquiry: Enquiry) -> list[Match]:
    """Best first; places that do not answer, or receive nobody, are left out."""
    matches = [weigh(place, enquiry) for place in candidates if receives(place, enquiry)]
    return sorted((match for match in matches if match.fits), key=in_order)


def in_order(match: Match):
    far = math.inf if match.place.km is None else match.place.km
    return (-round(match.score, 6), far, match.place.nom, match.place.id)


def best(matches: list[Match], enquiry: Enquiry, limit: int) -> list[Match]:
    """The first ones; the last gives way to a place for the second thing asked, when no first one does it."""
    chosen = matches[:limit]
    if limit < 2:
        return chosen
    for service in enquiry.services[1:2]:
        if not any(service in match.place.services for match in chosen):
            other = next((match for match in matches[limit:] if service in match.place.services), None)
            chosen = [*chosen[: limit - 1], other] if other else chosen
    return chosen


def receives(place: Candidate, enquiry: Enquiry) -> bool:
    if place.life_cycle == PLANNED or NO_PUBLIC in place.facets.get("modalites_acces", ()):
        return False
    return enquiry.professional or not place.audience or RESIDENTS in place.audience


def weigh(place: Candidate, enquiry: Enquiry) -> Match:
    match = Match(place)
    for judge in (_services, _devices, _supplies, _asks, _favours, _uses, _cost, _hours, _trust, _way):
        judge(match, place, enquiry)
    return match


def _services(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    for rank_, service in enumerate(enquiry.services):
        points = OTHER_SERVICE if rank_ else MAIN_SERVICE
        offer = next((nom for nom, services in place.offers if service in services), "")
        if service in place.services or service in _services_by_use(place):
            match.fits = True
            match.gain(points, "service", service)
        elif offer:
            match.fits = True
            match.gain(points, "offer", offer)
        elif not place.services:
            match.doubt("service", service)


def _services_by_use(place: Candidate) -> set[str]:
    return {SERVICE_OF_USE[use] for use in place.uses if use in SERVICE_OF_USE}


def _uses(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    told = {service for service in enquiry.services if service in place.services}
    for use in enquiry.uses:
        if use in place.uses and use in SAYS_THE_SAME and SERVICE_OF_USE[use] in told:
            match.score += USE
        elif use in place.uses:
            match.gain(USE, "use", use)


def _devices(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    """One device is enough: a printer or a photocopier both print."""
    states = {kind: place.equipment[kind] for kind in enquiry.equipment if kind in place.equipment}
    usable = [kind for kind, state in states.items() if state not in NOT_WORKING]
    for kind in usable:
        working = states[kind] == WORKING
        match.fits = True
        match.gain(DEVICE if working else DEVICE_UNSURE, "device_working" if working else "device", kind)
    for kind in states:
        if kind not in usable:
            match.lose(BROKEN, "broken", kind)
    if enquiry.equipment and not states:
        match.doubt("device", enquiry.equipment[0])


def _supplies(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    for kind in enquiry.supplies:
        if kind in place.supplies:
            match.fits = True
            match.gain(SUPPLY, "supply", (kind, place.supplies[kind]))


def _favours(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    for facet, terms in enquiry.favours.items():
        found = [term for term in terms if term in place.facets.get(facet, ())]
        for term in found[:1]:
            match.gain(PROGRAMME if facet == "labels" else SUITS, facet, term)
    if place.named:
        match.fits = True
        match.score += NAMED
    name = place.nom.lower().replace("ü", "u")
    for organisation in enquiry.organisations:
        if organisation.replace("-", " ") in name:
            match.score += RUN_BY


def _asks(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    for facet, terms in enquiry.asks.items():
        plain = [term for term in terms if not _is_language(facet, term)]
        if facet == "frais_a_charge" or not plain:
            continue
        found = [term for term in plain if term in place.facets.get(facet, ())]
        if found:
            match.gain(ASKED, facet, found[0])
        else:
            match.doubt(facet, plain[0])
    _languages(match, place, enquiry)


def _languages(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    """The language itself, or else help for people who speak another one: asked once, answered once."""
    asked = [
        (facet, term)
        for facet in ("languages", "prise_en_charge_specifique")
        for term in enquiry.asks.get(facet, ())
        if _is_language(facet, term)
    ]
    spoken = next(((facet, term) for facet, term in asked if term in place.facets.get(facet, ())), None)
    if spoken:
        match.gain(ASKED, *spoken)
    elif asked:
        match.doubt(*asked[0])


def _is_language(facet: str, term: str) -> bool:
    return facet == "languages" or term.startswith(LANGUES)


def _cost(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    asked = "frais_a_charge" in enquiry.asks
    frais = place.facets.get("frais_a_charge", ())
    if GRATUIT in frais:
        match.gain(ASKED if asked else FREE, "free")
    elif SOUS_CONDITION in frais:
        match.gain(PARTLY if asked else 0, "free_sometimes")
    elif PAYANT in frais and asked:
        match.lose(DENIED, "paying")
    elif asked:
        match.doubt("frais_a_charge")


def _hours(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    if place.life_cycle == ON_PAUSE:
        match.lose(PAUSED, "paused")
    elif place.open:
        match.gain(OPEN_NOW, "open", place.until)
    if not enquiry.open:
        return
    if place.open_when_asked is None:
        match.doubt("hours", enquiry.open)
    elif place.open_when_asked:
        match.gain(OPEN_ASKED, "open_when_asked", enquiry.open)
    else:
        match.lose(-OPEN_ASKED, "shut_when_asked", enquiry.open)


def _trust(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    match.score += FRESH * freshness(place.age)
    if place.age is None or place.age > STALE_DAYS:
        match.warnings.append(Reason("old", place.dated))
    if place.doubtful:
        match.lose(DOUBTFUL, "doubtful")
    if place.accessible:
        match.gain(ACCESSIBLE, "accessible", place.accessible)


def freshness(age: int | None) -> float:
    if age is None:
        return 0.0
    return min(1.0, max(0.0, (STALE_DAYS - age) / (STALE_DAYS - FRESH_DAYS)))


def _way(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    if enquiry.zone and enquiry.zone in place.zones:
        match.gain(INSIDE, "inside")
    if not enquiry.located:
        return
    if place.km is None:
        match.score += NO_POSITION
        match.doubt("position")
    else:
        match.gain(-FAR * math.log1p(place.km * 4), "walk", place.km)
