"""The list: what a person reads, with and without script, whatever the address holds."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.places import asking
from maillage.places.directory import FACETS
from maillage.places.models import Place
from tests.factories import EquipmentFactory, PlaceFactory, ZoneFactory

pytestmark = pytest.mark.django_db
URL = "/lieux/"
HTMX = {"HTTP_HX_REQUEST": "true"}
DEMARCHES, LOISIRS = "Aide aux démarches administratives", "Loisirs et créations numériques"


def names(response) -> list[str]:
    return [card.place.nom for card in response.context["results"].cards]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_places(client, count, django_assert_num_queries):
    PlaceFactory.create_batch(count, services=[DEMARCHES])
    client.get(URL)

    with django_assert_num_queries(3):  # revision, places, zones
        client.get(URL)


def test_the_fragment_is_within_the_page(client):
    PlaceFactory.create_batch(25, services=[DEMARCHES])

    page = client.get(URL, {"services": DEMARCHES})
    fragment = client.get(URL, {"services": DEMARCHES}, **HTMX)

    assert "<html" not in fragment.content.decode()
    assert fragment.content.decode().strip() in page.content.decode()
    assert "HX-Request" in page["Vary"]


def test_a_card_says_who_where_when_what_and_since_when(client):
    PlaceFactory(
        nom="La Poste", adresse="173 rue de l'Épeule", horaires="Mo-Fr 09:00-17:00", services=[DEMARCHES],
        latitude=50.69, longitude=3.17, verified_on=date(2026, 11, 12), verified_by="La Poste",
    )  # fmt: skip

    with time_machine.travel("2026-11-23T09:00:00+00:00", tick=False):
        text = text_of(client.get(URL, {"near": "50.6901,3.17"}))

    assert (
        "La Poste Ouvert jusqu&#x27;à 17 h · à 1 min à pied 173 rue de l&#x27;Épeule, 59100 Roubaix"
        " Démarches en ligne Vérifié le 12 novembre 2026 par La Poste" in text
    )


def test_what_is_missing_is_said(client):
    PlaceFactory(nom="Permanence", adresse="", telephone="0320334500")

    text = text_of(client.get(URL))

    assert "Horaires non renseignés" in text
    assert "59100 Roubaix · adresse à compléter · position non renseignée" in text
    assert "À vérifier : date de l&#x27;information non renseignée" in text


def test_places_without_a_position_are_listed_after_the_others(client):
    PlaceFactory(nom="A sans position")
    PlaceFactory(nom="B placé", latitude=50.69, longitude=3.17)

    assert names(client.get(URL, {"near": "50.69,3.17"})) == ["B placé", "A sans position"]


def test_places_held_back_and_closed_are_not_listed(client):
    PlaceFactory(nom="Publié")
    PlaceFactory(nom="Sans adresse", adresse="")
    PlaceFactory(nom="Fermé", life_cycle="fermé")

    assert names(client.get(URL)) == ["Publié"]


def test_facet_counts_are_those_one_would_make_by_hand(client):
    PlaceFactory(services=[DEMARCHES], frais_a_charge=["Gratuit"], languages=["ar", "fr"])
    PlaceFactory(services=[DEMARCHES, LOISIRS], frais_a_charge=["Payant"], languages=["fr"])
    EquipmentFactory(kind="imprimante", place=PlaceFactory(services=[LOISIRS], frais_a_charge=["Gratuit"]))

    results = client.get(URL, {"frais_a_charge": "Gratuit"}).context["results"]

    shown = {
        facet.name: {option.value: option.count for option in facet.first + facet.more} for facet in results.facets
    }
    free = [place for place in Place.objects.all() if "Gratuit" in place.frais_a_charge]
    for name in ("services", "languages"):
        terms = {term for place in free for term in getattr(place, name)}
        assert shown[name] == {term: sum(term in getattr(place, name) for place in free) for term in terms}
    assert shown["frais_a_charge"] == {"Gratuit": 2, "Payant": 1}
    assert shown["equipment"] == {"imprimante": 1}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"services": [DEMARCHES]}, ["A"]),
        ({"service": [DEMARCHES]}, ["A"]),
        ({"services": [DEMARCHES, LOISIRS]}, ["A", "B"]),
        ({"uses": ["écrivain public"]}, ["A"]),
        ({"languages": ["ar"]}, ["B"]),
        ({"equipment": ["scanner"]}, ["B"]),
        ({"labels": ["France Services"]}, ["A"]),
        ({"programmes": ["espace ressource parents"]}, ["B"]),
        ({"zones": ["epeule"]}, ["A"]),
        ({"zones": ["nord"]}, ["A"]),
        ({"q": "dupont"}, ["B"]),
        ({"bbox": ["3.16,50.68,3.18,50.70"]}, ["A"]),
        ({"zone": ["epeule"], "a_pied": ["15"]}, ["A"]),
    ],
)
def test_each_filter_finds_its_places(client, asked, found):
    sector = ZoneFactory(code="nord", kind="secteur", latitude=10, longitude=10)
    ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17, sector=sector)
    PlaceFactory(
        nom="A", latitude=50.69, longitude=3.17, services=[DEMARCHES], uses=["écrivain public"],
        dispositif_programmes_nationaux=["France Services"],
    )  # fmt: skip
    b = PlaceFactory(
        nom="B", adresse="2 rue Dupont", services=[LOISIRS], languages=["ar"], programmes=["espace ressource parents"]
    )
    EquipmentFactory(place=b, kind="scanner")

    response = client.get(f"{URL}?{urlencode(asked, doseq=True)}")

    assert names(response) == found
    assert response.context["results"].not_understood == ""


def test_words_nobody_knows_are_left_aside_and_said(client):
    PlaceFactory(nom="A")

    response = client.get(URL, {"services": "Danse", "languages": "klingon", "tri": "hasard", "ouvert": "bientôt"})

    assert names(response) == ["A"]
    assert "laissé de côté : « Danse », « klingon », « bientôt » et « hasard »." in text_of(response)
    assert response.context["results"].query == ""


def test_an_address_nobody_knows_is_said_beside_its_field(client):
    PlaceFactory(nom="A")

    response = client.get(URL, {"adresse": "qsdfghjklm"})

    assert "Nous ne trouvons pas « qsdfghjklm »." in text_of(response)
    assert 'aria-invalid="true" aria-describedby="start-error"' in response.content.decode()
    assert names(response) == ["A"]


def test_distances_from_a_zone_say_they_are_an_estimate(client):
    ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17)
    PlaceFactory(nom="Loin", latitude=50.72, longitude=3.17)
    PlaceFactory(nom="Près", latitude=50.6901, longitude=3.17)

    response = client.get(URL, {"zone": "epeule"})

    assert names(response) == ["Près", "Loin"]
    assert "Distances à pied depuis Épeule : une estimation, en ligne droite × 1,3 à 4 km/h." in text_of(response)


def test_an_address_is_a_start_when_it_is_known(client):
    ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17)
    PlaceFactory(nom="Loin", latitude=50.72, longitude=3.17)
    PlaceFactory(nom="Près", latitude=50.6901, longitude=3.17)

    assert names(client.get(URL, {"adresse": "Épeule"})) == ["Près", "Loin"]


def test_a_chosen_filter_is_a_link_that_removes_it(client):
    PlaceFactory(services=[DEMARCHES])

    results = client.get(URL, {"service": DEMARCHES, "q": "lieu", "ouvert": "samedi", "page": "2"}).context["results"]

    assert [(chip.text, chip.url) for chip in results.chips] == [
        ("«\u00a0lieu\u00a0»", f"?{urlencode({'service': DEMARCHES, 'ouvert': 'samedi'})}"),
        ("ouvert samedi", f"?{urlencode({'service': DEMARCHES, 'q': 'lieu'})}"),
        (DEMARCHES, f"?{urlencode({'q': 'lieu', 'ouvert': 'samedi'})}"),
    ]


def test_pages_follow_each_other_with_real_links(client):
    for n in range(45):
        PlaceFactory(nom=f"Lieu {n:02d}")

    second = client.get(URL, {"page": "2", "q": "lieu"})
    last = client.get(URL, {"page": "999"})

    assert [names(second)[0], names(second)[-1]] == ["Lieu 20", "Lieu 39"]
    assert (second.context["results"].previous_url, second.context["results"].next_url) == (
        "?q=lieu&page=1", "?q=lieu&page=3",
    )  # fmt: skip
    assert "45 lieux page 2 sur 3" in text_of(second)
    assert (len(names(last)), last.context["results"].number, last.context["results"].next_url) == (5, 3, None)


def test_nothing_found_offers_the_next_step(client):
    PlaceFactory()

    response = client.get(URL, {"q": "introuvablexyz"})

    assert "Aucun lieu ne répond à tout cela." in text_of(response)
    assert reverse("orientation:search") in response.content.decode()
    assert [chip.url for chip in response.context["results"].chips] == ["?"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"ouvert": "maintenant"}, "maintenant"),
        ({"ouvert": "date", "date": "2026-11-28T10:00"}, "2026-11-28T10:00"),
        ({"date": "2026-11-28T10:00"}, "2026-11-28T10:00"),
        ({"ouvert": "2026-11-28T10:00"}, "2026-11-28T10:00"),
        ({"ouvert": "samedi", "date": "2026-11-28T10:00"}, "samedi"),
        ({"ouvert": "date"}, ""),
        ({"date": "9999-12-31T23:59"}, ""),
    ],
)
def test_when_it_should_be_open(client, asked, expected):
    assert client.get(URL, asked).context["results"].search.open == expected


def test_the_map_has_a_link_that_works_without_script(client):
    PlaceFactory()

    page = client.get(URL, {"vue": "carte", "q": "lieu"})

    assert "La carte a besoin de JavaScript." in text_of(page)
    assert names(page) == ["Lieu numéro 0"] or len(names(page)) == 1
    assert "La carte a besoin" not in text_of(client.get(URL))


def test_a_hostile_name_stays_a_name(client):
    PlaceFactory(nom='<script>alert("1")</script>', adresse='"><img src=x onerror=alert(1)>')

    html = client.get(URL, {"q": '"><script>x</script>'}).content.decode() + client.get(URL).content.decode()

    assert "<script>alert" not in html
    assert "<script>x" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in html


NAMES = [*FACETS, "q", "adresse", "zone", "near", "a_pied", "bbox", "ouvert", "date", "tri", "page", "vue", "service"]
WILD = st.text(max_size=30) | st.sampled_from(
    ["maintenant", "samedi", "50.6,3.1", "nan,nan", "1e999,0", "3,50,4,51", "-1", "0", "99999999999999999999", "²", "١",
     "2026-11-23T10:00+99:00", "2026-11-23", "0001-01-01T00:00", "\x00", "carte", "[", "%", "'", "nom", "24:00"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(NAMES), WILD), max_size=8))
def test_no_address_breaks_the_page(client, pairs):
    if not Place.objects.exists():
        PlaceFactory(latitude=50.69, longitude=3.17, horaires="Mo-Fr 09:00-17:00", services=[DEMARCHES])

    query = urlencode([(name, value.encode("utf-8", "replace")) for name, value in pairs])

    assert client.get(f"{URL}?{query}").status_code == 200


def test_every_closed_facet_has_a_title_and_every_facet_is_known():
    from maillage.places.facets import TITLES

    assert set(TITLES) == set(FACETS)
    assert set(asking.CLOSED) <= set(FACETS)


@pytest.mark.parametrize("when", ["2027-03-28T02:30", "2026-10-25T02:30", "2026-02-29T10:00", "2026-11-24"])
def test_any_hour_typed_is_an_answer(client, when):
    PlaceFactory(horaires="Mo-Su 01:00-05:00")
    assert client.get("/lieux/", {"ouvert": "date", "date": when}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "trace"])
@pytest.mark.parametrize("path", ["/lieux/", "/structures/", "/actions/"])
def test_pages_are_only_read(client, path, method):
    assert getattr(client, method)(path).status_code == 405


def test_the_list_of_a_neighbourhood_is_also_a_leaflet(client):
    zone = ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17)
    PlaceFactory(latitude=zone.latitude, longitude=zone.longitude)
    (link,) = re.findall(r'href="([^"]+depliant[.]pdf[^"]*)"', client.get("/ar/lieux/", {"zone": "epeule"}).text)

    answer = client.get(unescape(link))

    assert (link, answer["Content-Type"]) == ("/ar/lieux/depliant.pdf?lang=ar&amp;zone=epeule", "application/pdf")
    assert "depliant.pdf" not in client.get("/lieux/").text
