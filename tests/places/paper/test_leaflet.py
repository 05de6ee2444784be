import pytest
import time_machine

from maillage.places.paper.leaflet import MOST_PLACES
from maillage.places.paper.vocabulary import LANGUAGES
from tests.factories import PlaceFactory, ZoneFactory
from tests.places.paper import reading
from tests.places.paper.test_timetable import MONDAY_11

pytestmark = pytest.mark.django_db
AREA = {"latitude": 50.69, "longitude": 3.17}
HOURS = "Mo-Fr 09:00-12:00,14:00-17:30; Sa 10:00-12:00; PH off"


@pytest.fixture(autouse=True)
def a_monday():
    with time_machine.travel(MONDAY_11, tick=False):
        yield


@pytest.fixture
def zone():
    return ZoneFactory(code="epeule", nom="L'Épeule", **AREA)


def some_places(count):
    services = ["Aide aux démarches administratives", "Accès internet et matériel informatique"]
    told = {"horaires": HOURS, "services": services, **AREA}
    return [PlaceFactory(nom=f"Lieu {n:02d}", telephone=f"03200000{n:02d}", **told) for n in range(1, count + 1)]


def leaflet(client, **asked) -> bytes:
    answer = client.get("/lieux/depliant.pdf", asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer.content


def test_the_places_of_a_neighbourhood_with_address_and_phone(client, zone):
    PlaceFactory(nom="Médiathèque", adresse="2 rue Motte", telephone="0320664500", horaires=HOURS, **AREA)
    PlaceFactory(nom="Accueil", adresse="", commune="", code_postal="", telephone="0320000000", **AREA)
    PlaceFactory(nom="Ailleurs")

    assert reading.text(leaflet(client, zone="epeule", format="a4")) == (
        "Où trouver de l'aide pour le numérique L'Épeule 2 lieux La liste à jour (à scanner) "
        "Accueil Adresse non renseignée 03 20 00 00 00 Horaires non renseignés "
        "Médiathèque 2 rue Motte, 59100 Roubaix 03 20 66 45 00 "
        "lundi à vendredi : 9 h – 12 h, 14 h – 17 h 30 samedi : 10 h – 12 h Imprimé le 23 novembre 2026"
    )


SHEETS = [(1, "a5", "fr"), (1, "a4", "ar"), (32, "a5", "ar"), (32, "a4", "ar"), (32, "a5", "fr"), (32, "a4", "tr")]


@pytest.mark.parametrize(
    ("count", "format", "language"),
    [*SHEETS, *((7, "a5", one) for one in LANGUAGES), *((7, "a4", one) for one in LANGUAGES)],
)
def test_from_one_to_forty_places(client, zone, count, format, language):
    places = some_places(count)
    sheet = leaflet(client, zone="epeule", lang=language, format=format)
    text = reading.text(sheet)

    assert len(sheet) < 100 * 1024
    assert [place.nom for place in places if text.count(place.nom) != 1] == []
    assert [n for n in range(1, count + 1) if f"03 20 00 00 {n:02d}" not in text] == []
    assert [tag for tag, _ in reading.tags(sheet)].count("/H2") == count
    assert reading.catalog(sheet)["/MarkInfo"]["/Marked"].value is True
    assert reading.title(sheet) == "Où trouver de l'aide pour le numérique – L'Épeule"
    assert reading.codes(sheet) == ["http://testserver/lieux/?zones=epeule"]


def test_beyond_the_most_it_says_how_many_are_missing(client, zone):
    some_places(MOST_PLACES + 3)
    text = reading.text(leaflet(client, zone="epeule", format="a4"))

    assert f"{MOST_PLACES + 3} lieux" in text
    assert "et 3 autres lieux" in text


def test_folded_sheets_have_a_back_for_each_front(client, zone):
    some_places(3)
    few = leaflet(client, zone="epeule")
    some_places(30)
    many = leaflet(client, zone="epeule")

    assert reading.page_count(few) == 1
    assert reading.page_count(many) % 2 == 0


def test_a_selection_keeps_its_order(client):
    first, _, third = some_places(3)
    text = reading.text(leaflet(client, lieux=f"{third.slug},{first.slug}", format="a4"))

    assert text.index("Lieu 03") < text.index("Lieu 01")
    assert "Lieu 02" not in text


def test_the_filters_of_the_list_narrow_a_neighbourhood(client, zone):
    some_places(2)
    PlaceFactory(nom="Atelier", services=["Loisirs et créations numériques"], **AREA)
    sheet = leaflet(client, zone="epeule", services="Loisirs et créations numériques", format="a4")

    assert [tag for tag, _ in reading.tags(sheet)].count("/H2") == 1
    assert "Atelier" in reading.text(sheet)


@pytest.mark.parametrize("language", ["fr", "ar", "tr"])
def test_the_facts_are_in_the_persons_language(client, zone, language):
    some_places(1)
    said = {
        "fr": ["lundi à vendredi", "Démarches en ligne"],
        "ar": ["من الاثنين إلى الجمعة: من 9:00 إلى 12:00", "المعاملات الإدارية عبر الإنترنت"],
        "tr": ["Pazartesi – Cuma: 9:00 – 12:00, 14:00 – 17:30", "İnternetten resmi işlemler · Bilgisayar ve internet"],
    }[language]
    text = reading.letters(reading.text(leaflet(client, zone="epeule", lang=language, format="a4")))

    assert [one for one in said if reading.letters(one) not in text] == []


@pytest.mark.parametrize(
    ("asked", "status", "reason"),
    [
        ({}, 400, "Dites de quel quartier"),
        ({"zone": "nulle-part"}, 404, "Ce quartier n&#x27;est pas connu : « nulle-part »."),
        ({"zone": "\0"}, 404, "Ce quartier n&#x27;est pas connu"),
        ({"zone": "epeule"}, 404, "Aucun lieu publié ne correspond."),
        ({"lieux": "fantome,\0"}, 404, "Ces lieux ne sont pas publiés : fantome"),
        ({"lieux": ",".join(["x"] * 33)}, 400, "33 lieux demandés : 32 au plus."),
        ({"zone": "epeule", "format": "a0"}, 400, "Format inconnu. Formats possibles : a5, a4."),
    ],
)
def test_a_question_without_an_answer_is_told_why(client, zone, asked, status, reason):
    answer = client.get("/lieux/depliant.pdf", asked)

    assert answer.status_code == status
    assert reason in answer.content.decode()


def test_a_place_that_is_not_published_is_not_printed(client):
    held_back = PlaceFactory(nom="")

    assert client.get("/lieux/depliant.pdf", {"lieux": held_back.slug}).status_code == 404


def test_an_address_too_long_for_a_code_leads_to_the_list(client):
    places = [PlaceFactory(nom=f"Un nom de lieu assez long pour que l'adresse le soit aussi {n}") for n in range(12)]
    sheet = leaflet(client, lieux=",".join(place.slug for place in places))

    assert reading.codes(sheet) == ["http://testserver/lieux/"]


def test_the_list_for_the_press(client, zone):
    PlaceFactory(nom="Médiathèque", adresse="2 rue Motte", telephone="0320664500", horaires=HOURS, **AREA)
    answer = client.get("/lieux/liste-presse.txt", {"zone": "epeule"})

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().replace("\u00a0", " ") == (
        "Où trouver de l'aide pour le numérique – L'Épeule\n1 lieu, 23 novembre 2026\n\n"
        "Médiathèque\n2 rue Motte, 59100 Roubaix\n03 20 66 45 00\n"
        "lundi à vendredi : 9 h – 12 h, 14 h – 17 h 30 ; samedi : 10 h – 12 h\n"
        "À vérifier : date de l'information inconnue\n"
    )


def test_as_many_queries_for_one_place_as_for_three(client, zone, django_assert_num_queries):
    for count in (1, 3):
        some_places(count)
        leaflet(client, zone="epeule")
        with django_assert_num_queries(3):
            leaflet(client, zone="epeule")
