"""The filters of the list: their titles, their terms as people read them, and how many places each would give."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from maillage.core import speaking
from maillage.places.asking import CLOSED, FRESHNESS
from maillage.places.directory import FACETS
from maillage.places.presenting import language_name

SHOWN = 6  # the other terms of a facet are folded
MOST_SHOWN = 60
TITLES = {
    "services": _("Aide proposée"),
    "uses": _("Usages"),
    "equipment": _("Matériel sur place"),
    "equipment_services": _("Obtenir du matériel"),
    "publics_specifiquement_adresses": _("Publics"),
    "languages": _("Langues parlées"),
    "prise_en_charge_specifique": _("Accueil adapté"),
    "frais_a_charge": _("Coût"),
    "modalites_acces": _("Comment y accéder"),
    "modalites_accompagnement": _("Façon d'être aidé"),
    "audience": _("Pour qui"),
    "level": _("Niveau"),
    "programmes": _("Programmes locaux"),
    "zones": _("Quartiers et secteurs"),
    "labels": _("Labels"),
    "itinerance": _("Itinérance"),
    "freshness": _("Date de l'information"),
}
UNFOLDED = ("services", "uses", "equipment")
FRESHNESS_LABELS = dict(
    zip(FRESHNESS, (_("moins de 6 mois"), _("6 mois à 2 ans"), _("plus de 2 ans ou inconnue")), strict=True)
)


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    first: list[Option]
    more: list[Option]

    @property
    def chosen(self) -> int:
        return sum(option.chosen for option in self.first + self.more)

    @property
    def unfolded(self) -> bool:
        return self.name in UNFOLDED or bool(self.chosen)


def facets(
    counts: dict[str, dict[str, int]], filters: dict[str, tuple[str, ...]], zones: dict[str, str]
) -> list[Facet]:
    """Facets that have something to offer, in the order of the page."""
    found = [_facet(name, counts.get(name, {}), filters.get(name, ()), zones) for name in FACETS]
    return [facet for facet in found if facet.first]


def _facet(name: str, counts: dict[str, int], chosen: tuple[str, ...], zones: dict[str, str]) -> Facet:
    kept = [term for term in _order(name, counts, zones) if counts.get(term) or term in chosen]
    options = [Option(term, label(name, term, zones), counts.get(term, 0), term in chosen) for term in kept]
    options.sort(key=lambda option: not option.chosen)  # stable: what is chosen first
    cut = max(SHOWN, sum(option.chosen for option in options))
    if len(options) == cut + 1:
        cut += 1  # one line is not worth folding
    return Facet(name, str(TITLES[name]), options[:cut], options[cut:MOST_SHOWN])


def _order(name: str, counts: dict[str, int], zones: dict[str, str]):
    """A closed list in its own order, zones in that of the territory, other words by how many places have them."""
    if name == "freshness":
        return FRESHNESS
    if name in CLOSED:
        return CLOSED[name].values
    if name == "zones":
        return [*zones, *(code for code in counts if code not in zones)]
    return sorted(counts, key=lambda term: (-counts[term], term))


def label(name: str, term: str, zones: dict[str, str]) -> str:
    if name in CLOSED and term in CLOSED[name].values:
        return str(CLOSED[name](term).label)
    if name == "languages":
        return language_name(term)
    if name == "zones":
        return speaking.apart(zones.get(term, term))
    known = FRESHNESS_LABELS.get(term)
    return str(known) if known else speaking.apart(term)
