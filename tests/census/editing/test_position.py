"""The pin: by an address, a nudge, figures; with its precision; never half of it."""

import pytest

from maillage.core.points import Point
from maillage.territory.geocoding import Found, Precision
from tests.census.editing.conftest import address, filled, send, text_of
from tests.factories import ZoneFactory

pytestmark = pytest.mark.django_db


def where(place) -> tuple:
    place.refresh_from_db()
    return place.latitude, place.longitude, place.position_precision, place.position_source


def test_the_pin_is_moved_by_hand_with_its_precision_and_the_zone_follows(manager, place):
    ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.15)

    send(manager, address(place, "position/"), latitude="50,69", longitude="3.15", position_precision="rue")

    assert where(place) == (50.69, 3.15, "rue", "correction")
    assert list(place.zones) == ["epeule"]
    (event,) = place.events.all()
    assert event.kind == "déplacé"


def test_the_same_place_on_the_map_changes_nothing(manager, place):
    send(manager, address(place, "position/"), position_precision="adresse")
    assert where(place) == (50.6916, 3.1742, "adresse", "correction")

    send(manager, address(place, "position/"))
    assert place.events.count() == 1


def test_a_nudge_is_ten_metres_and_saves_nothing(manager, place):
    here = Point(50.6916, 3.1742)

    for way in ("nord", "sud", "est", "ouest"):
        form = send(manager, address(place, "position/"), pousser=way).context["form"]
        there = Point(float(form["latitude"].value()), float(form["longitude"].value()))
        assert 0.009 < here.km_to(there) < 0.012
    assert where(place)[:2] == here


def test_nudging_figures_nobody_can_read_leaves_them_as_typed(manager, place):
    form = send(manager, address(place, "position/"), latitude="là", pousser="nord").context["form"]

    assert form["latitude"].value() == "là"


def test_an_address_is_looked_for_then_chosen_by_a_link(manager, place, monkeypatch):
    found = Found("12 rue de Lille, Roubaix", Point(50.7, 3.18), Precision.ADDRESS, "essai")
    monkeypatch.setattr(
        "maillage.territory.geocoding.locate", lambda text, near=None: [found] if "Lille" in text else []
    )

    (one,) = manager.get(address(place, "position/?adresse=12+rue+de+Lille")).context["found"]
    form = manager.get(address(place, f"position/?{one['query']}")).context["form"]
    assert [form[name].value() for name in form.initial] == ["50.700000", "3.180000", "adresse"]
    assert "Nous ne trouvons pas cette adresse" in text_of(manager.get(address(place, "position/?adresse=zzz")))


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"latitude": ""}, ["latitude"]), ({"latitude": "nan"}, ["latitude"]), ({"latitude": "inf"}, ["latitude"]),
        ({"latitude": "95"}, ["latitude"]), ({"longitude": "9" * 400}, ["longitude"]),
        ({"latitude": "\x00"}, ["latitude"]), ({"latitude": "3.17", "longitude": "50.69"}, ["latitude"]),
        ({"position_precision": ""}, ["position_precision"]), ({"position_precision": "rien"}, ["position_precision"]),
    ],
)  # fmt: skip
def test_a_position_that_cannot_be(manager, place, typed, errors):
    answer = send(manager, address(place, "position/"), **{"position_precision": "adresse", **typed})

    assert (answer.status_code, list(answer.context["form"].errors)) == (400, errors)
    assert where(place)[:2] == (50.6916, 3.1742)


def test_far_away_is_asked_about_then_believed(manager, place):
    typed = {"latitude": "48.85", "longitude": "2.35", "position_precision": "adresse"}
    answer = send(manager, address(place, "position/"), **typed)
    assert "Ce point est à 213 km d'ici" in text_of(answer)

    send(manager, address(place, "position/"), **typed, far="on")
    assert where(place)[:2] == (48.85, 2.35)


def test_a_pin_moved_by_two_is_one_question_and_moves_whole(manager, coordinator, place):
    url = address(place, "position/")
    opened = {**filled(manager.get(url)), "position_precision": "adresse"}
    send(coordinator, url, latitude="50.70", longitude="3.20", position_precision="rue")

    answer = manager.post(url, {**opened, "latitude": "50.71", "longitude": "3.21"})
    assert (answer.status_code, [choice["name"] for choice in answer.context["choices"]]) == (409, ["garder-latitude"])
    resent = dict(answer.context["resent"])
    manager.post(url, {**resent, "garder-latitude": "fiche"})
    assert where(place) == (50.70, 3.20, "rue", "correction")
    manager.post(url, {**resent, "garder-latitude": "mien"})
    assert where(place) == (50.71, 3.21, "adresse", "correction")
