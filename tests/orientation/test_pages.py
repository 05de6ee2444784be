import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from maillage.orientation.level.codes import encode
from maillage.orientation.models import UnmetNeed
from maillage.places.enums import Service
from tests.factories import EquipmentFactory, PlaceFactory, ZoneFactory
from tests.orientation.level.walking import FAR, finished

pytestmark = pytest.mark.django_db


def visit(client, **params):
    response = client.get(reverse("orientation:search"), params)
    assert response.status_code == 200
    return response


def shown(response):
    return response.templates[0].name


@pytest.fixture
def epeule():
    return ZoneFactory(code="epeule", nom="Épeule")


@pytest.fixture
def library(epeule):
    place = PlaceFactory(
        nom="Médiathèque", latitude=50.69, longitude=3.17, services=[Service.ACCES.value],
        date_maj=date(2022, 5, 3), telephone="+33320664500",
    )  # fmt: skip
    EquipmentFactory(place=place, kind="imprimante", state="en service")
    return place


def test_first_the_need_in_nine_pictures_or_in_words(client):
    response = visit(client)

    assert shown(response) == "orientation/need.html"
    assert [need["code"] for need in response.context["needs"]] == (
        "demarche courrier imprimer ordinateur apprendre enfant emploi acheter securite".split()
    )


def test_then_where_from_with_neighbourhoods_as_links(client, epeule):
    response = visit(client, q="imprimer")

    assert shown(response) == "orientation/start.html"
    assert response.context["sectors"][0]["links"] == [("Épeule", "?q=imprimer&zone=epeule")]
    assert response.context["anywhere"] == "?q=imprimer&depart=indifferent"


def test_then_the_places_their_reasons_and_where_they_come_from(client, library):
    response = visit(client, besoin="imprimer", zone="epeule")

    assert shown(response) == "orientation/results.html"
    assert [place["shown"] for place in response.context["places"]] == [
        ["Ordinateurs et internet sur place", "Imprimante en service"]
    ]
    assert [place["stamp"] for place in response.context["places"]] == ["À vérifier : information de mai 2022"]
    assert (
        response.context["more"]
        == f"/lieux/?services={'Acc%C3%A8s+internet+et+mat%C3%A9riel+informatique'}&zone=epeule"
    )
    assert (response.context["need"], response.context["start"]) == ("Imprimer, scanner un papier", "Épeule")
    assert 'href="tel:+33320664500"' in response.content.decode()


def test_a_word_with_several_meanings_is_a_screen_of_its_own(client, epeule):
    response = visit(client, q="pic", zone="epeule")

    assert shown(response) == "orientation/question.html"
    assert [choice["url"] for choice in response.context["choices"]] == [
        "?q=pic&zone=epeule&besoin=projet-d-initiative-citoyenne",
        "?q=pic&zone=epeule&besoin=plan-d-investissement-dans-les-competences",
    ]


def test_the_other_pic_is_no_place(client):
    response = visit(client, q="pic", besoin="projet-d-initiative-citoyenne")

    assert (shown(response), response.context["places"], response.context["answer"]["unmet"]) == (
        "orientation/results.html",
        [],
        None,
    )


@pytest.mark.parametrize(
    ("text", "number"), [("mon mari me frappe", "3919"), ("ma fille est harcelée au collège", "3018")]
)
def test_an_emergency_shows_its_number_before_anything_else(client, library, text, number):
    page = visit(client, q=text).content.decode()

    assert page.index(f'href="tel:{number}"') < page.index("<h1>")


@pytest.mark.parametrize("text", ["un plombier", "azerty qsdf"])
def test_out_of_scope_offers_a_next_step_without_asking_where_from(client, text):
    response = visit(client, q=text)

    assert (shown(response), response.context["places"]) == ("orientation/results.html", [])
    assert reverse("places:search") in response.content.decode()


@pytest.mark.parametrize("start", [{"adresse": "xyzzy"}, {"near": "abc"}, {"zone": "nulle"}, {"zone": "é" * 200}])
def test_a_starting_point_nobody_knows_is_said_beside_its_field(client, epeule, start):
    response = visit(client, q="imprimer", **start)

    assert shown(response) == "orientation/start.html"
    assert 'aria-invalid="true"' in response.content.decode()


@pytest.mark.parametrize(
    "params",
    [
        {"q": "x" * 3000},
        {"besoin": "nimporte"},
        {"q": "<script>"},
        {"besoin": "T001", "depart": "?"},
        {"q": "imprimer", "near": "\x00"},
    ],
)
def test_odd_addresses_are_answered(client, params):
    visit(client, **params)


