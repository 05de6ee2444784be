""" "Où aller ?": one question in, one answer out, for the page, the command and the API alike. Writes nothing."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext

from maillage.core import speaking
from maillage.core.points import Point, parse_point, walking_minutes
from maillage.orientation import gathering, pictures, wording
from maillage.orientation.enquiry import Person
from maillage.orientation.gathering import carries
from maillage.orientation.languages import FRENCH, SPOKEN_AS
from maillage.orientation.ranking import Candidate, Enquiry, Match, best, rank
from maillage.orientation.understanding import BEYOND_US, Need, understand
from maillage.places import presenting
from maillage.places.directory import Search, directory
from maillage.places.enums import DispositifProgrammeNational, FraisACharge, PriseEnChargeSpecifique, Service
from maillage.places.models import Place
from maillage.territory.models import Zone
from maillage.territory.queries import zone_called

ELSEWHERE, MOST_SHOWN = ("walk", "open", "old", "inside", "paused"), 5
MOST_MISSING = 4
NEXT_DOOR_MINUTES = 15  # on foot: still the neighbourhood
NEIGHBOURS = {  # who helps when nobody does exactly that
    Service.DEMARCHES: (Service.QUOTIDIEN, Service.ACCES),
    Service.QUOTIDIEN: (Service.ACCES, Service.DEMARCHES),
    Service.INSERTION: (Service.DEMARCHES, Service.QUOTIDIEN),
    Service.SECURITE: (Service.QUOTIDIEN, Service.DEMARCHES),
    Service.PARENTALITE: (Service.QUOTIDIEN, Service.DEMARCHES),
    Service.LOISIRS: (Service.COMPREHENSION, Service.ACCES),
    Service.COMPREHENSION: (Service.QUOTIDIEN, Service.LOISIRS),
    Service.ACCES: (Service.QUOTIDIEN, Service.DEMARCHES),
    Service.ACQUISITION: (Service.ACCES, Service.QUOTIDIEN),
}


@dataclass
class Answer:
    """What was found, before it is put in words."""

    need: Need
    person: Person = field(default_factory=Person)
    enquiry: Enquiry = field(default_factory=Enquiry)
    matches: list[Match] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    widened: list[dict[str, str]] = field(default_factory=list)
    human: Place | None = None
    messages: list[str] = field(default_factory=list)
    near: Point | None = None
    zone: Zone | None = None


def orient(
    text: str = "",
    *,
    needs=(),
    near: Point | str | None = None,
    zone: str | None = "",
    lang: str = "fr",
    open: str = "",
    person: Person | None = None,
    now: datetime | None = None,
    limit: int = 3,
) -> dict:
    """The contract's shape; keys may be added, never taken away. `person`: who asks, see enquiry.py."""
    now = timezone.localtime(now) if now else timezone.localtime()
    known = {code for code, _ in settings.LANGUAGES}
    with translation.override(lang if lang in known else settings.LANGUAGE_CODE):
        person = (person or Person()).completed(Person(open=open if open in wording.WHEN else ""))
        found = Answer(understand(text, pictures.chosen(needs), language=lang), person)
        return _in_words(answer(found, text, near=near, zone=zone or "", now=now, limit=limit), now)


def answer(found: Answer, text: str, *, near, zone: str, now: datetime, limit: int) -> Answer:
    need = found.need
    _start(found, near, zone)
    if need.scope == "out" or need.question:
        _by_name(found, text, now, limit)
    else:
        found.enquiry = enquiry_of(found)
        _look(found, found.enquiry, text, now, limit)
    if not found.matches and not need.question and need.alert not in BEYOND_US:
        found.human = _human(found.near)
        if found.human or need.scope == "in":
            found.widened.append(
                {"step": "human", "text": gettext("Parlez à quelqu'un : cette personne vous orientera.")}
            )
    return found


def _start(found: Answer, near: Point | str | None, zone: str) -> None:
    """A point, or the middle of a zone. What is not known is set aside, and said."""
    found.near = parse_point(near) if isinstance(near, str) else near
    if near and not found.near:
        found.messages.append(gettext("Cette position n'est pas connue : elle n'a pas servi."))
    if zone:
        found.zone = zone_called(zone)
        if found.zone is None:
            found.messages.append(gettext("Ce quartier n'est pas connu : il n'a pas servi."))
        elif not found.near:
            found.near = found.zone.point


def enquiry_of(found: Answer) -> Enquiry:
    """The need, and what the person or their words say of them."""
    need, person = found.need, found.person
    return Enquiry(
        services=tuple(need.wanted), uses=tuple(need.uses),
        equipment=tuple(need.equipment), supplies=tuple(need.supplies),
        asks=asks_of(need, person),
        favours=favours_of(need, asks_of(need, person)),
        organisations=tuple(need.organisations), open=person.open or need.open,
        zone=found.zone.code if found.zone else "", located=found.near is not None,
        professional="professionnels" in need.asks.get("audience", ()),
        access=person.access, fear=person.fear or "confiance" in need.barriers,
        reads_little=person.reads_little or "lecture" in need.barriers,
        mobility=person.mobility, minutes=person.minutes,
    )  # fmt: skip


