"""The demo of Roubaix: from every neighbourhood, the place next door is not beaten by a sheet better filled in."""

import pytest
from django.core.management import call_command

from maillage.core.points import walking_minutes
from maillage.orientation.queries import orient
from maillage.territory.models import Zone

NEEDS = ("demarche", "apprendre", "enfant", "emploi", "securite")  # one service, no device: any of its places fits
WORTH = 15  # minutes more on foot that nothing written on a sheet is worth


@pytest.fixture
def roubaix(db):
    call_command("load_roubaix", verbosity=0)
    return list(Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD))


def minutes(place):
    return float("inf") if place["km"] is None else walking_minutes(place["km"])


def test_from_every_neighbourhood_a_near_place_comes_first(roubaix):
    too_far = []
    for zone in roubaix:
        for need in NEEDS:
            places = orient(needs=[need], zone=zone.code, limit=30)["places"]
            if places and minutes(places[0]) > min(map(minutes, places)) + WORTH:
                too_far.append((zone.code, need, [(one["nom"], minutes(one)) for one in places[:3]]))

    assert roubaix
    assert too_far == []


def test_in_the_centre_one_prints_in_the_centre(roubaix):
    """The library, two minutes away, says nothing of its printer; the workshop that says it has two is 17 away."""
    places = orient("imprimer un papier", zone="centre")["places"]

    assert minutes(places[0]) <= 5
