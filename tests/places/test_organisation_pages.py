"""Who: the directory of structures, and the page of one."""

import re
from datetime import date

import pytest

from tests.factories import OfferFactory, OrganisationFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#x27;", "'")


def listed(response) -> list[str]:
    return [organisation.nom for organisation in response.context["page"]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_costs_the_same_for_any_number(client, count, django_assert_num_queries):
    for _ in range(count):
        PlaceFactory(organisation=OrganisationFactory())

    with django_assert_num_queries(1):
        client.get("/structures/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_structure_costs_the_same_whatever_it_carries(client, count, django_assert_num_queries):
    organisation = OrganisationFactory()
    for _ in range(count):
        place = PlaceFactory(organisation=organisation)
        OfferFactory(organisation=organisation, place=place).partners.add(OrganisationFactory())
        OfferFactory(organisation=OrganisationFactory(), place=place).partners.add(organisation)
        organisation.members.add(OrganisationFactory())

    with django_assert_num_queries(9):
        client.get(organisation.get_absolute_url())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Centre social E.C.H.O.", "Emmaüs Connect", "Mairie"]),
        ({"q": "ECHO"}, ["Centre social E.C.H.O."]),
        ({"q": "emmatus"}, ["Emmaüs Connect"]),
        ({"q": "emmaus"}, ["Emmaüs Connect"]),
        ({"q": "ecrire"}, ["Mairie"]),
        ({"q": "rien de tel"}, []),
        ({"famille": "numérique"}, ["Emmaüs Connect"]),
        ({"famille": "inconnue"}, ["Centre social E.C.H.O.", "Emmaüs Connect", "Mairie"]),
        ({"page": "x"}, ["Centre social E.C.H.O.", "Emmaüs Connect", "Mairie"]),
    ],
)
def test_the_directory_is_searched_by_name_alias_mission_and_family(client, asked, found):
    OrganisationFactory(nom="Centre social E.C.H.O.")
    OrganisationFactory(nom="Emmaüs Connect", aliases=["Emmatus"], families=["numérique"])
    OrganisationFactory(nom="Mairie", missions="Écrire avec les habitants")

    assert listed(client.get("/structures/", asked)) == found


def test_a_structure_says_what_it_does_where_and_with_whom(client):
    organisation = OrganisationFactory(
        nom="Centre social", kind="Association", families=["social", "éducatif"], missions="Accompagner les familles",
        publics=["parents"], contacts=["Conseiller numérique"], telephone="0320334500", source="Compte rendu",
        source_date=date(2022, 5, 3),
    )  # fmt: skip
    federation = OrganisationFactory(nom="Centres connectés")
    organisation.federations.add(federation)
    place = PlaceFactory(nom="Annexe", organisation=organisation)
    PlaceFactory(nom="Ancienne annexe", organisation=organisation, life_cycle="fermé")
    OfferFactory(nom="Café numérique", organisation=organisation, place=place)
    led = OfferFactory(nom="Parcours Parentalité", organisation=OrganisationFactory(nom="Emmaüs Connect"))
    led.partners.add(organisation)

    text = text_of(client.get(organisation.get_absolute_url()))

    assert "Association · Acteur social, Acteur éducatif" in text
    assert "Appeler le 03 20 33 45 00" in text
    assert "Accompagner les familles Publics parents Qui demander Conseiller numérique" in text
    assert "Fait partie de Centres connectés" in text
    assert "Ses lieux Annexe" in text
    assert "Ancienne annexe" not in text
    assert "Ses actions Café numérique À Annexe" in text
    assert "Actions menées avec d'autres Parcours Parentalité Portée par Emmaüs Connect" in text
    assert "À vérifier : information de mai 2022 · source : Compte rendu" in text
    assert "Membres Centre social" in text_of(client.get(federation.get_absolute_url()))


def test_an_unknown_structure_is_not_found(client):
    assert client.get("/structures/personne/").status_code == 404
