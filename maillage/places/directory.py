"""The directory: one query, read by the list, the map, "Où aller ?" and the API.

Each process holds an `Index` of the published places and follows `core.Revision`: one small query a request says
whether something changed, and only what changed is read again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from threading import RLock

import numpy as np
from django.utils import timezone

from maillage.core.models import Revision
from maillage.core.points import Box, Point
from maillage.core.text import fold
from maillage.places import hours
from maillage.places.enums import EquipmentState, LifeCycle
from maillage.places.indexing import Index, Row
from maillage.places.models import PLACES, Equipment, EquipmentService, Place

# Facet → column of Place; the order of the filters on the page
COLUMN_FACETS = (
    "services",
    "uses",
    "publics_specifiquement_adresses",
    "languages",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "modalites_acces",
    "modalites_accompagnement",
    "audience",
    "level",
    "programmes",
    "zones",
)
FACETS = (
    "services",
    "uses",
    "equipment",
    "equipment_services",
    *COLUMN_FACETS[2:],
    "labels",
    "itinerance",
    "freshness",
)
FRESH_DAYS, STALE_DAYS = 183, 730
OPEN_NOW, OPEN_SATURDAY = "maintenant", "samedi"


@dataclass(frozen=True)
class Search:
    """A question to the directory. Terms of one facet add up (or), facets restrict each other (and)."""

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    either: dict[str, tuple[str, ...]] = field(default_factory=dict)  # these facets add up (or)
    open: str = ""  # "", "maintenant", "samedi", or an instant: "2026-11-24T14:00"
    box: Box | None = None
    near: Point | None = None
    max_km: float | None = None
    located: bool = False  # only places with a position (the map)
    order: str = ""  # "", "nom", "fraicheur"; with `near` and no order: distance
    ignored: tuple[str, ...] = ()  # what the question held and nobody understood

    def only(self, facet: str, *terms: str) -> "Search":
        return replace(self, filters={**self.filters, facet: terms})


@dataclass
class Found:
    """Ids in order; `counts` maps a facet to {term: how many places if one more term were chosen}."""

    ids: list[str]
    km: dict[str, float]
    total: int
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    open_counts: dict[str, int] = field(default_factory=dict)


class Directory:
    def __init__(self):
        self._lock = RLock()
        self._index = Index()
        self._revision: int | None = None

    def forget(self) -> None:
        """For tests, whose database goes back in time."""
        with self._lock:
            self._revision = None

    def find(self, search: Search, *, counts: bool = False, limit: int | None = None, offset: int = 0) -> Found:
        """Places in order. `counts` adds the facet counts; `limit` and `offset` cut the list of ids, not the total."""
        with self._lock:
            index = self._fresh()
            asked = _Asked(index, search)
            at = asked.ordered()
            page = at[offset : None if limit is None else offset + limit]
            km = asked.km
            return Found(
                ids=[index.ids[position] for position in page],
                km={}
                if km is None
                else {index.ids[position]: float(km[position]) for position in page if km[position] == km[position]},
                total=len(at),
                counts=asked.facet_counts() if counts else {},
                open_counts=asked.open_counts() if counts else {},
            )

    def points(self, search: Search) -> tuple[np.ndarray, np.ndarray, list[str]]:
        """Latitudes, longitudes and ids of the located places found, in no order: what a map gathers."""
        with self._lock:
            index = self._fresh()
            at = np.flatnonzero(_Asked(index, replace(search, located=True)).mask())
            return index.latitude[at], index.longitude[at], [index.ids[position] for position in at]

    def terms(self, facet: str) -> set[str]:
        """The terms places have, for the lists that nobody closed."""
        with self._lock:
            return set(self._fresh().facets.get(facet, ()))

    def _fresh(self) -> Index:
        revision = Revision.current(PLACES)
        if self._revision is None or revision < self._revision or self._index.wasted > len(self._index) + 100:
            self._read_all()
        elif revision > self._revision:
            self._read_since(self._revision)
            if Place.objects.published().count() != len(self._index):  # a row is gone, and cannot say so
                self._read_all()
        self._revision = revision
        return self._index

    def _read_all(self) -> None:
        self._index = Index(capacity=1024)
        _read(self._index, Place.objects.published())

    def _read_since(self, revision: int) -> None:
        changed = Place.objects.filter(revision__gt=revision)
        for id in changed.filter(published=False).values_list("id", flat=True):
            self._index.remove(id)
        _read(self._index, changed.published())


directory = Directory()


class _Asked:
    """One search on one index: each condition is a mask, made once."""

    def __init__(self, index: Index, search: Search):
        self.index, self.search = index, search
        self.km = index.km_from(search.near) if search.near else None
        self.scores = index.matching(search.text) if search.text.strip() else None
        self.by_facet = {
            facet: freshness_mask(index, terms) if facet == "freshness" else index.having(facet, terms)
            for facet, terms in search.filters.items()
            if terms
        }
        self.by_hours = open_mask(index, search.open) if search.open else None
        self.base = self._base()

    def _base(self) -> np.ndarray:
        mask, search = self.index.everything(), self.search
        if self.scores is not None:
            mask &= self.scores > 0
        if search.either:
            mask &= np.any([self.index.having(facet, terms) for facet, terms in search.either.items()], axis=0)
        if search.box:
            mask &= self.index.inside(search.box)
        if search.located:
            mask &= ~np.isnan(self.index.latitude)
        if search.max_km is not None and self.km is not None:
            with np.errstate(invalid="ignore"):
                mask &= self.km <= search.max_km
        return mask

    def mask(self, *, without: str | None = None) -> np.ndarray:
        mask = self.base
        if self.by_hours is not None and without != "open":
            mask = mask & self.by_hours
        for facet, chosen in self.by_facet.items():
            if facet != without:
                mask = mask & chosen
        return mask

    def ordered(self) -> np.ndarray:
        at, search = np.flatnonzero(self.mask()), self.search
        keys = [self.index.name_order()[at]]
        if search.order == "fraicheur":
            keys.append(-self.index.fresh_on[at])
        elif self.km is not None and search.order != "nom":
            keys.append(np.nan_to_num(self.km[at], nan=np.inf))
        elif self.scores is not None and search.order != "nom":
            keys.append(-self.scores[at])
        return at[np.lexsort(keys)]

    def facet_counts(self) -> dict[str, dict[str, int]]:
        shared = self.mask()
        counts = {}
        for facet in FACETS:
            mask = self.mask(without=facet) if facet in self.by_facet else shared
            fresh = facet == "freshness"
            counts[facet] = freshness_counts(self.index, mask) if fresh else self.index.counts(mask, facet)
        return counts

    def open_counts(self) -> dict[str, int]:
        mask = self.mask(without="open")
        return {choice: int((mask & open_mask(self.index, choice)).sum()) for choice in (OPEN_NOW, OPEN_SATURDAY)}


def open_mask(index: Index, when: str) -> np.ndarray:
    now = timezone.localtime()
    if when == OPEN_NOW:
        return index.where_hours(lambda horaires: open_now(horaires, now))
    if when == OPEN_SATURDAY:
        saturday = hours.next_saturday(now)
        return index.where_hours(lambda horaires: opens_on(horaires, saturday))
    try:
        instant = datetime.fromisoformat(when)
    except ValueError:
        return index.everything()
    instant = instant.replace(tzinfo=hours.PARIS) if instant.tzinfo is None else instant
    return index.where_hours(lambda horaires: hours.state(horaires, instant).open)


_open_states: dict[str, hours.OpenState] = {}


def open_now(horaires: str, now: datetime) -> bool:
    return bool(horaires) and bool(open_state(horaires, now))


def open_state(horaires: str, now: datetime) -> bool | None:
    """None: not known. Computed again only when it has changed: that is what `until` says."""
    seen = _open_states.get(horaires)
    if seen is None or seen[0] > now or (seen[1].until is not None and seen[1].until <= now):
        if len(_open_states) > 100_000:
            _open_states.clear()
        seen = _open_states[horaires] = (now, hours.state(horaires, now))
    return seen[1].open


@lru_cache(maxsize=100_000)
def opens_on(horaires: str, on: date) -> bool:
    found = hours.day(horaires, on)
    return bool(found and found.ranges)


# Freshness: terms people read, computed from the date, so that they are right tomorrow too


class Freshness:
    RECENT, AGEING, OLD = "moins de 6 mois", "6 mois à 2 ans", "plus de 2 ans ou inconnue"


def freshness_mask(index: Index, terms) -> np.ndarray:
    masks = _freshness(index)
    return np.any([masks[term] for term in terms if term in masks] or [np.zeros_like(index.alive)], axis=0)


def freshness_counts(index: Index, mask: np.ndarray) -> dict[str, int]:
    return {term: int((mask & chosen).sum()) for term, chosen in _freshness(index).items()}


def _freshness(index: Index) -> dict[str, np.ndarray]:
    today = timezone.localdate()
    recent = index.fresh_on >= (today - timedelta(days=FRESH_DAYS)).toordinal()
    old = index.fresh_on < (today - timedelta(days=STALE_DAYS)).toordinal()
    return {Freshness.RECENT: recent, Freshness.AGEING: ~recent & ~old, Freshness.OLD: old}


# Reading places into the index

_COLUMNS = (
    "id",
    "nom",
    "latitude",
    "longitude",
    "horaires",
    "date_maj",
    "verified_on",
    "search_keys",
    "itinerance",
    "life_cycle",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    *COLUMN_FACETS,
)


def _read(index: Index, places) -> None:
    working = Equipment.objects.exclude(state__in=[EquipmentState.BROKEN, EquipmentState.RETIRED])
    devices, services = _kinds(working, places), _kinds(EquipmentService.objects, places)
    for place in places.only(*_COLUMNS).iterator(chunk_size=2000):
        index.put(row(place, devices.get(place.id, ()), services.get(place.id, ())))


def _kinds(rows, places) -> dict[str, list[str]]:
    """Place → kinds of its rows: two queries for all places (a prefetch makes two query sets a place)."""
    kinds = defaultdict(list)
    for id, kind in rows.filter(place__in=places.values("pk")).values_list("place_id", "kind"):
        kinds[id].append(kind)
    return kinds


def row(place: Place, equipment: Iterable[str], equipment_services: Iterable[str]) -> Row:
    name_keys, _, other_keys = place.search_keys.partition("\n")
    facets = {facet: getattr(place, facet) for facet in COLUMN_FACETS}
    facets["equipment"], facets["equipment_services"] = equipment, equipment_services
    facets["labels"] = [
        *place.dispositif_programmes_nationaux,
        *place.formations_labels,
        *place.autres_formations_labels[:3],
    ]
    facets["itinerance"] = place.itinerance
    fresh_on = max((day for day in (place.date_maj, place.verified_on) if day), default=None)
    return Row(
        id=place.id,
        facets=facets,
        latitude=place.latitude,
        longitude=place.longitude,
        horaires=place.horaires if place.life_cycle == LifeCycle.OPEN and hours.is_valid(place.horaires) else "",
        fresh_on=fresh_on.toordinal() if fresh_on else 0,
        name=fold(place.nom),
        name_keys=name_keys.split(),
        keys=name_keys.split() + other_keys.split(),
    )
