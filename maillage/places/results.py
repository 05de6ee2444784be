"""One page of the list: its cards, its filters, and the links from it to the neighbouring questions."""

from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from maillage.places import facets, presenting
from maillage.places.asking import OTHER_NAMES, WALKS
from maillage.places.directory import OPEN_NOW, OPEN_SATURDAY, Found, Search
from maillage.places.models import Place

PAGE = 20
SHORT_LIST = 4  # services named on a card


@dataclass(frozen=True)
class Card:
    place: Place
    line: presenting.OpenLine
    stamp: presenting.Stamp
    walk: str

    @property
    def address(self) -> str:
        return presenting.address(self.place)

    @property
    def services(self) -> list[str]:
        return [presenting.short_service(term) for term in self.place.services[:SHORT_LIST]]

    @property
    def more_services(self) -> int:
        return max(0, len(self.place.services) - SHORT_LIST)


@dataclass(frozen=True)
class Link:
    text: str
    url: str
    current: bool = False


def cards(places: list[Place], km: dict[str, float]) -> list[Card]:
    now = timezone.localtime()
    return [
        Card(
            place=place,
            line=presenting.open_line(place.horaires, now, place.life_cycle),
            stamp=presenting.stamp(place.date_maj, place.verified_on, now.date(), place.verified_by),
            walk=presenting.walk(km[place.id]) if place.id in km else "",
        )
        for place in places
    ]


class Results:
    """What the list's template reads. `pairs` are the parameters of the page, without empty ones."""

    def __init__(self, params, search: Search, start, found: Found, places: list[Place], zones: dict, number: int = 1):
        self.search, self.start, self.found, self.zones, self.number = search, start, found, zones, number
        self.pairs = [(name, value) for name, values in params.lists() for value in values if value]
        self.map_open = params.get("vue") == "carte"
        self.cards = cards(places, found.km)

    @property
    def total(self) -> int:
        return self.found.total

    @property
    def asked_address(self) -> str:
        return dict(self.pairs).get("adresse", "")

    @property
    def asked_zone(self) -> str:
        return "" if self.asked_address else dict(self.pairs).get("zone", "")

    @property
    def asked_near(self) -> str:
        return "" if self.asked_address or self.asked_zone else dict(self.pairs).get("near", "")

    @property
    def start_links(self) -> list[Link]:
        """What the same address may also mean."""
        others = self.start.others if self.start else ()
        return [
            Link(other.label, self.url(without=("adresse", "zone", "near"), adresse=other.label)) for other in others
        ]

    @property
    def not_understood(self) -> str:
        unknown_start = self.start and self.start.point is None
        terms = self.search.ignored[:-1] if unknown_start else self.search.ignored
        return presenting.joined([f"« {term[:60]} »" for term in terms[:5]])

    @property
    def pages(self) -> int:
        return max(1, ceil(self.total / PAGE))

    @property
    def counted(self) -> str:
        return presenting.how_many(self.total)

    @cached_property
    def facets(self) -> list[facets.Facet]:
        return facets.facets(self.found.counts, self.search.filters, self.zones)

    def url(self, *, without: tuple[str, ...] = (), **changed) -> str:
        """The same question but for this; always from its first page."""
        gone = {*without, *changed, "page"}
        pairs = [(name, value) for name, value in self.pairs if name not in gone]
        pairs += [(name, value) for name, value in changed.items() if value]
        return f"?{urlencode(pairs)}"

    @property
    def query(self) -> str:
        """What the map asks with: the list's question, without its page nor what was not understood."""
        gone = {"vue", "bbox", "page", "q", *(("adresse", "zone", "near", "a_pied") if not self.search.near else ())}
        kept = [(name, value) for name, value in self.pairs if name not in gone and value not in self.search.ignored]
        return urlencode([("q", self.search.text), *kept] if self.search.text else kept)

    @property
    def map_url(self) -> str:
        return self.url(vue="carte")

    @property
    def previous_url(self) -> str | None:
        return self.url(page=self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        return self.url(page=self.number + 1) if self.number < self.pages else None

    @property
    def orders(self) -> list[Link]:
        """Distance has a meaning once there is a starting point."""
        chosen = self.search.order
        default = _("distance à pied") if self.search.near else _("pertinence") if self.search.text else ""
        links = [Link(default, self.url(without=("tri",)), not chosen)] if default else []
        links.append(Link(_("nom"), self.url(tri="nom"), chosen == "nom" or not (default or chosen)))
        return [*links, Link(_("fraîcheur"), self.url(tri="fraicheur"), chosen == "fraicheur")]

    @property
    def walks(self) -> list[tuple[int, bool]]:
        chosen = dict(self.pairs).get("a_pied")
        return [(minutes, str(minutes) == chosen) for minutes in WALKS]

    @property
    def open_choice(self) -> str:
        return self.search.open if self.search.open in ("", OPEN_NOW, OPEN_SATURDAY) else "date"

    @cached_property
    def chips(self) -> list[Link]:
        """Each thing that narrows the list, with the address of the list without it."""
        search, chips = self.search, []
        if search.text:
            chips.append(Link(f"« {search.text} »", self.url(without=("q",))))
        if search.open:
            chips.append(Link(self._open_text(), self.url(without=("ouvert", "date"))))
        if search.max_km is not None:
            minutes = _("à moins de %(minutes)s min à pied") % {"minutes": dict(self.pairs).get("a_pied")}
            chips.append(Link(minutes, self.url(without=("a_pied",))))
        if search.box:
            chips.append(Link(_("dans le cadre de la carte"), self.url(without=("bbox",))))
        return chips + [
            Link(facets.label(facet, term, self.zones), self._without_term(facet, term))
            for facet, terms in search.filters.items()
            for term in terms
        ]

    def _without_term(self, facet: str, term: str) -> str:
        kept = [pair for pair in self.pairs if pair[1] != term or pair[0] not in (facet, *_aliases(facet))]
        return f"?{urlencode([pair for pair in kept if pair[0] != 'page'])}"

    def _open_text(self) -> str:
        if self.search.open == OPEN_NOW:
            return _("ouvert maintenant")
        if self.search.open == OPEN_SATURDAY:
            return _("ouvert samedi")
        return _("ouvert %(when)s") % {"when": presenting.instant_text(self.search.open, timezone.localtime())}


def _aliases(facet: str) -> tuple[str, ...]:
    return tuple(other for other, name in OTHER_NAMES.items() if name == facet)


def page_number(params) -> int:
    """From 1; anything else is the first page."""
    text = params.get("page", "")
    return max(1, int(text[:6])) if text.isascii() and text.isdigit() else 1
