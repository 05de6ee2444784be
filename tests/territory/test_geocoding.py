"""An address becomes a position: by the geocoder when it answers, by what we know when it does not."""

import httpx
import pytest

from maillage.core.points import Point
from maillage.places.enums import PositionPrecision
from maillage.territory import geocoding
from maillage.territory.gazetteer import Precision
from tests.factories import CommuneFactory, PlaceFactory, ZoneFactory

pytestmark = pytest.mark.django_db

# The shape addok answers with; the addresses are invented
RECORDED = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [3.1701, 50.6902]},
            "properties": {
                "label": "12 Rue des Essais 59100 Roubaix",
                "score": 0.93,
                "housenumber": "12",
                "name": "12 Rue des Essais",
                "postcode": "59100",
                "citycode": "59512",
                "city": "Roubaix",
                "type": "housenumber",
                "street": "Rue des Essais",
            },
        },
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [3.1, 50.6]},
            "properties": {"label": "Rue des Essais 59000 Lille", "score": 0.71, "type": "street", "city": "Lille"},
        },
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [2.0, 48.0]},
            "properties": {"label": "Essais-sur-Seine", "score": 0.21, "type": "municipality"},
        },
    ],
}


class Geocoder:
    """A geocoder of paper: counts what it is asked, answers or fails on demand."""

    def __init__(self):
        self.asked: list[httpx.URL] = []
        self.answer = httpx.Response(200, json=RECORDED)
        self.failure: Exception | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url)
        if self.failure:
            raise self.failure
        return self.answer


@pytest.fixture
def geocoder(settings, monkeypatch):
    settings.MAILLAGE_GEOCODER_URL = "https://geocoder.test/geocodage"
    paper = Geocoder()
    monkeypatch.setattr(geocoding.door, "client", httpx.Client(transport=httpx.MockTransport(paper)))
    monkeypatch.setattr(geocoding.door, "shut_until", 0.0)
    geocoding._answer.cache_clear()
    return paper


@pytest.fixture
def roubaix():
    return CommuneFactory()


@pytest.fixture
def epeule(roubaix):
    return ZoneFactory(code="epeule", nom="Épeule", latitude=50.6885, longitude=3.165, aliases=["L'Épeule"])


def labels(text, **near):
    return [found.label for found in geocoding.locate(text, **near)]


def test_an_address_is_found_with_its_precision_and_what_is_hardly_believed_is_left_out(geocoder, roubaix):
    assert geocoding.locate("12 rue des essais") == [
        ("12 Rue des Essais 59100 Roubaix", Point(50.6902, 3.1701), "adresse", "Géoplateforme (IGN)"),
        ("Rue des Essais 59000 Lille", Point(50.6, 3.1), "rue", "Géoplateforme (IGN)"),
    ]


def test_the_geocoder_is_asked_around_the_town_of_the_site(geocoder, roubaix):
    geocoding.locate("12 rue des essais")
    asked = geocoder.asked[0]
    assert (asked.path, dict(asked.params)) == (
        "/geocodage/search",
        {"q": "12 rue des essais", "limit": "5", "lat": "50.692", "lon": "3.174"},
    )


def test_the_same_question_is_asked_once_a_day(geocoder, roubaix):
    assert labels("12 rue des essais") == labels(" 12  rue des essais ")
    assert len(geocoder.asked) == 1


def test_a_zone_is_answered_without_asking_anyone(geocoder, epeule):
    found = geocoding.locate("epeule")
    assert [(one.label, one.precision, one.origin) for one in found] == [
        ("Épeule (Roubaix)", Precision.ZONE, "répertoire local")
    ]
    assert geocoder.asked == []


@pytest.mark.parametrize(
    "failure",
    [httpx.ConnectError("no route"), httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("garbage")],
)
def test_when_the_geocoder_fails_it_is_not_asked_again_for_a_minute(geocoder, epeule, failure, monkeypatch):
    geocoder.failure = failure
    assert labels("epeul") == ["Épeule (Roubaix)"]
    assert labels("rue inconnue") == []
    assert len(geocoder.asked) == 1
    monkeypatch.setattr(geocoding.door, "shut_until", geocoding.door.shut_until - 61)
    geocoder.failure = None
    assert len(labels("rue inconnue")) == 2
    assert len(geocoder.asked) == 2


@pytest.mark.parametrize("status", [500, 502, 429])
def test_a_geocoder_in_trouble_is_left_in_peace(geocoder, epeule, status):
    geocoder.answer = httpx.Response(status)
    assert labels("epeul") == ["Épeule (Roubaix)"]
    assert geocoding.door.shut


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"features": [{}]}', b'{"features": 3}'])
def test_an_answer_that_is_not_one_falls_back_on_what_we_know(geocoder, epeule, body):
    geocoder.answer = httpx.Response(200, content=body)
    assert labels("epeul") == ["Épeule (Roubaix)"]


