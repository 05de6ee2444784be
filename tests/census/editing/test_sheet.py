"""One's places, and the sheet of one of them."""

import pytest

from maillage.places import actions
from tests.census.editing.conftest import address, text_of
from tests.factories import EquipmentFactory, OfferFactory, OrganisationFactory, PlaceFactory, ZoneFactory

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [place.nom for place in response.context["page"]]


def test_a_structure_sees_its_places_the_coordination_all_of_them(manager, contributor, coordinator, place):
    PlaceFactory(nom="Ailleurs")

    assert names(manager.get("/espace/lieux/")) == names(contributor.get("/espace/lieux/")) == ["Chez nous"]
    assert names(coordinator.get("/espace/lieux/")) == ["Ailleurs", "Chez nous"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=médiathèque", ["La Médiathèque"]), ("q=MEDIATHEQUES", ["La Médiathèque"]), ("q=zzz", []), ("q=%00", 4),
        ("etat=a-completer", ["Sans rien"]), ("etat=fermes", ["Fini"]), ("etat=sans-position", 3),
        ("etat=en-doute", ["La Médiathèque"]), ("etat=rien", 4), ("page=999999999999999999999", 4),
    ],
)  # fmt: skip
def test_the_list_is_searched_and_filtered_by_a_link(coordinator, place, asked, found):
    doubted = PlaceFactory(nom="La Médiathèque")
    actions.update(doubted, columns={"contested": ["horaires"]})
    PlaceFactory(nom="Sans rien", adresse="")
    PlaceFactory(nom="Autre")
    PlaceFactory(nom="Fini", life_cycle="fermé")
    PlaceFactory(nom="Fondu", merged_into=place)

    shown = names(coordinator.get(f"/espace/lieux/?{asked}"))

    assert shown == found if isinstance(found, list) else len(shown) == found


def test_the_sheet_says_what_people_see_what_is_doubted_and_what_blocks(manager, place):
    actions.update(place, columns={"contested": ["telephone"], "adresse": "", "telephone": ""})
    page = text_of(manager.get(address(place)))

    assert "Téléphone non renseigné mis en doute par un signalement" in page
    assert "Du lundi au vendredi : 9 h – 12 h, 14 h – 17 h" in page
    assert "Imprimante : 1, en service" in page


def test_a_place_that_does_not_appear_says_why(manager, organisation):
    place = PlaceFactory(nom="", organisation=organisation, slug="sans-nom")

    assert "Ce lieu n'est pas encore visible. Le nom manque." in text_of(manager.get(address(place)))


def test_who_only_reads_has_nothing_to_press(coordinator, contributor, manager, place):
    from maillage.network.enums import Role
    from tests.census.editing.conftest import member

    gis = member(Role.GIS_READER, OrganisationFactory())

    assert "Corriger" in text_of(contributor.get(address(place)))
    page = gis.get(address(place))
    assert (page.status_code, "Corriger" in text_of(page), b'method="post" action="/espace/lieux' in page.content) == (
        200,
        False,
        False,
    )


def test_one_may_undo_one_s_own_last_change_only(manager, coordinator, place):
    manager.post(address(place, "materiel/etat/"), {"kind": "imprimante", "state": "en panne"})
    event = place.events.get()

    assert "Annuler" in text_of(manager.get(address(place, f"?fait={event.pk}")))
    for asked in ("?fait=", "?fait=abc", "?fait=99999999999999999999", f"?fait={event.pk + 1}"):
        assert "Annuler" not in text_of(manager.get(address(place, asked)))
    assert "Annuler" not in text_of(coordinator.get(address(place, f"?fait={event.pk}")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_costs_the_same_whatever_it_holds(manager, place, count, django_assert_num_queries):
    ZoneFactory(latitude=50.6916, longitude=3.1742)
    for n in range(count):
        EquipmentFactory(place=place, kind=["scanner", "wifi", "tablette"][n])
        OfferFactory(place=place, organisation=OrganisationFactory()).partners.add(OrganisationFactory())
        actions.update(place, columns={"telephone": f"+3332001010{n}"})

    with django_assert_num_queries(11):
        manager.get(address(place))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_places(coordinator, count, django_assert_num_queries):
    PlaceFactory.create_batch(count, organisation=OrganisationFactory())

    with django_assert_num_queries(5):
        coordinator.get("/espace/lieux/")
