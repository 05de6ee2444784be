"""The places somebody speaks for, and what each says now."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from maillage.appointments.enums import DeskWord
from maillage.appointments.models import Practice
from maillage.appointments.queries import desk_words
from maillage.network.rules import Actor
from maillage.places.models import Place

MOST = 50


class Said(NamedTuple):
    word: DeskWord
    until: datetime


class Desk(NamedTuple):
    place: Place
    said: list[Said]

    @property
    def words(self) -> set[str]:
        return {one.word for one in self.said}


def desks(actor: Actor) -> list[Desk]:
    """Those of one's structures; who watches over all of them has those that receive. Three queries."""
    mine = Q(organisation__in=actor.contributes_to)
    if actor.coordinates:
        mine |= Q(pk__in=Practice.objects.filter(active=True).values("place"))
    places = list(Place.objects.published().filter(mine).only("id", "slug", "nom").order_by("nom")[:MOST])
    words = desk_words([place.pk for place in places], now=timezone.now())
    return [Desk(place, [Said(DeskWord(one.word), one.until) for one in words.get(place.pk, ())]) for place in places]
