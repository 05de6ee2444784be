"""The duplicates of the base: kept in memory, following core.Revision, so that a page asks and does not compute."""

from dataclasses import dataclass
from threading import RLock
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.census.duplicates.cards import USED, read_card
from maillage.census.duplicates.explaining import Told, explain
from maillage.census.duplicates.offers import SHOWN_FROM, resemblance
from maillage.census.duplicates.register import Register
from maillage.census.duplicates.scoring import Pair, Verdict, compare
from maillage.census.models import MatchDecision, Merge
from maillage.core.models import Revision
from maillage.network.rules import Actor
from maillage.network.tasks import Task
from maillage.places.enums import LifeCycle
from maillage.places.models import PLACES, Offer, Place

MANY = 1000  # beyond, reading everything again is quicker than one by one


@dataclass(frozen=True)
class Like:
    """A place of the base that is, or may be, the one described."""

    place: Place
    score: float
    verdict: Verdict
    reasons: list[Told]


class _Following:
    """One register a process, brought up to date before each answer."""

    def __init__(self):
        self._lock = RLock()
        self._register = Register()
        self._revision: int | None = None

    def forget(self) -> None:
        """For tests, whose database goes back in time."""
        with self._lock:
            self._revision = None

    def is_quick(self) -> bool:
        """Would an answer come at once? Not in a large base nobody has compared yet in this process."""
        with self._lock:
            seen = -1 if self._revision is None else self._revision
            return Place.objects.filter(revision__gt=seen).count() <= MANY

    def pairs(self) -> list[Pair]:
        with self._lock:
            return self._fresh().best_first()

    def like(self, columns: dict[str, Any]) -> list[Pair]:
        with self._lock:
            return self._fresh().like(read_card(columns.get("id") or "", columns))

    def compared(self, one: str, other: str) -> Pair | None:
        """Two places one chose, whatever they are; None when one of them is out of the register."""
        with self._lock:
            register = self._fresh()
            cards = register.cards.get(one), register.cards.get(other)
            if None in cards:
                return None
            return register.pairs.get(frozenset((one, other))) or Pair(*cards, compare(*cards, register.corpus))

    def _fresh(self) -> Register:
        revision = Revision.current(PLACES)
        if self._revision is None or revision < self._revision:
            self._read_all()
        elif revision > self._revision:
            self._read_since(self._revision)
        self._revision = revision
        return self._register

    def _read_all(self) -> None:
        self._register = Register(map(_card, living().values("id", *USED).iterator()))

    def _read_since(self, revision: int) -> None:
        changed = Place.objects.filter(revision__gt=revision)
        if changed.count() > MANY:
            return self._read_all()
        alive = {row["id"]: row for row in living().filter(revision__gt=revision).values("id", *USED)}
        for id in changed.values_list("id", flat=True):
            self._register.put(_card(alive[id])) if id in alive else self._register.remove(id)
        if living().count() != len(self._register.cards):  # a row is gone, and cannot say so
            self._read_all()
        return None


following = _Following()


def living() -> QuerySet[Place]:
    """Places that stand on their own: neither merged nor closed."""
    return Place.objects.filter(merged_into=None).exclude(life_cycle=LifeCycle.CLOSED)


def _card(row: dict[str, Any]):
    return read_card(row["id"], row)


def places_like(columns: dict[str, Any], limit: int = 5) -> list[Like]:
    """Places of the base that these columns may describe, likeliest first: shown before a new one is created (J29)."""
    pairs = following.like(columns)[:limit]
    found = Place.objects.in_bulk([pair.other.id for pair in pairs])
    return [
        Like(found[pair.other.id], pair.score, pair.verdict, explain(pair.comparison.reasons))
        for pair in pairs
        if pair.other.id in found
    ]


def offers_like(columns: dict[str, Any], limit: int = 5) -> list[Offer]:
    """Actions of the base like this one, likeliest first. `columns`: nom, services, audience…, place_id, commune."""
    names = ("id", "nom", "services", "uses", "audience", "level", "publics", "place_id", "organisation_id")
    offers = Offer.objects.exclude(place__life_cycle=LifeCycle.CLOSED).values(*names, commune=F("place__commune"))
    scored = [(resemblance(columns, row), row["id"]) for row in offers if row["id"] != columns.get("id")]
    best = sorted((one for one in scored if one[0] >= SHOWN_FROM), reverse=True)[:limit]
    found = Offer.objects.select_related("place", "organisation").in_bulk([id for _, id in best])
    return [found[id] for _, id in best]


def decided() -> set[frozenset[str]]:
    """Pairs somebody decided of: they are not proposed again."""
    return {frozenset(ids) for ids in MatchDecision.objects.values_list("first_id", "second_id")}


def proposed() -> list[Pair]:
    """What waits for a decision: the surest first. Those already known to be hosted one by the other are left out."""
    known = decided()
    known |= {frozenset(ids) for ids in living().exclude(hosted_at=None).values_list("id", "hosted_at_id")}
    return [pair for pair in following.pairs() if frozenset((pair.one.id, pair.other.id)) not in known]


def pair_of(one: str, other: str) -> Pair | None:
    return following.compared(one, other)


def decisions() -> QuerySet[MatchDecision]:
    """The latest first, with what it takes to undo them."""
    return MatchDecision.objects.select_related("first", "second", "merge", "by").order_by("-at", "-pk")


def merges_of(place: Place) -> QuerySet[Merge]:
    return Merge.objects.filter(Q(kept=place) | Q(gone=place), undone_at=None)


def today(actor: Actor) -> list[Task]:
    """For the coordination: pairs that are surely one place, and those to look at."""
    if not actor.coordinates:
        return []
    why = _("Deux fiches pour un même lieu ?")
    if not following.is_quick():
        return [Task(_("Regarder les doublons possibles"), reverse("duplicates:list"), "chercher", why, 45)]
    count = len(proposed())
    if not count:
        return []
    words = ngettext("Regarder %(count)s doublon possible", "Regarder %(count)s doublons possibles", count)
    return [
        Task(words % {"count": count}, reverse("duplicates:list"), "lieu", _("Deux fiches pour un même lieu ?"), 45)
    ]