def test_a_page_of_results_stores_nothing(client, library):
    response = visit(client, q="imprimer", zone="epeule")

    assert (response.cookies.keys(), UnmetNeed.objects.count()) == (set(), 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_results_cost_the_same_for_any_number_of_places(client, epeule, count, django_assert_num_queries):
    PlaceFactory.create_batch(count, latitude=50.69, longitude=3.17, services=[Service.ACCES.value])
    visit(client, q="imprimer", zone="epeule")

    with django_assert_num_queries(12):
        visit(client, q="imprimer", zone="epeule")


def test_no_answer_is_counted_by_a_button_and_thanked(client, epeule):
    page = visit(client, q="ordinateur pas cher", zone="epeule")
    unmet = page.context["answer"]["unmet"]

    response = client.post(reverse("orientation:unmet"), {**unmet, "suite": page.context["again"]}, follow=True)

    assert list(UnmetNeed.objects.values_list("month", "service", "zone", "count")) == [
        (timezone.localdate().strftime("%Y-%m"), Service.ACQUISITION.value, "epeule", 1)
    ]
    assert response.request["QUERY_STRING"] == "q=ordinateur+pas+cher&zone=epeule&merci=1"
    assert response.context["thanked"]


def test_the_script_counts_without_leaving_the_page(client):
    for _ in range(2):
        response = client.post(
            reverse("orientation:unmet"), {"service": Service.ACQUISITION}, headers={"X-Requested-With": "fetch"}
        )

    assert (response.status_code, UnmetNeed.objects.get().count) == (204, 2)


@pytest.mark.parametrize("data", [{"service": "mon secret"}, {"zone": "12 rue de la Paix"}])
def test_nothing_typed_can_enter_the_counts(client, data):
    response = client.post(reverse("orientation:unmet"), data)

    assert (response.status_code, UnmetNeed.objects.count()) == (400, 0)


def test_counting_needs_a_post(client):
    assert client.get(reverse("orientation:unmet")).status_code == 405


@pytest.mark.parametrize(
    ("asked", "drawn"),
    [
        ({"q": "imprimer"}, ["imprimer"]),
        ({"besoin": "courrier"}, ["courrier"]),
        ({"q": "écrire une lettre"}, ["courrier"]),
        ({"q": "wifi"}, [Service.ACCES.value]),
        ({"q": "pronote"}, [Service.PARENTALITE.value]),
    ],
)
def test_the_ticket_draws_what_the_person_came_for(client, epeule, asked, drawn):
    PlaceFactory(latitude=50.69, longitude=3.17, services=list(Service.values))
    page = visit(client, **asked, zone="epeule")
    (link,) = re.findall(r'href="([^"]+/ticket\.pdf[^"]*)"', page.content.decode())

    assert QueryDict(urlsplit(unescape(link)).query).getlist("need") == drawn


# What one prefers


def test_one_touch_changes_one_thing_and_comes_back_to_the_list(client, library):
    screen = visit(client, q="imprimer", zone="epeule", langue="ar", changer="1")
    by_label = {wish.label: wish for wish in screen.context["wishes"]}

    assert shown(screen) == "orientation/wishes.html"
    assert by_label["Gratuit"].url == "?q=imprimer&zone=epeule&langue=ar&gratuit=1"
    assert (by_label["On parle arabe"].on, by_label["On parle arabe"].url) == (True, "?q=imprimer&zone=epeule")
    assert [wish.label for wish in screen.context["wishes"] if wish.on] == ["On parle arabe"]


def test_a_moment_replaces_another_and_two_adaptations_add_up(client, library):
    screen = visit(client, q="imprimer", zone="epeule", quand="soir", acces="surdite", changer="1")
    by_label = {wish.label: wish.url for wish in screen.context["wishes"]}

    assert by_label["Ouvert le samedi"] == "?q=imprimer&zone=epeule&acces=surdite&quand=samedi"
    assert by_label["Fauteuil roulant"] == "?q=imprimer&zone=epeule&acces=surdite&quand=soir&acces=fauteuil"


def test_wishes_show_above_the_list_and_go_with_one_touch(client, library):
    response = visit(client, q="imprimer", zone="epeule", gratuit="1", acces="fauteuil")

    assert [(wish.label, wish.url) for wish in response.context["wishes"]] == [
        ("Gratuit", "?q=imprimer&zone=epeule&acces=fauteuil"),
        ("Fauteuil roulant", "?q=imprimer&zone=epeule&gratuit=1"),
    ]


CHECKED = encode(finished({**FAR, "B6": "pied", "B2": "cher", "B7": "peur", "B4": "difficile", "B4l": "tr"}))
FOUND = {
    "level": "grand-debutant", "langue": "tr", "confiance": "premier-contact", "minutes": "15", "gratuit": "1",
}  # fmt: skip


def test_what_a_level_check_found_is_shown_each_to_be_taken_away(client, library):
    response = visit(client, besoin="imprimer", zone="epeule", code=CHECKED)

    assert [wish.label for wish in response.context["wishes"]] == [
        "Pour débuter, depuis le début", "On parle turc", "Près : 15 min à pied", "Gratuit", "C'est ma première fois",
    ]  # fmt: skip


def test_one_thing_found_goes_and_the_others_stay(client, library):
    level = visit(client, besoin="imprimer", zone="epeule", code=CHECKED).context["wishes"][0]
    kept = QueryDict(level.url[1:]).dict()
    response = visit(client, **kept)

    assert kept == {"besoin": "imprimer", "zone": "epeule", **{name: FOUND[name] for name in FOUND if name != "level"}}
    assert "Pour débuter, depuis le début" not in [wish.label for wish in response.context["wishes"]]
    assert len(response.context["wishes"]) == len(FOUND) - 1


def test_what_a_level_check_found_is_chosen_among_the_wishes_too(client, library):
    screen = visit(client, besoin="imprimer", zone="epeule", code=CHECKED, changer="1")

    assert [wish.label for wish in screen.context["wishes"] if wish.on] == [
        "Pour débuter, depuis le début", "On parle turc", "Près : 15 min à pied", "Gratuit", "C'est ma première fois",
    ]  # fmt: skip


def test_a_wish_added_to_a_level_check_keeps_what_it_found(client, library):
    screen = visit(client, besoin="imprimer", zone="epeule", code=CHECKED, changer="1")
    (added,) = [wish.url for wish in screen.context["wishes"] if wish.label == "Fauteuil roulant"]

    assert QueryDict(added[1:]).dict() == {"besoin": "imprimer", "zone": "epeule", **FOUND, "acces": "fauteuil"}


def test_wishes_follow_when_the_start_or_the_need_changes(client, epeule):
    start = visit(client, q="imprimer", gratuit="1")
    need = visit(client, zone="epeule", gratuit="1")

    assert start.context["sectors"][0]["links"] == [("Épeule", "?q=imprimer&gratuit=1&zone=epeule")]
    assert need.context["start"] == [("zone", "epeule"), ("gratuit", "1")]


def test_without_a_starting_point_nobody_is_asked_how_far_they_walk(client, library):
    screen = visit(client, q="imprimer", depart="indifferent", changer="1")

    assert screen.context["wishes"][0].label == "Gratuit"


def test_the_language_of_the_page_is_offered(client, library):
    response = client.get("/en/ou-aller/", {"q": "print", "zone": "epeule", "changer": "1"})

    assert [wish.url for wish in response.context["wishes"] if "langue=en" in wish.url] == [
        "?q=print&zone=epeule&langue=en"
    ]


class Instructions(HTMLParser):
    """The words of a screen that are not data: neither a choice to touch, nor a place, nor its neighbourhood."""

    DATA = {"needs", "choices", "wishes", "cards", "zones", "stamp", "steps", "visually-hidden", "sector", "chosen"}
    VOID = {"input", "br", "meta", "link", "img", "path", "rect", "circle"}

    def __init__(self):
        super().__init__()
        self.open, self.words = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            names = set((dict(attrs).get("class") or "").split())
            self.open.append((tag, bool(names & self.DATA) or "hidden" in dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if any(tag == "main" for tag, _ in self.open) and not any(silent for _, silent in self.open):
            self.words += [word for word in data.split() if any(letter.isalpha() for letter in word)]


@pytest.mark.parametrize(
    "params",
    [
        {}, {"q": "imprimer"}, {"q": "imprimer", "adresse": "xyzzy"}, {"q": "pic"}, {"q": "imprimer", "zone": "epeule"},
        {"q": "imprimer", "zone": "epeule", "changer": "1"}, {"q": "un plombier"}, {"q": "azerty qsdf"},
        {"q": "ordinateur pas cher", "zone": "epeule"}, {"q": "imprimer", "zone": "epeule", "gratuit": "1"},
    ],
)  # fmt: skip
def test_a_screen_has_at_most_sixty_words_of_instruction(client, library, params):
    page = Instructions()
    page.feed(visit(client, **params).content.decode())

    assert 0 < len(page.words) <= 60, page.words