def favours_of(need: Need, asks: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Who writes in a language is glad to hear it, without having asked."""
    favours = {facet: tuple(terms) for facet, terms in need.favours.items()}
    if need.language != FRENCH and "languages" not in asks:
        favours["languages"] = (SPOKEN_AS.get(need.language, need.language),)
    return favours


def asks_of(need: Need, person: Person) -> dict[str, tuple[str, ...]]:
    asks = {facet: tuple(terms) for facet, terms in need.asks.items()}
    if person.free:
        asks["frais_a_charge"] = (FraisACharge.GRATUIT,)
    if person.level:
        asks["level"] = (person.level,)
    spoken = tuple(one for one in person.languages if one != "fr")
    if spoken:
        asks["languages"] = tuple(dict.fromkeys((*spoken, *asks.get("languages", ()))))
        asks["prise_en_charge_specifique"] = (
            *asks.get("prise_en_charge_specifique", ()), *(received_as(one) for one in spoken),
        )  # fmt: skip
    if person.reads_little:
        asks["prise_en_charge_specifique"] = (
            *asks.get("prise_en_charge_specifique", ()), PriseEnChargeSpecifique.ILLETTRISME,
        )  # fmt: skip
    return {facet: tuple(dict.fromkeys(terms)) for facet, terms in asks.items()}


def received_as(language: str) -> str:
    english = language == "en"
    return PriseEnChargeSpecifique.LANGUES_ANGLAIS if english else PriseEnChargeSpecifique.LANGUES_AUTRES


def _look(found: Answer, enquiry: Enquiry, text: str, now: datetime, limit: int) -> None:
    matches = _ranked(found, enquiry, text, now)
    if not matches and found.need.wanted:
        wider = replace(enquiry, services=NEIGHBOURS[found.need.wanted[0]], equipment=(), supplies=(), uses=())
        matches = _ranked(found, wider, text, now)
        if matches:
            found.widened.append(
                {"step": "service", "text": gettext("Aucun lieu ne propose cela : voici une aide proche.")}
            )
    found.matches = best(matches, enquiry, limit)
    found.widened = _steps(found, enquiry) + found.widened


def _ranked(found: Answer, enquiry: Enquiry, text: str, now: datetime) -> list[Match]:
    maybe = gathering.may_be_named(text)
    km = gathering.nearest(enquiry, found.near)
    rows = gathering.places({**km, **dict.fromkeys(maybe)}) if km or maybe else []
    return _weighed(found, rows, km, enquiry, now, {row.id for row in rows if row.id in maybe and carries(row, text)})


def _weighed(
    found: Answer, rows: list[Place], km: dict, enquiry: Enquiry, now: datetime, named: set[str]
) -> list[Match]:
    found.places = {place.id: place for place in rows}
    km = gathering.distances(rows, km, found.near)
    return rank([gathering.candidate(place, km[place.id], enquiry, now, named) for place in rows], enquiry)


def _steps(found: Answer, enquiry: Enquiry) -> list[dict[str, str]]:
    """How far one had to go beyond what was asked: the neighbourhood, then what nobody filled in."""
    steps = []
    if found.zone and found.matches and not any(_next_door(match.place, enquiry) for match in found.matches):
        zone = speaking.apart(found.zone.nom)
        text = gettext("Rien dans le quartier %(zone)s ni à côté : voici plus loin.") % {"zone": zone}
        steps.append({"step": "zone", "text": text})
    conditions = enquiry.asks.keys() & {"languages", "prise_en_charge_specifique"}
    conditions |= {"prise_en_charge_specifique", "accessible"} if enquiry.access else set()
    if (
        conditions
        and found.matches
        and not any(reason.code in conditions for match in found.matches for reason in match.reasons)
    ):
        text = gettext(
            "Aucun de ces lieux ne dit s'il convient à cette demande particulière : appelez avant d'y aller."
        )
        steps.append({"step": "adaptation", "text": text})
    return steps


def _next_door(place: Candidate, enquiry: Enquiry) -> bool:
    return enquiry.zone in place.zones or (place.km is not None and walking_minutes(place.km) <= NEXT_DOOR_MINUTES)


def _by_name(found: Answer, text: str, now: datetime, limit: int) -> None:
    """Words nobody knows may be the name of a place: "ECHO", "Condition publique"."""
    if found.need.question or found.need.understood:
        return
    rows = [place for place in gathering.places(gathering.may_be_named(text)) if carries(place, text)]
    enquiry = Enquiry(located=found.near is not None)
    found.matches = _weighed(found, rows, {}, enquiry, now, {place.id for place in rows})[:limit]
    if found.matches:
        found.need.scope, found.need.understood = "in", True
        offered = [service for match in found.matches for service in match.place.services]
        found.need.services = list(dict.fromkeys(offered))[:3]


def _human(near: Point | None) -> Place | None:
    """Someone to call: the nearest France Services, or failing that a town hall, with a phone."""
    programme = {"labels": (DispositifProgrammeNational.FRANCE_SERVICES,)}
    for search in (Search(filters=programme, near=near), Search(text="mairie", near=near)):
        ids = directory.find(search, limit=10).ids
        rows = {
            place.id: place for place in Place.objects.filter(id__in=ids).exclude(telephone="").only(*gathering.COLUMNS)
        }
        for id in ids:
            if id in rows:
                return rows[id]
    return None


# In words


def _in_words(found: Answer, now: datetime) -> dict:
    need = found.need
    return {
        "services": need.services,
        "scope": need.scope,
        "question": _question(need),
        "alert": _alert(need.alert),
        "widened": found.widened,
        "places": [_place(match, found, rank_, now) for rank_, match in enumerate(found.matches, 1)],
        "understood": need.understood,
        "filters": need.asks | ({"open": need.open} if need.open else {}),
        "actions": [
            {"code": code, "text": str(wording.ACTIONS[code])} for code in need.actions if code in wording.ACTIONS
        ],
        "messages": found.messages,
        "human": _contact(found.human) if found.human else None,
        "near": list(found.near) if found.near else None,
        "zone": {"code": found.zone.code, "nom": found.zone.nom} if found.zone else None,
        "unmet": _unmet(found),
        "language": need.language,
        "order": wording.order_of(found.enquiry) if found.matches else "",
        "pictures": pictures.drawn(need.wanted, need.uses, need.equipment),
    }


def _unmet(found: Answer) -> dict[str, str] | None:
    """What nobody answers here; the page may ask for it to be counted."""
    wider = any(step["step"] in ("service", "human") for step in found.widened)
    if found.need.question or found.need.alert or found.need.actions or (found.matches and not wider):
        return None
    return {
        "service": found.need.services[0] if found.need.services else "",
        "zone": found.zone.code if found.zone else "",
    }


def _question(need: Need) -> dict | None:
    if not need.question:
        return None
    choices = [{"code": code, "label": str(wording.CHOICES[code])} for code in need.choices]
    return {"id": need.question, "text": str(wording.QUESTIONS[need.question]), "choices": choices}


def _alert(alert: str) -> dict | None:
    if not alert:
        return None
    text, lines = wording.ALERTS[alert]
    numbers = [{"number": line.number, "what": str(line.what), "tel": line.tel, "url": line.url} for line in lines]
    return {"id": alert, "text": str(text), "numbers": numbers}


def _place(match: Match, found: Answer, rank_: int, now: datetime) -> dict:
    place = found.places[match.place.id]
    km = match.place.km
    line = presenting.open_line(place.horaires, now, place.life_cycle)
    return {
        "id": place.id,
        "nom": place.nom,
        "km": None if km is None else round(km, 2),
        "reasons": [wording.said(reason, now) for reason in match.reasons],
        "unknown": [wording.not_filled_in(reason, now) for reason in match.unknown],
        "warnings": [wording.warned(reason, now) for reason in match.warnings],
        "codes": [reason.code for reason in match.reasons],
        **_on_a_card(match, now),
        "rank": rank_,
        "score": round(match.score, 1),
        "walk": presenting.walk(km) if km is not None else "",
        "open": {"state": line.state, "word": line.word, "rest": line.rest},
        "stamp": presenting.stamp(place.date_maj, place.verified_on, now.date(), place.verified_by).text,
        "booking": presenting.web_link(place.prise_rdv),
        "route": presenting.route_link(place.point, presenting.address(place)),
        **_contact(place),
    }


def _on_a_card(match: Match, now: datetime) -> dict[str, list[str]]:
    """A card already has a line for the distance and the hours, and a stamp for the date."""
    shown = [wording.said(reason, now) for reason in match.telling if reason.code not in ELSEWHERE]
    return {
        "shown": list(dict.fromkeys(shown))[:MOST_SHOWN],
        "cautions": [wording.warned(reason, now) for reason in match.warnings if reason.code not in ELSEWHERE],
        "missing": list(dict.fromkeys(wording.not_filled_in(reason, now) for reason in match.unknown))[:MOST_MISSING],
    }


def _contact(place: Place) -> dict:
    return {
        "nom": place.nom,
        "slug": place.slug,
        "url": place.get_absolute_url(),
        "address": presenting.address(place),
        "telephone": presenting.phone(place.telephone) if place.telephone else "",
        "tel": presenting.phone_link(place.telephone) if place.telephone else "",
    }


# For the page


def tiles() -> list[dict[str, str]]:
    """The nine pictures, as `orientation/needs.html` shows them."""
    return [{"code": tile.code, "label": str(wording.TILES[tile.code])} for tile in pictures.TILES]


def zones_by_sector() -> list[dict]:
    """Neighbourhoods to start from, under their sector."""
    groups: dict[str, list[Zone]] = {}
    for zone in (
        Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).select_related("sector").order_by("sector__nom", "nom")
    ):
        groups.setdefault(zone.sector.nom if zone.sector else "", []).append(zone)
    return [{"sector": sector, "zones": zones} for sector, zones in groups.items()]


def choice_label(code: str) -> str:
    """A tile or an answer, in words; empty when nobody knows it."""
    return str(wording.TILES.get(code) or wording.CHOICES.get(code) or "")
