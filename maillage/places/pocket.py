"""A place as a telephone keeps it for a day without network: what one reads, nothing that is empty."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from maillage.places import presenting
from maillage.places.enums import LifeCycle
from maillage.places.models import Place

COLUMNS = (
    "id", "slug", "nom", "adresse", "complement_adresse", "code_postal", "commune", "telephone", "horaires", "services",
    "life_cycle",
)  # fmt: skip


def kept(ids: Iterable[str], *more: str) -> Iterator[Place]:
    """Those that live, in this order, with these columns of theirs and `more`."""
    places = Place.objects.only(*COLUMNS, *more).in_bulk(list(ids))
    return (place for place in (places.get(id) for id in ids) if place and place.life_cycle != LifeCycle.CLOSED)


def line(place: Place, km: float | None, now: datetime, **more: Any) -> dict[str, Any]:
    told = {
        "slug": place.slug,
        "nom": place.nom,
        "address": presenting.address(place),
        "phone": presenting.phone(place.telephone) if place.telephone else "",
        "tel": presenting.phone_link(place.telephone) if place.telephone else "",
        "hours": presenting.week_line(place, now),
        "walk": presenting.walk(km) if km is not None else "",
    }
    return {name: value for name, value in {**told, **more}.items() if value}


def short_services(place: Place) -> list[str]:
    return [presenting.short_service(service) for service in place.services]
