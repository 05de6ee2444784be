"""What the server says may be kept, and the small directory that is."""

import json
from datetime import datetime

import pytest
from django.http import HttpResponse
from django.urls import reverse

from maillage.places.hours import PARIS
from maillage.website.offline import queries
from maillage.website.offline.keeping import HEADER, may_be_kept
from maillage.website.offline.middleware import SaysWhatMayBeKept
from tests.factories import EquipmentFactory, PlaceFactory, ZoneFactory

NOW = datetime(2026, 11, 23, 10, 12, tzinfo=PARIS)
OPEN_ADDRESSES = ["/", "/ou-aller/", "/lieux/", "/lieux/un-lieu/", "/lieux/un-lieu/ticket.pdf", "/ar/", "/ar/ou-aller/"]
OTHERS = [
    "/admin/",
    "/espace/",
    "/niveau/resultat/10f1/",
    "/api/lieux",
    "/ou-aller/sans-reponse/",
    "/sw.js",
    "/fiche/x/",
]


def kept(path="/lieux/", headers=None, *, sets_cookie=False, status=200, fragment=False) -> bool:
    return may_be_kept(path, headers or {}, sets_cookie=sets_cookie, status=status, fragment=fragment)


def test_only_the_pages_of_the_resident_journey_may_be_kept():
    assert [path for path in OPEN_ADDRESSES + OTHERS if kept(path)] == OPEN_ADDRESSES


@pytest.mark.parametrize(
    "answer",
    [
        {"headers": {"Cache-Control": "no-store"}},
        {"headers": {"Cache-Control": "private, max-age=0"}},
        {"sets_cookie": True},
        {"status": 404},
        {"status": 500},
        {"fragment": True},
    ],
)
def test_an_answer_that_is_someone_s_or_no_whole_page_is_not_kept(answer):
    assert (kept(), kept(**answer)) == (True, False)


@pytest.mark.parametrize(
    ("path", "answer", "expected"),
    [
        ("/porte/un-lien/", {"headers": {"Cache-Control": "no-store"}}, True),  # no other cache has it
        ("/porte/un-lien/", {"sets_cookie": True}, False),
        ("/porte/un-lien/", {"status": 410}, False),
        ("/porte/un-lien/simple/", {}, False),
        ("/porte/un-lien/donnees.json", {}, False),
    ],
)
def test_of_a_visitor_s_notebook_only_the_empty_shell_is_kept(path, answer, expected):
    assert kept(path, **answer) is expected


def test_an_answer_with_a_cookie_does_not_carry_the_permission(rf):
    def answer(request):
        response = HttpResponse()
        if "cookie" in request.GET:
            response.set_cookie("one", "1")
        return response

    says = SaysWhatMayBeKept(answer)

    assert says(rf.get("/")).headers[HEADER] == "1"
    assert HEADER not in says(rf.get("/?cookie=1")).headers


@pytest.mark.django_db
def test_a_member_s_pages_do_not_carry_the_permission(client, django_user_model):
    assert HEADER in client.get("/").headers
    client.force_login(django_user_model.objects.create_superuser("agent", password="un mot de passe long"))

    assert HEADER not in client.get("/").headers


@pytest.mark.django_db
def test_an_alert_is_not_left_on_a_shared_telephone(client):
    response = client.get("/ou-aller/", {"q": "mon mari me frappe"})

    assert response["Cache-Control"] == "no-store"
    assert HEADER not in response.headers


@pytest.mark.django_db
def test_the_worker_serves_the_whole_site_and_is_asked_for_again(client):
    response = client.get(reverse("worker"))

    assert (response.wsgi_request.path, response["Cache-Control"]) == ("/sw.js", "no-cache")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.django_db
def test_the_worker_changes_with_any_static_file(client, monkeypatch):
    before = known(client.get("/sw.js").text)
    monkeypatch.setattr("maillage.website.offline.views.static", lambda name: f"/static/other/{name}")

    assert known(client.get("/sw.js").text)["version"] != before["version"]


def known(script: str) -> dict:
    return json.loads(script.splitlines()[0].removeprefix("const KNOWN = ").removesuffix(";"))


@pytest.mark.django_db
def test_the_manifest_speaks_the_language_of_its_address(client):
    french, arabic = client.get("/manifest.webmanifest"), client.get("/ar/manifest.webmanifest")

    assert french["Content-Type"] == "application/manifest+json"
    told = [[answer.json()[name] for name in ("lang", "dir", "start_url", "id")] for answer in (french, arabic)]
    assert told == [["fr", "ltr", "/", "/"], ["ar", "rtl", "/ar/", "/"]]


def directory(zone=None) -> dict:
    return json.loads(queries.kept_directory(zone, NOW))


@pytest.mark.django_db
def test_the_directory_says_what_a_telephone_needs():
    zone = ZoneFactory(code="ici", nom="Ici", latitude=50.69, longitude=3.17)
    PlaceFactory(
        slug="pres", nom="Tout près", adresse="1 rue d'Ici", code_postal="59100", commune="Roubaix",
        latitude=50.69, longitude=3.17, telephone="+33320334500", horaires="Mo-Fr 09:00-12:00",
        services=["Aide aux démarches administratives"],
    )  # fmt: skip

    assert directory(zone) == {
        "made": "2026-11-23T10:12+01:00",
        "lang": "fr",
        "zone": "ici",
        "nom": "Ici",
        "places": [
            {
                "slug": "pres",
                "nom": "Tout près",
                "address": "1 rue d'Ici, 59100 Roubaix",
                "phone": "03\u00a020\u00a033\u00a045\u00a000",
                "tel": "tel:+33320334500",
                "hours": "lundi – vendredi\u00a0: 9 h – 12 h ; samedi, dimanche\u00a0: fermé",
                "walk": "1 min à pied",
                "services": ["Démarches en ligne"],
                "needs": {"demarche": 1, "courrier": 1},
            }
        ],
    }


@pytest.mark.django_db
def test_the_nearest_places_come_first_and_what_does_not_fit_stays_behind(monkeypatch):
    zone = ZoneFactory(latitude=50.69, longitude=3.17)
    for away in (3, 1, 2):
        PlaceFactory(nom=f"À {away}", latitude=50.69 + away / 100, longitude=3.17)
    names = [place["nom"] for place in directory(zone)["places"]]
    monkeypatch.setattr(queries, "MOST_BYTES", 350)

    assert names == ["À 1", "À 2", "À 3"]
    assert len(queries.kept_directory(zone, NOW).encode()) <= 350
    assert [place["nom"] for place in directory(zone)["places"]] == names[: len(directory(zone)["places"])]


@pytest.mark.django_db
def test_a_place_with_a_printer_answers_printing_better_than_one_with_a_computer():
    with_printer = PlaceFactory(services=["Accès internet et matériel informatique"])
    EquipmentFactory(place=with_printer, kind="imprimante")
    without = PlaceFactory(services=["Accès internet et matériel informatique"])
    equipped = queries.equipped_places()
    needs = [queries.needs_of(place, equipped)["imprimer"] for place in (with_printer, without)]

    assert needs == [queries.EXACT, queries.NEARLY]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_costs_the_same_for_any_number_of_places(client, count, django_assert_num_queries):
    PlaceFactory.create_batch(count)
    client.get("/hors-ligne/lieux.json")

    with django_assert_num_queries(5):
        client.get("/hors-ligne/lieux.json")


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["rien", "x" * 100, "\x00"])
def test_an_unknown_zone_is_not_found(client, zone):
    assert client.get("/hors-ligne/lieux.json", {"zone": zone}).status_code == 404
