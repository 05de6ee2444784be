import pytest

from maillage.opendata import features
from maillage.opendata.api_page import EXAMPLES
from maillage.places.columns import EXTENDED
from maillage.places.directory import directory
from maillage.places.queries import search_from
from tests.factories import OrganisationFactory, PlaceFactory, ZoneFactory
from tests.opendata.places import complete, rich

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_feature_remembered(monkeypatch):
    monkeypatch.setattr(features, "kept", features.Kept())


def ids(response) -> list[str]:
    return [feature["id"] for feature in response.json()["features"]]


def test_places_come_as_geojson_with_every_column(client):
    rich()

    response = client.get("/api/lieux")

    (feature,) = response.json()["features"]
    assert response["Content-Type"] == "application/geo+json"
    assert feature["geometry"] == {"type": "Point", "coordinates": [3.17, 50.69]}
    assert list(feature["properties"]) == [*EXTENDED, "local_page"]
    assert feature["properties"]["local_staff"] == [{"role": "médiateur numérique", "count": 1.5}]
    assert feature["properties"]["local_organisation"] == "la-maison"


def test_a_place_without_a_position_has_no_geometry(client):
    complete()

    assert client.get("/api/lieux").json()["features"][0]["geometry"] is None


def test_places_come_by_the_hundred_with_links_to_the_next_and_the_previous(client):
    for number in range(201):
        complete(id=f"{number:03}", nom=f"Lieu {number:03}", services=["Loisirs et créations numériques"])
    first, second, last = (client.get("/api/lieux", {"page": page, "q": "lieu"}) for page in (1, 2, 3))

    assert [len(ids(page)) for page in (first, second, last)] == [100, 100, 1]
    assert len({*ids(first), *ids(second), *ids(last)}) == 201
    assert first.json()["total"] == 201
    assert first.json()["prev"] is last.json()["next"] is None
    assert ids(client.get(first.json()["next"])) == ids(second)
    assert ids(client.get(last.json()["prev"])) == ids(second)


def test_a_place_is_read_by_its_identifier_whatever_it_holds(client):
    complete(id="a/b c?é")

    assert client.get("/api/lieux/a%2Fb%20c%3F%C3%A9").json()["properties"]["id"] == "a/b c?é"


@pytest.mark.parametrize("columns", [{"nom": ""}, {"life_cycle": "fermé"}])
def test_a_place_that_is_not_published_is_not_in_the_api(client, columns):
    complete(id="a", **columns)

    assert client.get("/api/lieux/a").status_code == 404
    assert ids(client.get("/api/lieux")) == []


@pytest.mark.parametrize(
    "query",
    [
        "", "bbox=3,50,4,51", "service=Loisirs+et+cr%C3%A9ations+num%C3%A9riques",
        "services=Parentalit%C3%A9+et+%C3%A9ducation+avec+le+num%C3%A9rique",
        "q=riche", "equipment=imprimante", "zones=centre", "ouvert=2026-11-24T10:00", "frais_a_charge=Gratuit",
        "near=50.69,3.17&a_pied=30", "languages=ar", "labels=France+Services",
    ],
)  # fmt: skip
def test_the_api_finds_what_the_list_finds(client, rf, query):
    ZoneFactory(code="centre")
    rich(dispositif_programmes_nationaux=["France Services"], frais_a_charge=["Gratuit"])
    complete(latitude=48.8, longitude=2.3, frais_a_charge=["Payant"])
    params = rf.get(f"/lieux/?{query}").GET

    response = client.get(f"/api/lieux?{query}")

    assert ids(response) == directory.find(search_from(params)).ids
    assert response.json()["total"] == len(ids(response)) == client.get(f"/api/carte?{query}").json()["total"]


def test_the_map_gives_points_with_their_name(client):
    rich()

    (feature,) = client.get("/api/carte?bbox=3,50,4,51&zoom=12").json()["features"]

    assert (feature["id"], feature["properties"]["nom"]) == ("riche", "Lieu riche")


def test_structures_are_described_and_their_published_places_counted(client):
    rich()
    PlaceFactory(nom="", organisation=rich_organisation())

    found = {one["slug"]: one for one in client.get("/api/structures").json()["structures"]}

    assert {slug: one["places"] for slug, one in found.items()} == {"la-maison": 1, "le-relais": 0}
    assert found["la-maison"]["page"] == "/structures/la-maison/"


def rich_organisation():
    return OrganisationFactory._meta.model.objects.get(slug="la-maison")


def test_a_change_is_seen_at_once(client):
    place = rich()
    client.get("/api/lieux")

    place.nom = "Autre nom"
    place.save()
    place.equipment.first().delete()
    (seen,) = client.get("/api/lieux").json()["features"]

    assert (seen["properties"]["nom"], seen["properties"]["local_equipment"]) == ("Autre nom", [])


