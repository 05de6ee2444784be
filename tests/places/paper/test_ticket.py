import re

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.places.models import Place
from maillage.places.paper import typesetting
from maillage.places.paper.ticket import Ticket
from maillage.places.paper.typesetting import pdf
from maillage.places.paper.vocabulary import LANGUAGES, Speech
from tests.factories import PlaceFactory, ZoneFactory
from tests.places.paper import reading
from tests.places.paper.test_timetable import MONDAY_11

pytestmark = pytest.mark.django_db
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
PHONE = "03\u00a020\u00a066\u00a045\u00a000"


@pytest.fixture(autouse=True)
def a_monday():
    with time_machine.travel(MONDAY_11, tick=False):
        yield


@pytest.fixture
def place():
    ZoneFactory(nom="Trichon", latitude=50.6908, longitude=3.1762)
    PlaceFactory(nom="Maison du quartier", latitude=50.6925, longitude=3.1762)
    return PlaceFactory(
        nom="Médiathèque",
        adresse="2 rue Pierre-Motte",
        latitude=50.6908,
        longitude=3.1762,
        telephone="+33320664500",
        horaires="Tu-Sa 10:00-18:00",
        services=["Accès internet et matériel informatique"],
        frais_a_charge=["Gratuit"],
        verified_on="2026-11-02",
    )


def ticket(client, place, **asked) -> bytes:
    answer = client.get(f"{place.get_absolute_url()}ticket.pdf", asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer.content


def test_in_french_it_says_all_one_needs(client, place):
    assert reading.text(ticket(client, place, near="50.6908,3.1702", need="imprimer")) == (
        "Imprimer un papier Médiathèque Quand venir mardi 24 novembre, 10 h – 18 h 2 rue Pierre-Motte 59100 Roubaix "
        "8 min à pied (estimation) 03 20 66 45 00 Gratuit "
        "Horaires lundi 23 fermé mardi 24 à samedi 28 10 h – 18 h dimanche 29 fermé "
        "1 200 m N Schéma · Trichon Vous partez d'ici 1. Maison du quartier "
        "La fiche à jour (à scanner) Vérifié le 2 novembre 2026 Imprimé le 23 novembre 2026 À apporter"
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("tr", "24 Kasım Salı, 10:00 – 18:00"),
        ("tr", "Bilgisayar ve internet"),
        ("tr", "yürüyerek 8 dk (tahmini)"),
        ("pt", "terça-feira, 24 de novembro, das 10:00 às 18:00"),
        ("ro", "marți, 24 noiembrie, 10:00 – 18:00"),
        ("en", "Tuesday 24 November, 10:00 to 18:00"),
    ],
)
def test_in_the_persons_language_beside_french(client, place, language, said):
    text = reading.text(ticket(client, place, lang=language, near="50.6908,3.1702"))

    assert "mardi 24 novembre, 10 h – 18 h" in text
    assert said in text


