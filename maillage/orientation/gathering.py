"""From the directory to what ranking weighs: the nearest places that may answer, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Prefetch

from maillage.core.points import Point
from maillage.core.text import fold, keys
from maillage.orientation.models import Helped
from maillage.orientation.ranking import Candidate, Enquiry
from maillage.places import hours
from maillage.places.directory import Search, directory
from maillage.places.enums import Level, PositionPrecision, PriseEnChargeSpecifique
from maillage.places.models import Equipment, EquipmentService, Offer, Place

MOST, MOST_RARE = 60, 20  # nearest places looked at
RARE = ("languages", "prise_en_charge_specifique")
PER_NAME, LONGEST_NAME = 10, 5
EVENING = 18
FULL_DAYS = 15  # "full for more than a fortnight": then one may ask again
FIRST_CONTACT = ("premier contact", "premiers pas", "premier pas", "grand debutant", "grands debutants")
ORDINARY = frozenset(
    keys(
        "centre social maison quartier france services service espace numérique mairie médiathèque"
        " bibliothèque association"
    )
)
FACET_COLUMNS = (
    "publics_specifiquement_adresses", "prise_en_charge_specifique", "frais_a_charge", "modalites_acces",
    "modalites_accompagnement", "languages", "level", "itinerance",
)  # fmt: skip
COLUMNS = (
    "id", "slug", "nom", "adresse", "complement_adresse", "code_postal", "commune", "latitude", "longitude",
    "telephone", "prise_rdv", "horaires", "date_maj", "verified_on", "verified_by", "services", "uses", "audience",
    "zones", "life_cycle", "position_precision", "fiche_acces_libre", "dispositif_programmes_nationaux",
    "formations_labels", "search_keys", "contested", *FACET_COLUMNS,
)  # fmt: skip


def nearest(enquiry: Enquiry, near: Point | None) -> dict[str, float | None]:
    """Ids of places that do one of the things asked, with their distance. The order does not matter."""
    found: dict[str, float | None] = {}
    for search, limit in _searches(enquiry):
        answer = directory.find(replace(search, near=near, order="" if near else "fraicheur"), limit=limit)
        found.update({id: answer.km.get(id) for id in answer.ids})
    return found


def _searches(enquiry: Enquiry) -> Iterable[tuple[Search, int]]:
    """Whoever does one of the things; whoever is inside the zone; whoever welcomes the rare condition, even far."""
    things = {
        "services": enquiry.services, "uses": enquiry.uses, "equipment": enquiry.equipment,
        "equipment_services": enquiry.supplies,
    }  # fmt: skip
    things = {facet: terms for facet, terms in things.items() if terms}
    if not things:
        return
    yield Search(either=things), MOST
    conditions = {facet: enquiry.asks[facet] for facet in RARE if enquiry.asks.get(facet)}
    if enquiry.access:
        conditions["prise_en_charge_specifique"] = (
            *conditions.get("prise_en_charge_specifique", ()), *enquiry.access,
        )  # fmt: skip
    if conditions and enquiry.services:
        yield Search(either=conditions, filters={"services": enquiry.services}), MOST_RARE
    if enquiry.organisations:
        yield Search(text=enquiry.organisations[0].replace("-", " ")), MOST_RARE


def may_be_named(text: str) -> list[str]:
    """Places whose name a short text may be; a longer one is a need, not a name."""
    if not 0 < len(keys(text)) <= LONGEST_NAME:
        return []
    return directory.find(Search(text=text[:200]), limit=PER_NAME).ids


def distances(rows: list[Place], km: dict[str, float | None], near: Point | None) -> dict[str, float | None]:
    """As the directory measured them; the few places found by their name are measured here."""
    return {
        row.id: km[row.id] if row.id in km else (near.km_to(row.point) if near and row.point else None) for row in rows
    }


def carries(place: Place, text: str) -> bool:
    """Every word typed is in its names, or what sets its name apart was typed."""
    typed, (first, _, _) = set(keys(text)), place.search_keys.partition("\n")
    apart = set(keys(place.nom)) - ORDINARY - set(keys(place.commune))
    return bool(typed) and (typed <= set(first.split()) or (bool(apart) and apart <= typed))


def places(ids: Iterable[str]) -> list[Place]:
    """The rows, with what belongs to them: five queries."""
    supplies = EquipmentService.objects.only("place_id", "kind", "item", "price")
    outcomes = Helped.objects.only("place_id", "service", "helped", "ended", "full_on")
    found = Place.objects.published().filter(id__in=list(ids)).only(*COLUMNS)
    return list(
        found.prefetch_related(
            Prefetch("equipment", Equipment.objects.only("place_id", "kind", "state"), "devices"),
            Prefetch("equipment_services", supplies, "supplies"),
            Prefetch("offers", Offer.objects.only("place_id", "nom", "services", "level"), "actions_held"),
            Prefetch("helped", outcomes, "outcomes"),
        )
    )


def first_steps(place: Place) -> str:
    """The action for those who never dared: it says so, or is for beginners who start from nothing."""
    held = place.actions_held
    return min((one.nom for one in held if Level.FIRST_STEPS in one.level or named_first(one.nom)), default="")


def named_first(nom: str) -> bool:
    return any(words in fold(nom) for words in FIRST_CONTACT)


def accessible(place: Place) -> str:
    if PriseEnChargeSpecifique.MOTEURS in place.prise_en_charge_specifique:
        return "people"
    return "sheet" if place.fiche_acces_libre else ""


def candidate(place: Place, km: float | None, enquiry: Enquiry, now: datetime, named=frozenset()) -> Candidate:
    confirmed = max((day for day in (place.date_maj, place.verified_on) if day), default=None)
    state = state_at(place.horaires, now)
    facets = {name: tuple(getattr(place, name)) for name in FACET_COLUMNS if getattr(place, name)}
    facets["labels"] = (*place.dispositif_programmes_nationaux, *place.formations_labels)
    return Candidate(
        id=place.id, nom=place.nom, services=tuple(place.services), uses=tuple(place.uses), facets=facets,
        equipment={device.kind: device.state for device in place.devices},
        supplies={row.kind: ", ".join(filter(None, (row.item, row.price))) for row in place.supplies},
        offers=tuple((offer.nom, tuple(offer.services)) for offer in place.actions_held),
        audience=tuple(place.audience), zones=tuple(place.zones), life_cycle=place.life_cycle, km=km,
        age=(now.date() - confirmed).days if confirmed else None, dated=confirmed,
        doubtful=place.position_precision == PositionPrecision.DOUBTFUL, open=state.open, until=state.until,
        open_when_asked=open_when(place.horaires, enquiry.open, now),
        accessible=accessible(place), named=place.id in named, first_steps=first_steps(place),
        contested=bool(place.contested),
        outcomes={row.service: (row.helped, row.ended) for row in place.outcomes},
        full=tuple(row.service for row in place.outcomes if lately_full(row.full_on, now.date())),
    )  # fmt: skip


def lately_full(said_on: date | None, today: date) -> bool:
    return said_on is not None and today - said_on < timedelta(days=FULL_DAYS)


def state_at(horaires: str, now: datetime) -> hours.OpenState:
    return _state(horaires, now.replace(second=0, microsecond=0)) if horaires else hours.UNKNOWN


@lru_cache(maxsize=20_000)
def _state(horaires: str, minute: datetime) -> hours.OpenState:
    return hours.state(horaires, minute)


def open_when(horaires: str, when: str, now: datetime) -> bool | None:
    """None: nobody said."""
    if not when or not horaires:
        return None
    if when == "samedi":
        return _opens_on(horaires, hours.next_saturday(now))
    return _opens_late(horaires, now.date()) if when == "soir" else state_at(horaires, now).open


@lru_cache(maxsize=20_000)
def _opens_on(horaires: str, day: date) -> bool | None:
    found = hours.day(horaires, day)
    return None if found is None else bool(found.ranges)


@lru_cache(maxsize=20_000)
def _opens_late(horaires: str, today: date) -> bool | None:
    days = hours.week(horaires, today)
    if not days:
        return None
    return any(end.hour >= EVENING or (end.hour, end.minute) == (0, 0) for day in days for _, end in day.ranges)