def test_a_structure_that_goes_leaves_no_trace(client):
    place = rich()
    client.get("/api/lieux")

    place.organisation.delete()

    assert client.get("/api/lieux/riche").json()["properties"]["local_organisation"] is None


@pytest.mark.parametrize(
    "path", ["/api/lieux", "/api/lieux/riche", "/api/carte?bbox=3,50,4,51&zoom=12", "/api/structures"]
)
def test_every_site_may_read_and_ask_whether_it_changed(client, path):
    rich()
    response = client.get(path)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.has_header("Access-Control-Allow-Credentials")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("query", "parameter", "error"),
    [
        ("page=0", "page", "Le numéro de page doit être un nombre entier, à partir de 1."),
        ("page=-1", "page", "Le numéro de page doit être un nombre entier, à partir de 1."),
        ("page=deux", "page", "Le numéro de page doit être un nombre entier, à partir de 1."),
        (f"page={'9' * 500}", "page", "Le numéro de page doit être un nombre entier, à partir de 1."),
        ("bbox=1,2,3", "bbox", "bbox attend quatre nombres : ouest,sud,est,nord, en degrés."),
        ("bbox=nan,nan,nan,nan", "bbox", "bbox attend quatre nombres : ouest,sud,est,nord, en degrés."),
        ("bbox=4,50,3,51", "bbox", "bbox attend quatre nombres : ouest,sud,est,nord, en degrés."),
        ("zoom=loin", "zoom", "Le zoom doit être un nombre de 0 à 22."),
        ("zoom=1e400", "zoom", "Le zoom doit être un nombre de 0 à 22."),
        ("near=ici", "near", "near attend une position : latitude,longitude, en degrés."),
        ("service=Poterie", "service", "Valeur inconnue : Poterie."),
        ("ouvert=hier", "ouvert", "Valeur inconnue : hier."),
        ("q=a%00b", "q", "Ce paramètre contient un caractère nul."),
        (f"q={'a' * 1001}", "q", "Ce paramètre est trop long : mille caractères au plus."),
    ],
)
def test_what_is_not_understood_is_said_with_its_parameter(client, query, parameter, error):
    response = client.get(f"/api/lieux?{query}")

    assert (response.status_code, response.json()) == (400, {"erreur": error, "parametre": parameter})


def test_a_page_past_the_last_is_not_found(client):
    response = client.get("/api/lieux?page=2")

    assert (response.status_code, response.json()["erreur"]) == (404, "Il n'y a qu'une page.")


@pytest.mark.parametrize("path", ["/api/", "/api/rien", "/api/lieux/rien"])
def test_what_does_not_exist_is_said_in_json(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert sorted(response.json()) == ["erreur", "parametre"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("path", ["/api/lieux", "/api/lieux/a", "/api/carte", "/api/orientation", "/api/structures"])
def test_the_api_is_only_read(client, method, path):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("known", "queries"), [(False, 10), (True, 2)])
def test_a_page_takes_as_many_queries_for_three_places_as_for_one(
    client, django_assert_num_queries, count, known, queries
):
    place = rich()
    for _ in range(count - 1):
        complete(organisation=place.organisation).equipment.create(kind="scanner")
    directory.points(search_from(client.get("/api/lieux").wsgi_request.GET))
    features.kept = features.kept if known else features.Kept()

    with django_assert_num_queries(queries):
        client.get("/api/lieux")


def test_only_the_last_features_are_remembered():
    kept = features.Kept(most=2)
    for id in "abc":
        kept.put(id, 1, b"{}")
    kept.get("b", 1)
    kept.put("d", 1, b"{}")

    assert {id: kept.get(id, 1) for id in "abcd"} == {"a": None, "b": b"{}", "c": None, "d": b"{}"}
    assert kept.get("b", 2) is None


def test_the_description_tells_every_address_and_answer(client):
    described = client.get("/api/openapi.json").json()

    assert described["openapi"] == "3.1.0"
    assert {path: sorted(methods) for path, methods in described["paths"].items()} == {
        "/api/lieux": ["get"], "/api/lieux/{id}": ["get"], "/api/carte": ["get"], "/api/orientation": ["get"],
        "/api/structures": ["get"], "/api/diagnostic": ["get"],
    }  # fmt: skip
    assert [sorted(methods["get"]["responses"]) for methods in described["paths"].values()] == [
        ["200", "400", "404"]
    ] * 6


def test_the_documentation_says_each_address_and_parameter_without_a_script(client):
    html = client.get("/api/docs").text
    described = client.get("/api/openapi.json").json()["paths"]
    names = [one["name"] for methods in described.values() for one in methods["get"].get("parameters", ())]

    assert [path for path in described if f"<code>GET {path}</code>" not in html] == []
    assert [name for name in names if f"<code>{name}</code>" not in html] == []
    assert 'src="/static/ninja' not in html


def test_the_examples_of_the_documentation_answer(client):
    for path, asked in EXAMPLES.items():
        assert client.get(path, asked).status_code == 200
