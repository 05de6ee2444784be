import re
from html import unescape

import pytest

from maillage.census.models import MatchDecision, Merge
from maillage.places import actions as places
from maillage.places.models import Place
from tests.factories import PlaceFactory

LIST = "/espace/doublons/"
PAIR = "/espace/doublons/ccas/centre-communal/"
FAR = "/espace/doublons/ccas/loin/"


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


def test_an_empty_list_says_so(desk):
    assert "Aucun doublon à regarder." in desk.get(LIST).text


def test_the_list_shows_both_and_why(desk, kept, gone):
    rows = desk.get(LIST).context["rows"]

    assert [({str(place) for place in row["places"]}, row["same"]) for row in rows] == [
        ({"CCAS de Roubaix", "Centre communal d'action sociale"}, True)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(desk, count, django_assert_num_queries):
    for number in range(count):
        PlaceFactory.create_batch(2, nom=f"Association {'abcdefgh'[number] * 6}", adresse=f"{number + 1} rue Foch")
    desk.get(LIST)

    with django_assert_num_queries(7):
        answer = desk.get(LIST)

    assert len(answer.context["rows"]) == count


def test_the_pair_asks_what_differs_only(desk, kept, gone):
    lines = desk.get(PAIR).context["lines"]

    assert [line.key for line in lines] == ["nom", "telephone", "horaires", "services"]


def test_the_first_button_is_what_we_think(desk, kept, gone):
    PlaceFactory(slug="loin", nom="Médiathèque d'Hem", adresse="2 rue de Hem", latitude=50.65, longitude=3.19)

    first = [re.findall('class="button">.*?</svg>(.*?)</button>', desk.get(path).text)[-1] for path in (PAIR, FAR)]

    assert [unescape(words) for words in first] == ["C'est le même lieu", "Ce sont deux lieux"]


def test_same_place(desk, kept, gone):
    answer = desk.post(PAIR, {"choix-nom": "prendre"})

    assert (answer["Location"], Place.objects.get(pk="b").merged_into_id) == (LIST, "a")
    assert Place.objects.get(pk="a").nom == "Centre communal d'action sociale"
    assert MatchDecision.objects.get().score > 0.9


def test_words_nobody_offered_change_nothing(desk, kept, gone):
    desk.post(PAIR, {"choix-nom": "\0", "choix-rien": "prendre", "choix-telephone": "9" * 5000})

    assert Place.objects.get(pk="a").nom == "CCAS de Roubaix"


def test_two_places(desk, kept, gone):
    answer = desk.post(f"{PAIR}deux-lieux/")

    assert (answer["Location"], MatchDecision.objects.get().verdict) == (LIST, "différents")


def test_hosted(desk, kept, gone):
    desk.post("/espace/doublons/centre-communal/ccas/heberge/")

    assert Place.objects.get(pk="b").hosted_at_id == "a"


def test_what_was_decided_is_taken_back(desk, kept, gone):
    desk.post(PAIR)
    decision = MatchDecision.objects.get()

    assert "le même lieu" in desk.get("/espace/doublons/decisions/").text.lower()
    answer = desk.post(f"/espace/doublons/decisions/{decision.pk}/annuler/")

    assert (answer["Location"], Place.objects.get(pk="b").merged_into_id) == ("/espace/doublons/decisions/", None)
    assert Merge.objects.get().undone_at is not None


def test_a_merge_that_went_on_is_explained(desk, kept, gone):
    desk.post(PAIR)
    PlaceFactory(slug="dernier")
    decision = MatchDecision.objects.get()
    desk.post("/espace/doublons/dernier/ccas/")

    answer = desk.post(f"/espace/doublons/decisions/{decision.pk}/annuler/", follow=True)

    assert [str(message) for message in answer.context["messages"]][-1:] == [
        "Une autre fusion est venue depuis : défaites-la d'abord."
    ]


@pytest.mark.parametrize(
    "address", [f"{LIST}ccas/rien/", f"{LIST}ccas/ccas/", f"{LIST}decisions/99999999999999999999/annuler/"]
)
def test_what_does_not_exist_is_not_found(desk, kept, address):
    assert desk.post(address).status_code == 404


def test_a_merged_record_is_no_longer_compared(desk, kept, gone):
    desk.post(PAIR)

    assert desk.get(PAIR).status_code == 404


def test_today_says_how_many_wait(desk, kept, gone):
    assert "Regarder 1 doublon possible" in desk.get("/espace/").text


def test_a_place_edited_by_hand_is_the_one_proposed(desk, kept, gone, coordinator):
    places.update(gone, columns={"telephone": "+33320000202"}, by=coordinator)

    lines = {line.key: line for line in desk.get(PAIR).context["lines"]}

    assert [(option.value, option.note) for option in lines["telephone"].options if option.chosen] == [
        ("prendre", "écrit à la main")
    ]