def test_a_redirect_is_not_followed(geocoder, epeule):
    geocoder.answer = httpx.Response(302, headers={"Location": "http://127.0.0.1:9/"})
    assert labels("epeul") == ["Épeule (Roubaix)"]
    assert [url.host for url in geocoder.asked] == ["geocoder.test"]


def test_an_endless_answer_is_cut(geocoder, epeule):
    geocoder.answer = httpx.Response(200, content=b" " * 300_000)
    assert labels("epeul") == ["Épeule (Roubaix)"]


def test_without_a_geocoder_nothing_is_asked(epeule):
    with pytest.raises(geocoding.GeocoderUnavailable):
        geocoding.search("12 rue des essais")
    assert labels("epeul") == ["Épeule (Roubaix)"]


@pytest.fixture
def addresses(roubaix):
    for adresse, latitude, longitude in [
        ("173 rue de l'Épeule", 50.6880, 3.1650),
        ("2 rue Pierre Motte", 50.6909, 3.1768),
        ("71 avenue de Verdun", 50.6852, 3.2007),
        ("17 Grand-Place", 50.6922, 3.1746),
    ]:
        PlaceFactory(
            adresse=adresse, latitude=latitude, longitude=longitude, position_precision=PositionPrecision.ADDRESS
        )


@pytest.mark.parametrize(
    ("text", "label", "precision"),
    [
        ("rue de lepeule", "Rue de l'Épeule, Roubaix", Precision.STREET),
        ("rue de l'epeul", "Rue de l'Épeule, Roubaix", Precision.STREET),
        ("5 r. de l’Épeule 59100 Roubaix", "Rue de l'Épeule, Roubaix", Precision.STREET),
        ("173 rue de l'Épeule", "173 rue de l'Épeule, Roubaix", Precision.ADDRESS),
        ("av de verdun", "Avenue de Verdun, Roubaix", Precision.STREET),
        ("71 avenue de Verdun, Roubaix", "71 avenue de Verdun, Roubaix", Precision.ADDRESS),
        ("pierre mote", "Rue Pierre Motte, Roubaix", Precision.STREET),
        ("grand place", "Grand-Place, Roubaix", Precision.STREET),
        ("quartier de l'épeule", "Épeule (Roubaix)", Precision.ZONE),
        ("l'epeule", "Épeule (Roubaix)", Precision.ZONE),
        ("ROUBAIX", "Roubaix", Precision.COMMUNE),
        ("roubais", "Roubaix", Precision.COMMUNE),
    ],
)
def test_without_a_geocoder_streets_zones_and_communes_are_still_found(epeule, addresses, text, label, precision):
    best = geocoding.locate_one(text)
    assert (best.label, best.precision) == (label, precision)


def test_a_number_can_begin_a_neighbourhoods_name(roubaix):
    ZoneFactory(nom="Trois-Ponts", aliases=["3 Ponts"])
    assert labels("les 3 ponts") == labels("trois pont") == ["Trois-Ponts (Roubaix)"]


def test_a_doubtful_pin_teaches_no_street(roubaix):
    PlaceFactory(adresse="9 rue Pellart", latitude=50.7, longitude=3.18, position_precision=PositionPrecision.DOUBTFUL)
    assert labels("rue Pellart") == []


def test_the_gazetteer_learns_a_street_when_a_place_is_written(roubaix):
    assert labels("rue du Lendemain") == []
    PlaceFactory(adresse="4 rue du Lendemain", latitude=50.69, longitude=3.17)
    assert labels("rue du Lendemain") == ["Rue du Lendemain, Roubaix"]


@pytest.mark.parametrize("text", ["", "  ", "zzzzzzzz", "…", "\x00", "9" * 500, "é" * 1000, "'; DROP TABLE --"])
def test_what_nobody_knows_is_found_nowhere(epeule, addresses, text):
    assert geocoding.locate(text) == []
    with pytest.raises(geocoding.AddressUnknown):
        geocoding.locate_one(text)


def test_the_address_around_a_position(geocoder):
    assert geocoding.address_at(Point(50.69, 3.17)).label == "12 Rue des Essais 59100 Roubaix"
    assert geocoder.asked[0].path == "/geocodage/reverse"


def test_the_address_around_a_position_is_nobodys_knowledge_when_the_geocoder_is_off():
    assert geocoding.address_at(Point(50.69, 3.17)) is None


@pytest.mark.parametrize("streets", [1, 3])
def test_looking_up_a_street_costs_the_same_whatever_is_known(roubaix, streets, django_assert_num_queries):
    for number in range(streets):
        PlaceFactory(adresse=f"{number} rue de l'Essai", latitude=50.69, longitude=3.17)
    with django_assert_num_queries(5):
        geocoding.locate("rue de l'Essai")
