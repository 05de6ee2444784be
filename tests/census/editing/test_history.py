"""What happened to a place: who by function, from where, before and after; and the way back, column by column."""

import pytest

from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.places import actions
from maillage.places.models import PlaceEvent
from tests.census.editing.conftest import address, member, send, text_of
from tests.factories import OrganisationFactory, PlaceFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(manager, place):
    """Telephone and mail, corrected in one go."""
    typed = {"telephone": "0320998877", "courriels": "neuf@exemple.test"}
    send(manager, address(place, "coordonnees/"), **typed)
    return place.events.get()


def back(client, event, **sent):
    return client.post(address(event.place, f"histoire/{event.pk}/"), sent)


def test_it_says_who_by_function_from_where_before_and_after(manager, coordinator, place, corrected):
    actions.update(place, columns={"horaires": "Mo 09:00-12:00"}, source=SourceFactory(nom="Annuaire d'essai"))
    page = text_of(coordinator.get(address(place, "histoire/")))

    assert "Responsable, Structure à nous" in page
    assert "Téléphone Avant 03 20 01 01 01 Après 03 20 99 88 77" in page
    assert "source : Annuaire d'essai" in page
    assert "Horaires Avant Du lundi au vendredi : 9 h – 12 h, 14 h – 17 h" in page
    assert "Après Lundi : 9 h – 12 h ; Du mardi au dimanche : fermé" in page


def test_a_name_is_for_colleagues_and_the_coordination_with_its_owner_s_accord(manager, contributor, place, corrected):
    gis = member(Role.GIS_READER, OrganisationFactory())
    manager.user.name, manager.user.consented_on = "Une personne d'essai", "2026-01-01"
    manager.user.save()

    assert "(Une personne d'essai)" in text_of(contributor.get(address(place, "histoire/")))
    assert "Une personne d'essai" not in text_of(gis.get(address(place, "histoire/")))
    manager.user.consented_on = None
    manager.user.save()
    assert "Une personne d'essai" not in text_of(contributor.get(address(place, "histoire/")))


def test_one_column_goes_back_alone_and_that_is_told_too(manager, place, corrected):
    back(manager, corrected, column="telephone")

    place.refresh_from_db()
    assert (place.telephone, list(place.courriels)) == ("+33320010101", ["neuf@exemple.test"])
    assert place.events.first().changes["telephone"] == ["+33320998877", "+33320010101"]


def test_going_back_is_refused_when_it_changed_since_and_both_are_shown(manager, coordinator, place, corrected):
    send(coordinator, address(place, "coordonnees/"), telephone="0320000001")

    for sent in ({"column": "telephone"}, {"tout": "1"}):
        answer = back(manager, corrected, **sent)
        page = text_of(answer)
        place.refresh_from_db()
        assert (answer.status_code, place.telephone) == (409, "+33320000001")
        assert "Avant ce changement 03 20 01 01 01 Ce changement 03 20 99 88 77 Aujourd'hui 03 20 00 00 01" in page
    assert list(place.courriels) == ["neuf@exemple.test"]


def test_a_position_goes_back_whole(manager, place):
    send(manager, address(place, "position/"), latitude="50.70", longitude="3.20", position_precision="rue")

    back(manager, place.events.get(), column="latitude")

    place.refresh_from_db()
    assert (place.latitude, place.longitude) == (50.6916, 3.1742)
    assert (place.position_precision, place.position_source) == ("", "")


@pytest.mark.parametrize("sent", [{}, {"column": "nom"}, {"column": "id"}, {"column": "\x00"}, {"column": "x" * 5000}])
def test_there_is_nothing_to_put_back(manager, place, corrected, sent):
    assert back(manager, corrected, **sent).status_code == 302
    assert place.events.count() == 1


def test_a_beginning_is_not_put_back(manager, organisation):
    place = actions.create(id="neuf", columns={"nom": "Neuf", "adresse": "1 rue A", "organisation": organisation})

    back(manager, place.events.get(), tout="1")

    place.refresh_from_db()
    assert place.nom == "Neuf"
    assert "Revenir à la valeur d'avant" not in text_of(manager.get(address(place, "histoire/")))


def test_links_to_a_structure_go_back_even_when_it_is_gone(coordinator, place):
    other = OrganisationFactory(nom="Ancienne structure")
    actions.update(place, columns={"organisation": other})
    actions.update(place, columns={"organisation": None})
    event = place.events.first()
    other.delete()

    assert back(coordinator, event, column="organisation").status_code == 302


def test_who_does_not_write_does_not_put_back(contributor, outsider, place, corrected):
    for client in (contributor, outsider):
        assert back(client, corrected, tout="1").status_code == 404
    assert "Revenir à la valeur d'avant" not in text_of(contributor.get(address(place, "histoire/")))


def test_an_event_of_another_place_is_not_there(manager, organisation, corrected):
    other = PlaceFactory(organisation=organisation)

    assert manager.post(address(other, f"histoire/{corrected.pk}/"), {"tout": "1"}).status_code == 404
    assert manager.post(address(other, f"histoire/{'9' * 30}/"), {"tout": "1"}).status_code == 404


def test_events_of_every_kind_are_told(manager, place):
    for changes in (
        {},
        {"offers": ["Café", ""]},
        {"inconnue": [1, 2]},
        {"nom": "sans avant"},
        {"organisation": [None, 10**6]},
    ):
        PlaceEvent.objects.create(place=place, kind="modifié", changes=changes)

    assert manager.get(address(place, "histoire/")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_whatever_happened(manager, place, count, django_assert_num_queries):
    for n in range(count):
        other = member(Role.MANAGER, OrganisationFactory(), f"personne{n}")
        Membership.objects.create(organisation=place.organisation, user=other.user, role=Role.CONTRIBUTOR)
        actions.update(
            place, columns={"telephone": f"+3332001010{n + 2}"}, by=other.user, source=SourceFactory(slug=f"s{n}")
        )

    with django_assert_num_queries(7):
        manager.get(address(place, "histoire/"))
