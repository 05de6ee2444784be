"""What follows from a place's columns: its page's address, its zones, whether it is published, its search keys."""

from collections.abc import Callable

from django.utils.text import slugify

from maillage.core.points import Point
from maillage.core.text import fold, keys
from maillage.places.enums import LifeCycle
from maillage.places.models import Place
from maillage.places.publishing import blockers
from maillage.territory.queries import zone_codes_at

MAX_KEYS = 400  # a novel in presentation_detail does not make the place more findable


def derive(
    place: Place,
    *,
    taken: set[str] | None = None,
    locate: Callable[[Point], list[str]] = zone_codes_at,
    owned: list[str] | None = None,
) -> None:
    """Fill the derived columns; reads nothing but the zones (kept in memory) and the slugs taken.

    Who writes many places gives what is known already (slugs, zones, words of other tables): then no query is made.
    """
    place.slug = place.slug or (free_slug(place) if taken is None else first_free(slug_base(place), taken))
    place.zones = locate(place.point) if place.point else []
    place.published = not blockers(place) and place.life_cycle != LifeCycle.CLOSED
    place.search_keys = search_keys(place, owned)


def free_slug(place: Place) -> str:
    base = slug_base(place)
    taken = set(Place.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return first_free(base, taken)


def slug_base(place: Place) -> str:
    commune = "" if fold(place.commune) in fold(place.nom) else place.commune
    return slugify(fold(f"{place.nom} {commune}"))[:140].strip("-") or "lieu"


def first_free(base: str, taken: set[str]) -> str:
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)


def search_keys(place: Place, owned: list[str] | None = None) -> str:
    """Stems of the names on a first line, stems of everything else on a second."""
    names = " ".join([place.nom, *place.aliases])
    owned = _owned(place) if owned is None else owned
    rest = [
        place.adresse,
        place.commune,
        place.code_postal,
        *place.programmes,
        *place.dispositif_programmes_nationaux,
        *place.services,
        *place.uses,
        place.presentation_resume,
        place.presentation_detail[:4000],
        *owned,
    ]
    return f"{_distinct(names)}\n{_distinct(' '.join(rest))}"


def _owned(place: Place) -> list[str]:
    """What stands in other tables and is searched for: devices (C05), names of actions (domain.md b.1)."""
    if place._state.adding:
        return []
    owned = [*place.equipment.values_list("kind", flat=True), *place.equipment_services.values_list("kind", "item")]
    owned += place.offers.values_list("nom", flat=True)
    return [" ".join(one) if isinstance(one, tuple) else one for one in owned]


def _distinct(text: str) -> str:
    return " ".join(list(dict.fromkeys(keys(text)))[:MAX_KEYS])
