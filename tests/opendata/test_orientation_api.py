"""The same answer as the page and the command; what it says is judged where it is worked out."""

import pytest

from maillage.orientation.queries import orient
from maillage.places.enums import Service
from tests.factories import PlaceFactory, ZoneFactory
from tests.opendata.places import complete

pytestmark = pytest.mark.django_db


def test_the_api_answers_what_the_command_answers(client):
    ZoneFactory(code="centre")
    complete(latitude=50.69, longitude=3.17, services=["Accès internet et matériel informatique"])

    for query in (
        {"q": "imprimer"},
        {"q": "imprimer", "zone": "centre"},
        {"q": "imprimer", "near": "50.7,3.2", "lang": "fr"},
    ):
        response = client.get("/api/orientation", query)

        expected = orient(query["q"], near=query.get("near"), zone=query.get("zone"), lang="fr")
        assert (response.status_code, response.json()) == (200, expected)
        assert len(response.json()["places"]) == 1


@pytest.mark.parametrize(
    ("query", "parameter"),
    [({}, "q"), ({"q": " "}, "q"), ({"q": "caf", "near": "ici"}, "near"), ({"q": "caf", "zone": "a;b"}, "zone"),
     ({"q": "caf\0"}, "q"), ({"q": "a" * 1001}, "q")],
)  # fmt: skip
def test_a_question_that_cannot_be_read_is_refused_with_its_parameter(client, query, parameter):
    response = client.get("/api/orientation", query)

    assert (response.status_code, response.json()["parametre"]) == (400, parameter)


def test_the_api_knows_the_person_as_the_page_does(client):
    PlaceFactory(latitude=50.69, longitude=3.17, services=[Service.ACCES.value], languages=["ar"])
    query = {"q": "imprimer", "near": "50.69,3.17", "langue": "ar", "gratuit": "1", "confiance": "premier-contact"}

    found = client.get("/api/orientation", query).json()["places"][0]

    assert found["codes"] == ["service", "languages", "walk"]
    assert "Prix : non renseigné" in found["unknown"]