@pytest.mark.parametrize("said", ["الثلاثاء 24 نوفمبر، من 10:00 إلى 18:00", "من الثلاثاء 24 إلى السبت 28"])
def test_arabic_is_copied_as_it_is_meant(client, place, said):
    assert reading.letters(said) in reading.letters(reading.text(ticket(client, place, lang="ar")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["a6", "a4"])
def test_one_page_light_tagged_titled_whose_code_leads_to_the_place(client, place, language, format):
    sheet = ticket(client, place, lang=language, format=format, near="50.6908,3.1702")

    assert reading.page_count(sheet) == 1
    assert len(sheet) < 100 * 1024
    assert reading.title(sheet) == "Médiathèque"
    assert reading.catalog(sheet)["/MarkInfo"]["/Marked"].value is True
    assert reading.pictures_without_words(sheet) == 0
    assert reading.codes(sheet) == [f"http://testserver{place.get_absolute_url()}"]


def test_each_part_says_its_language(client, place):
    tags = reading.tags(ticket(client, place, lang="ar"))

    assert tags[0][0] == "/Document"
    assert [tag for tag, _ in tags].count("/H1") == 1
    assert ("/H1", "fr-FR") in tags
    assert {language for _, language in tags} == {"fr-FR", "ar"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_number_is_read_in_order(client, place, language):
    assert " ".join(PHONE.split("\u00a0")) in reading.text(ticket(client, place, lang=language))


def test_a_language_we_do_not_speak_is_french(client, place):
    assert ticket(client, place, lang="xx") == ticket(client, place)


def test_the_same_question_gives_the_same_bytes(client, place):
    assert ticket(client, place, lang="ar") == ticket(client, place, lang="ar")


@pytest.mark.parametrize("format", ["a6", "a4"])
def test_a_name_is_never_markup(client, format):
    name = r'#panic("x") $a$ \ [b] "c" @d <e> *f* _g_ `h` // = i {j} ~ --- #sys.inputs'
    place = PlaceFactory(nom=name, adresse="#[rue] $1$ \\", telephone="#1")

    sheet = ticket(client, place, lang="tr", format=format)
    assert reading.title(sheet) == name
    assert name in reading.text(sheet)
    assert "#[rue] $1$ \\" in reading.text(sheet)


def test_a_place_of_which_almost_nothing_is_known(client):
    place = PlaceFactory(nom="Ici", adresse="", commune="", code_postal="", telephone="0320000000")

    assert reading.text(ticket(client, place)) == (
        "Aide pour le numérique Ici Quand venir Horaires non renseignés. Téléphonez avant de venir. "
        "Adresse non renseignée 03 20 00 00 00 La fiche à jour (à scanner) "
        "À vérifier : date de l'information inconnue Imprimé le 23 novembre 2026 À apporter"
    )


def test_no_phone_is_said(client):
    assert "Téléphone non renseigné" in reading.text(ticket(client, PlaceFactory()))


@pytest.mark.parametrize("format", ["a6", "a4"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_however_long_it_stays_on_one_page(client, format, language):
    place = PlaceFactory(
        nom="Très long nom de lieu " * 13,
        adresse="Longue adresse " * 30,
        complement_adresse="bâtiment W " * 40,
        telephone="0320000000",
        latitude=50.69,
        longitude=3.17,
        horaires="; ".join(
            f"{day} 0{n}:00-07:15,10:00-11:{n}5,13:30-15:00,16:30-22:00"
            for n, day in enumerate(["Mo", "Tu", "We", "Th", "Fr"])
        ),
        services=list(Place._meta.get_field("services").terms.values),
        modalites_acces=list(Place._meta.get_field("modalites_acces").terms.values),
        frais_a_charge=["Gratuit", "Payant"],
    )

    sheet = ticket(client, place, lang=language, format=format, near="50.695,3.17")
    assert reading.page_count(sheet) == 1
    assert reading.codes(sheet) == [f"http://testserver{place.get_absolute_url()}"]


def test_a_guess_that_overflows_is_made_again_smaller(monkeypatch):
    monkeypatch.setattr(typesetting, "pdf", lambda *words, at, smaller: smaller)
    monkeypatch.setattr(typesetting, "page_count", lambda smaller: 1 if smaller >= 2 else 2)

    assert typesetting.on_one_page("ticket.typ", {}, at=MONDAY_11) == 2


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=60), phone=st.text(max_size=20))
def test_whatever_the_letters_it_prints(name, phone):
    place = Place(id="x", slug="x", nom=name, telephone=phone, horaires=f'Mo-Fr 09:00-12:00 "{phone}"')
    data = Ticket(place, Speech("ar"), MONDAY_11, "https://exemple.fr/lieux/x/").data()

    assert pdf("ticket.typ", data, at=MONDAY_11)[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"format": "a3"}, "Format inconnu. Formats possibles : a6, a4."),
        ({"near": "Roubaix"}, "Le point de départ n&#x27;est pas compris"),
        ({"near": "nan,nan"}, "Le point de départ n&#x27;est pas compris"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_why(client, place, asked, reason):
    answer = client.get(f"{place.get_absolute_url()}ticket.pdf", asked)

    assert answer.status_code == 400
    assert reason in answer.content.decode()


def test_words_of_the_person_are_never_printed(client, place):
    assert "secret" not in reading.text(ticket(client, place, need="mon secret", service="mon secret"))


def test_a_place_that_is_not_published_has_no_ticket(client):
    held_back = PlaceFactory(nom="")

    assert client.get(f"/lieux/{held_back.slug}/ticket.pdf").status_code == 404
    assert client.get("/lieux/nulle-part/ticket.pdf").status_code == 404


def test_as_many_queries_whatever_lies_around(client, place, django_assert_num_queries):
    ticket(client, place)
    with django_assert_num_queries(4):
        ticket(client, place)
    for north in (1, 2, 3):
        PlaceFactory(latitude=50.6908 + north / 900, longitude=3.177)
    ticket(client, place)
    with django_assert_num_queries(4):
        ticket(client, place)


def test_french_words_in_another_language_are_marked_as_french(client):
    place = PlaceFactory(horaires='Mo-Fr 09:00-12:00 "salle 2"')
    sheet = ticket(client, place, lang="tr")

    assert "23 Kasım Pazartesi, 9:00 – 12:00 (salle 2)" in re.sub("[\u2068\u2069]", "", reading.text(sheet))
    assert ("/Span", "fr-FR") in reading.tags(sheet)
