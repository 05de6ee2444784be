"""The directory follows the database: what is added, changed, removed or unpublished shows at the next question."""

from datetime import date, timedelta

import pytest
import time_machine

from maillage.core.points import Box, Point
from maillage.places import actions
from maillage.places.directory import OPEN_NOW, Freshness, Search, directory
from maillage.places.models import Place
from tests.factories import EquipmentFactory, PlaceFactory

pytestmark = pytest.mark.django_db
MONDAY_10H = "2026-11-23T09:00:00+00:00"


def ids(**search) -> list[str]:
    return directory.find(Search(**search)).ids


def test_a_new_place_shows_at_once():
    PlaceFactory(id="a", nom="Un")
    assert ids() == ["a"]

    PlaceFactory(id="b", nom="Deux")

    assert ids() == ["b", "a"]


def test_a_changed_place_is_found_by_its_new_words_only():
    place = PlaceFactory(id="a", nom="Ancien")
    assert ids(text="ancien") == ["a"]

    actions.update(place, columns={"nom": "Nouveau"})

    assert (ids(text="ancien"), ids(text="nouveau")) == ([], ["a"])


@pytest.mark.parametrize("columns", [{"life_cycle": "fermé"}, {"adresse": ""}], ids=["closed", "held back"])
def test_a_place_that_is_no_longer_published_disappears_and_may_come_back(columns):
    place = PlaceFactory(id="a")
    assert ids() == ["a"]

    actions.update(place, columns=columns)
    assert ids() == []

    actions.update(place, columns={"life_cycle": "ouvert", "adresse": "1 rue Neuve"})
    assert ids() == ["a"]


def test_equipment_that_breaks_down_is_no_longer_counted():
    device = EquipmentFactory(kind="imprimante", place=PlaceFactory(id="a"))
    assert ids(filters={"equipment": ("imprimante",)}) == ["a"]

    device.state = "en panne"
    device.save()

    assert ids(filters={"equipment": ("imprimante",)}) == []


def test_one_small_query_when_nothing_changed(django_assert_num_queries):
    PlaceFactory.create_batch(3)
    ids()

    with django_assert_num_queries(1):
        ids()


def test_many_changes_do_not_make_the_index_grow_for_ever():
    place = PlaceFactory(id="a")
    for n in range(130):
        actions.update(place, columns={"nom": f"Nom {n}"})
        ids()

    assert directory._index.wasted <= 102


def test_terms_of_a_facet_add_up_and_facets_restrict_each_other():
    PlaceFactory(id="a", services=["Aide aux démarches administratives"], frais_a_charge=["Gratuit"])
    PlaceFactory(id="b", services=["Loisirs et créations numériques"], frais_a_charge=["Gratuit"])
    PlaceFactory(id="c", services=["Loisirs et créations numériques"], frais_a_charge=["Payant"])
    both = ("Aide aux démarches administratives", "Loisirs et créations numériques")

    assert ids(filters={"services": both}) == ["a", "b", "c"]
    assert ids(filters={"services": both, "frais_a_charge": ("Gratuit",)}) == ["a", "b"]


def test_a_count_says_how_many_one_more_term_would_give():
    PlaceFactory(services=["Aide aux démarches administratives"], frais_a_charge=["Gratuit"])
    PlaceFactory(services=["Loisirs et créations numériques"], frais_a_charge=["Gratuit"])
    PlaceFactory(services=["Loisirs et créations numériques"], frais_a_charge=["Payant"])

    counts = directory.find(Search(filters={"frais_a_charge": ("Gratuit",)}), counts=True).counts

    assert counts["services"] == {"Aide aux démarches administratives": 1, "Loisirs et créations numériques": 1}
    assert counts["frais_a_charge"] == {"Gratuit": 2, "Payant": 1}


@pytest.mark.parametrize(("order", "expected"), [("", ["near", "far", "nowhere"]), ("nom", ["far", "near", "nowhere"])])
def test_nearest_first_and_places_without_a_position_last_never_dropped(order, expected):
    PlaceFactory(id="far", nom="A", latitude=50.70, longitude=3.17)
    PlaceFactory(id="near", nom="B", latitude=50.691, longitude=3.17)
    PlaceFactory(id="nowhere", nom="C")

    found = directory.find(Search(near=Point(50.69, 3.17), order=order))

    assert found.ids == expected
    assert set(found.km) == {"near", "far"}


