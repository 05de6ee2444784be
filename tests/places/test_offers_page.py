"""Actions and workshops, each findable: with or without a place, with or without a structure (C16)."""

import re

import pytest

from maillage.network.models import Organisation
from tests.factories import OfferFactory, OrganisationFactory, PlaceFactory, ZoneFactory

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#x27;", "'")


def listed(response) -> list[str]:
    return [line.offer.nom for line in response.context["page"]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, count, django_assert_num_queries):
    for _ in range(count):
        OfferFactory(place=PlaceFactory(), organisation=OrganisationFactory()).partners.add(OrganisationFactory())

    with django_assert_num_queries(3):
        client.get("/actions/")


@pytest.fixture
def offers():
    ZoneFactory(code="epeule", latitude=50.69, longitude=3.17)
    place = PlaceFactory(nom="Centre social", latitude=50.69, longitude=3.17)
    emmaus = OrganisationFactory(nom="Emmaüs Connect", aliases=["Emmatus"])
    OfferFactory(nom="Parcours Parentalité", nature="formation", place=place, organisation=emmaus)
    OfferFactory(nom="Aide aux aidants", nature="accompagnement", audience=["professionnels"])
    OfferFactory(nom="Speed dating")
    OfferFactory(nom="Finie", place=PlaceFactory(life_cycle="fermé"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Aide aux aidants", "Parcours Parentalité", "Speed dating"]),
        ({"q": "parent"}, ["Parcours Parentalité"]),
        ({"q": "emmatus"}, ["Parcours Parentalité"]),
        ({"nature": "accompagnement"}, ["Aide aux aidants"]),
        ({"pour": "professionnels"}, ["Aide aux aidants"]),
        ({"zone": "epeule"}, ["Parcours Parentalité"]),
        ({"nature": "x", "pour": "y", "zone": "%"}, ["Aide aux aidants", "Parcours Parentalité", "Speed dating"]),
        ({"q": "a" * 9000}, []),
    ],
)
def test_one_finds_by_words_nature_public_and_zone(client, offers, asked, found):
    assert listed(client.get("/actions/", asked)) == found


def test_what_is_not_known_is_said(client, offers):
    text = text_of(client.get("/actions/", {"q": "speed"}))
    assert "Speed dating Structure non renseignée · Lieu non renseigné" in text


def test_an_action_held_elsewhere_appears_under_both(client, offers):
    assert "Parcours Parentalité" in text_of(client.get("/lieux/centre-social-roubaix/"))
    carrier = Organisation.objects.get(nom="Emmaüs Connect")
    assert "Parcours Parentalité" in text_of(client.get(carrier.get_absolute_url()))
