"""What the map draws: each place, or groups when there are many; the same question as the list."""

import json

import pytest
from django.http import QueryDict

from maillage.core.models import Revision
from maillage.core.points import Box
from maillage.places import queries
from maillage.places.models import PLACES, Place
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db
ROUBAIX = Box(3.1, 50.6, 3.3, 50.8)


def features(query: str = "", box: Box | None = ROUBAIX, zoom: float = 13) -> dict:
    return queries.map_features(queries.search_from(QueryDict(query)), box, zoom)


def many(count: int) -> None:
    Place.objects.bulk_create(
        Place(
            id=f"p{n}", nom=f"P{n}", slug=f"p{n}", published=True, latitude=50.65 + n % 37 / 400,
            longitude=3.15 + n % 41 / 400, revision=1,
        )
        for n in range(count)
    )  # fmt: skip
    Revision.advance(PLACES)


def test_a_place_is_a_point_with_what_its_window_shows():
    PlaceFactory(id="a", nom="La Poste", latitude=50.6871234, longitude=3.16, horaires="24/7", adresse="1 rue A")

    assert features() == {
        "type": "FeatureCollection",
        "total": 1,
        "features": [
            {
                "type": "Feature",
                "id": "a",
                "geometry": {"type": "Point", "coordinates": [3.16, 50.68712]},
                "properties": {
                    "id": "a", "nom": "La Poste", "slug": "la-poste-roubaix", "url": "/lieux/la-poste-roubaix/",
                    "adresse": "1 rue A", "open": True,
                },
            }
        ],
    }  # fmt: skip


def test_only_what_is_in_the_view_and_answers_the_question():
    PlaceFactory(id="in", latitude=50.69, longitude=3.17, frais_a_charge=["Gratuit"])
    PlaceFactory(id="dear", latitude=50.69, longitude=3.17, frais_a_charge=["Payant"])
    PlaceFactory(id="out", latitude=48.85, longitude=2.35, frais_a_charge=["Gratuit"])
    PlaceFactory(id="nowhere", frais_a_charge=["Gratuit"])

    assert [one["id"] for one in features("frais_a_charge=Gratuit")["features"]] == ["in"]


@pytest.mark.parametrize("horaires", ["", "quand on peut", '"sur rendez-vous"'])
def test_hours_nobody_knows_are_not_said_closed(horaires):
    PlaceFactory(latitude=50.69, longitude=3.17, horaires=horaires)

    assert features()["features"][0]["properties"]["open"] is None


def test_three_hundred_places_are_points_and_one_more_makes_groups():
    many(300)
    assert [one["properties"].get("count") for one in features()["features"]] == [None] * 300

    Place.objects.all().delete()
    many(301)
    found = features()

    counts = [one["properties"].get("count", 1) for one in found["features"]]
    assert (found["total"], sum(counts)) == (301, 301)
    assert len(counts) < 301
    group = next(one["properties"] for one in found["features"] if "count" in one["properties"])
    assert sorted(group) == ["bounds", "count"]


@pytest.mark.parametrize("count", [1, 3, 400])
def test_the_map_costs_the_same_for_any_number_of_places(count, django_assert_num_queries):
    many(count)
    features()

    with django_assert_num_queries(2):
        features()


def test_a_hostile_name_is_only_text_in_the_answer():
    PlaceFactory(nom="</script><script>alert(1)</script>", latitude=50.69, longitude=3.17)

    (feature,) = json.loads(json.dumps(features()))["features"]

    assert feature["properties"]["nom"] == "</script><script>alert(1)</script>"
    assert feature["properties"]["url"] == "/lieux/scriptscriptalert1script-roubaix/"
