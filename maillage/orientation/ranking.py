"""Which places first, and why. Pure: score and reasons are born together, so that no place is ranked in silence.

Points add up. What a place says it does counts; what it does not say is unknown, never "no"; what it denies counts
against it. A closer place, one more thing that fits, fresher information never make a place go down.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from maillage.core.points import walking_minutes

MAIN_SERVICE, OTHER_SERVICE = 40, 30
DEVICE, DEVICE_UNSURE, SUPPLY = 12, 10, 12
ANOTHER = 1  # a second device, a second way to be equipped: one is enough
ASKED, DENIED, PARTLY = 24, -24, 9  # one wish is worth ten minutes on foot: 2 against 12
OPEN_ASKED = 24
FIRST_STEPS, ONE_TO_ONE, WALK_IN = 30, 6, 4  # for those who fear: a first contact, somebody beside, no appointment
NAMED, RUN_BY = 80, 25  # its name was typed; its organisation is who does that
BROKEN, CONTESTED, DOUBTFUL, PAUSED = -10, -12, -5, -60
HELPED, FULL = 6, -4  # people were helped there for this need; it said it was full (ADR 30)
ENOUGH = 5  # outcomes known before they count: fewer say nothing

# What nobody asked is only completeness: all of it together (28) weighs less than 3 minutes against 25 on foot (39),
# so that a sheet well filled in never sends anyone across the town
USES = (4, 2, 1, 0)  # the first use that fits, the second…
PROGRAMME, SUITS = 5, 3
OPEN_NOW, FREE, ACCESSIBLE, FRESH = 4, 2, 1, 6
INSIDE = 6  # in the neighbourhood one named

FAR, PER_KM = 24, 6  # 250 m cost 18, 1 km 45, 2 km 65, 4 km 92: the first minutes count most, the others still do
NO_POSITION = -70  # as 2.3 km, three quarters of an hour on foot
WITHIN, TOO_FAR = 16, -60  # of the minutes one can walk; beyond is always below a place whose position is unknown
FRESH_DAYS, STALE_DAYS = 182.5, 730.0  # data·inclusion's rule: full value under six months, none after two years

# National and local words this module reasons about
NO_PUBLIC = "Ce lieu n'accueille pas de public"
RESIDENTS, PROFESSIONALS = "résidents", "professionnels"
PLANNED, ON_PAUSE = "prévu", "fermé temporairement"
WORKING, NOT_WORKING = "en service", ("en panne", "retiré")
GRATUIT, SOUS_CONDITION, PAYANT = "Gratuit", "Gratuit sous condition", "Payant"
LANGUES = "Langues étrangères"
MOTEURS = "Handicaps moteurs"
PUBLIC_WRITER, PERSONAL_HELP = "écrivain public", "aide personnalisée"
ITINERANT, FIXE, REMOTE = "Itinérant", "Fixe", "À distance"
INDIVIDUAL, COME_IN = "Accompagnement individuel", "Se présenter"
BEGINNER = "grand débutant"
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
    first_steps: str = ""  # the action held there for those who never dared
    contested: bool = False  # somebody said that what is written is wrong
    outcomes: dict[str, tuple[int, int]] = field(default_factory=dict)  # service → (helped, ended)
    full: tuple[str, ...] = ()  # services for which it lately said that it was full


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
    access: tuple[str, ...] = ()  # each is needed, unlike the terms of `asks`, which are alternatives
    fear: bool = False
    reads_little: bool = False
    mobility: str = ""  # "", "domicile", "distance"
    minutes: int | None = None  # on foot, at most


@dataclass
class Match:
    place: Candidate
    score: float = 0.0
    reasons: list[Reason] = field(default_factory=list)
    points: list[float] = field(default_factory=list)  # of each reason
    unknown: list[Reason] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    fits: bool = False

    def gain(self, points: float, code: str, about: object = None) -> None:
        self.score += points
        self.points.append(points)
        self.reasons.append(Reason(code, about))

    @property
    def telling(self) -> list[Reason]:
        """The reasons, those that weigh most first."""
        order = sorted(range(len(self.reasons)), key=lambda at: -self.points[at])
        return [self.reasons[at] for at in order]

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
    for judge in JUDGES:
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
    """The second use that fits says less than the first; the one those who read little need is already told."""
    told = {service for service in enquiry.services if service in place.services}
    fitting = [use for use in enquiry.uses if use in place.uses]
    for use, points in zip(fitting, USES, strict=False):
        silent = use in SAYS_THE_SAME and SERVICE_OF_USE[use] in told
        if silent or (enquiry.reads_little and use in (PUBLIC_WRITER, PERSONAL_HELP)):
            match.score += points
        else:
            match.gain(points, "use", use)


def _devices(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    """One device is enough: a printer or a photocopier both print."""
    states = {kind: place.equipment[kind] for kind in enquiry.equipment if kind in place.equipment}
    usable = [kind for kind, state in states.items() if state not in NOT_WORKING]
    for at, kind in enumerate(sorted(usable, key=lambda kind: states[kind] != WORKING)):
        working = states[kind] == WORKING
        points = ANOTHER if at else DEVICE if working else DEVICE_UNSURE
        match.fits = True
        match.gain(points, "device_working" if working else "device", kind)
    for kind in states:
        if kind not in usable:
            match.lose(BROKEN, "broken", kind)
    if enquiry.equipment and not states:
        match.doubt("device", enquiry.equipment[0])


def _supplies(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    for at, kind in enumerate(kind for kind in enquiry.supplies if kind in place.supplies):
        match.fits = True
        match.gain(ANOTHER if at else SUPPLY, "supply", (kind, place.supplies[kind]))


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
        plain = [term for term in terms if not _is_language(facet, term) and term not in enquiry.access]
        if facet == "frais_a_charge" or not plain:
            continue
        found = [term for term in plain if term in place.facets.get(facet, ())]
        if found:
            match.gain(ASKED, facet, found[0])
        elif facet == "level" and place.facets.get("level"):
            match.lose(DENIED, "other_level", place.facets["level"][0])
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


def _access(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    """Each need for itself; a sheet that describes the way in is half an answer to a wheelchair."""
    for term in enquiry.access:
        if term in place.facets.get("prise_en_charge_specifique", ()):
            match.gain(ASKED, "prise_en_charge_specifique", term)
        elif term == MOTEURS and place.accessible:
            match.gain(PARTLY, "accessible", place.accessible)
        else:
            match.doubt("prise_en_charge_specifique", term)


def _confidence(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    """A first contact, somebody beside, no appointment: what makes it easier to push the door."""
    if not enquiry.fear:
        return
    helped = INDIVIDUAL in place.facets.get("modalites_accompagnement", ()) or PERSONAL_HELP in place.uses
    if place.first_steps:
        match.gain(FIRST_STEPS, "first_contact", place.first_steps)
    elif BEGINNER in place.facets.get("level", ()):
        match.gain(FIRST_STEPS, "level", BEGINNER)
    elif not helped:
        match.doubt("first_contact")
    if helped:
        match.gain(ONE_TO_ONE, "one_to_one")
    if COME_IN in place.facets.get("modalites_acces", ()):
        match.gain(WALK_IN, "walk_in")


def _reading(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    if not enquiry.reads_little:
        return
    use = next((one for one in (PUBLIC_WRITER, PERSONAL_HELP) if one in place.uses), "")
    if use:
        match.gain(ASKED if use == PUBLIC_WRITER else PARTLY, "use", use)
    else:
        match.doubt("use", PUBLIC_WRITER)


def _mobility(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    """Somebody comes, or helps from afar; a place that says it never moves says no."""
    if not enquiry.mobility:
        return
    moves = place.facets.get("itinerance", ())
    if enquiry.mobility == "domicile" and ITINERANT in moves:
        match.gain(ASKED, "itinerance", ITINERANT)
    elif REMOTE in place.facets.get("modalites_accompagnement", ()):
        match.gain(ASKED if enquiry.mobility == "distance" else PARTLY, "modalites_accompagnement", REMOTE)
    elif enquiry.mobility == "domicile" and moves == (FIXE,):
        match.lose(DENIED, "does_not_come")
    else:
        match.doubt("mobility", enquiry.mobility)


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
    if place.contested:
        match.lose(CONTESTED, "contested")
    if place.doubtful:
        match.lose(DOUBTFUL, "doubtful")
    if place.accessible and MOTEURS not in enquiry.access:
        match.gain(ACCESSIBLE, "accessible", place.accessible)


def freshness(age: int | None) -> float:
    if age is None:
        return 0.0
    return min(1.0, max(0.0, (STALE_DAYS - age) / (STALE_DAYS - FRESH_DAYS)))


def _outcomes(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    """For the first thing asked that has a past there. Never points taken away: who failed is as who never tried."""
    service = next((one for one in enquiry.services if place.outcomes.get(one, (0, 0))[1] >= ENOUGH), "")
    credit = proven(*place.outcomes[service]) if service else 0.0
    if credit:
        match.gain(HELPED * credit, "helped", service)
    if any(one in place.full for one in enquiry.services):
        match.lose(FULL, "often_full")


def proven(helped: int, ended: int) -> float:
    """0 to 1: how far above one in two, at least, with 95 % certainty (Wilson's lower bound). 0 under ENOUGH."""
    if ended < ENOUGH:
        return 0.0
    share, square = helped / ended, 1.96**2
    margin = 1.96 * math.sqrt(share * (1 - share) / ended + square / (4 * ended**2))
    least = (share + square / (2 * ended) - margin) / (1 + square / ended)
    return max(0.0, 2 * least - 1)


def _way(match: Match, place: Candidate, enquiry: Enquiry) -> None:
    if enquiry.zone and enquiry.zone in place.zones:
        match.gain(INSIDE, "inside")
    if not enquiry.located:
        return
    if place.km is None:
        match.score += NO_POSITION
        match.doubt("position")
        return
    within = enquiry.minutes is not None and walking_minutes(place.km) <= enquiry.minutes
    match.gain(way(place.km) + (WITHIN if within else 0), "walk", place.km)
    if enquiry.minutes is not None and not within:
        match.lose(TOO_FAR, "too_far", enquiry.minutes)


def way(km: float) -> float:
    return -FAR * math.log1p(km * 4) - PER_KM * km


JUDGES = (
    _services, _devices, _supplies, _asks, _access, _confidence, _reading, _mobility, _favours, _uses, _cost, _hours,
    _trust, _outcomes, _way,
)  # fmt: skip