def test_a_frame_and_a_distance_keep_what_is_inside():
    PlaceFactory(id="in", latitude=50.69, longitude=3.17)
    PlaceFactory(id="out", latitude=48.85, longitude=2.35)
    PlaceFactory(id="nowhere")

    assert ids(box=Box(3, 50, 4, 51)) == ["in"]
    assert ids(near=Point(50.69, 3.17), max_km=1) == ["in"]


@time_machine.travel(MONDAY_10H, tick=False)
def test_open_now_on_saturday_or_at_a_time():
    PlaceFactory(id="week", horaires="Mo-Fr 09:00-17:00")
    PlaceFactory(id="saturday", horaires="Sa 10:00-12:00")
    PlaceFactory(id="words", horaires="quand on peut")
    PlaceFactory(id="paused", horaires="24/7", life_cycle="fermé temporairement")

    assert ids(open="maintenant") == ["week"]
    assert ids(open="samedi") == ["saturday"]
    assert ids(open="2026-11-28T11:00") == ["saturday"]
    assert directory.find(Search(), counts=True).open_counts == {"maintenant": 1, "samedi": 1}


def test_open_now_is_asked_again_when_the_hour_has_passed():
    PlaceFactory(id="a", horaires="Mo-Fr 09:00-17:00")

    with time_machine.travel(MONDAY_10H, tick=False) as clock:
        assert ids(open="maintenant") == ["a"]
        clock.shift(timedelta(hours=8))
        assert ids(open="maintenant") == []


@time_machine.travel(MONDAY_10H, tick=False)
def test_freshness_is_counted_from_today():
    PlaceFactory(id="new", date_maj=date(2026, 10, 1))
    PlaceFactory(id="old", date_maj=date(2020, 1, 1))
    PlaceFactory(id="verified", date_maj=date(2020, 1, 1), verified_on=date(2026, 1, 1))
    PlaceFactory(id="unknown")

    assert ids(filters={"freshness": (Freshness.RECENT,)}) == ["new"]
    assert directory.find(Search(), counts=True).counts["freshness"] == {
        Freshness.RECENT: 1, Freshness.AGEING: 1, Freshness.OLD: 2,
    }  # fmt: skip
    assert ids(order="fraicheur") == ["new", "verified", "old", "unknown"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ECHO", ["echo"]),
        ("E.C.H.O.", ["echo"]),
        ("echo", ["echo"]),
        ("Emmatus", ["emmaus"]),
        ("emmaüs conect", ["emmaus"]),
    ],
)
def test_people_find_a_place_by_the_names_it_goes_by(text, expected):
    PlaceFactory(id="echo", nom="Centre social E.C.H.O.", aliases=["ECHO"])
    PlaceFactory(id="emmaus", nom="Emmaüs Connect", aliases=["Emmatus"])
    PlaceFactory(id="autre", nom="Mairie de quartier")

    assert ids(text=text) == expected


def test_what_stands_in_other_tables_is_searched_too():
    place = PlaceFactory(id="a")
    EquipmentFactory(place=place, kind="scanner")

    assert ids(text="scanner un papier") == ["a"]


def test_pages_cut_the_list_but_not_the_total():
    for letter in "abcde":
        PlaceFactory(id=letter, nom=letter)

    found = directory.find(Search(), limit=2, offset=2)

    assert (found.ids, found.total) == (["c", "d"], 5)


def test_a_deleted_place_is_forgotten_at_the_next_change():
    PlaceFactory(id="a")
    PlaceFactory(id="b")
    assert ids() == ["a", "b"]

    Place.objects.get(id="a").delete()

    assert ids() == ["b"]


def test_a_place_on_appointment_today_is_open_tomorrow():
    PlaceFactory(id="a", horaires='Mo 09:00-12:00 "sur rendez-vous"; Tu 09:00-12:00')
    with time_machine.travel("2026-11-23T10:00+01:00", tick=False):
        assert ids(open=OPEN_NOW) == []
    with time_machine.travel("2026-11-24T10:00+01:00", tick=False):
        assert ids(open=OPEN_NOW) == ["a"]
