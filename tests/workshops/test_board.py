"""The wall that telephones write on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.workshops import actions, queries
from maillage.workshops.board import views
from maillage.workshops.enums import Column, Via
from maillage.workshops.models import Card
from tests.factories.meetings import BoardFactory, CardFactory

pytestmark = pytest.mark.django_db
PHONE = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def board():
    return BoardFactory()


def address(board) -> str:
    return reverse("board:board", args=[board.code])


def told(text="Des tablettes", **more) -> dict:
    return {"column": Column.NEED_RESIDENT, "text": text, "client": "un", **more}


def test_a_card_is_kept_word_for_word(client, board):
    words = 'Médiation du rue → "faire avec"\n• et <b>après</b> ?'

    answer = client.post(address(board), told(words))

    card = board.cards.get()
    assert (card.text, card.column, card.via, card.organisation) == (words, Column.NEED_RESIDENT, Via.PHONE, None)
    assert answer["Location"] == f"{address(board)}?merci=1&colonne={Column.NEED_RESIDENT}"


def test_markup_of_a_card_is_shown_as_text(client, board):
    client.post(address(board), told("<script>alert(1)</script>"))

    page = client.get(address(board)).content.decode()

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_same_card_sent_again_arrives_once(client, board):
    answers = [client.post(address(board), told(), **PHONE).status_code for _ in range(3)]

    assert (answers, board.cards.count()) == ([201, 201, 201], 1)


def test_going_back_to_correct_ones_words_is_another_card(client, board):
    client.post(address(board), told("Des tablette"))
    client.post(address(board), told("Des tablettes"))

    assert [card.text for card in board.cards.all()] == ["Des tablette", "Des tablettes"]


def test_two_people_with_the_same_words_are_two_cards(client, board):
    client.post(address(board), told(client="un"))
    client.post(address(board), told(client="deux"))

    assert board.cards.count() == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ""}, "Écrivez quelques mots."),
        ({"text": "x" * 2_001}, "trop long pour une carte"),
        ({"text": "a\x00b"}, "nul"),
        ({"column": "rien"}, "Choisissez une des six."),
        ({"organisation": "9" * 40}, "valide"),
        ({"zone": "nulle-part"}, "valide"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_typed(client, board, sent, said):
    data = told("Mes mots à moi") | sent

    page = client.post(address(board), data)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert board.cards.count() == 0
    if data["text"] == "Mes mots à moi":
        assert "Mes mots à moi" in page.content.decode()


def test_a_phone_is_told_in_one_sentence(client, board):
    answer = client.post(address(board), told(""), **PHONE)

    assert (answer.status_code, answer.content.decode()) == (422, "Écrivez quelques mots.")


def test_a_poll_sees_a_card_and_costs_nothing_when_nothing_changed(client, board, django_assert_num_queries):
    wall = reverse("board:wall", args=[board.code])
    before = client.get(wall)
    with django_assert_num_queries(1):
        again = client.get(wall, headers={"If-None-Match": before["ETag"]})
    client.post(address(board), told("Un mot nouveau"))

    after = client.get(wall, headers={"If-None-Match": before["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert after.status_code == 200
    assert "Un mot nouveau" in after.content.decode()


@pytest.mark.parametrize("cards", [1, 3])
def test_a_wall_reads_as_many_times_whatever_its_cards(client, board, cards, django_assert_num_queries):
    CardFactory.create_batch(cards, board=board)

    with django_assert_num_queries(3):
        client.get(reverse("board:wall", args=[board.code]))


def test_the_code_may_be_typed_in_small_letters(client, board):
    assert client.get(address(board).lower()).status_code == 200


@pytest.mark.parametrize("code", ["%00", "%F0%9F%98%80", "x" * 300])
def test_a_strange_code_is_nobodys(client, board, code):
    assert [client.get(f"/rencontre/{code}/{page}").status_code for page in ("", "mur/")] == [404, 404]


def test_a_withdrawn_code_opens_nothing(client, board):
    old = address(board)
    actions.open_to_phones(board)

    assert (client.get(old).status_code, client.get(address(board)).status_code) == (404, 200)


def test_the_board_closes_with_its_meeting_and_gives_back_what_was_typed(client, board):
    board.meeting.closed_at = timezone.now()
    board.meeting.save()

    page = client.post(address(board), told("Trop tard pour moi"))

    assert (page.status_code, board.cards.count()) == (410, 0)
    assert "Trop tard pour moi" in page.content.decode()
    assert client.get(reverse("board:wall", args=[board.code])).status_code == 410


def test_a_meeting_that_closes_while_a_card_travels_refuses_it(board):
    board.meeting.closed_at = timezone.now()
    board.meeting.save()

    with pytest.raises(actions.BoardClosed):
        actions.add_card(board, "Trop tard", Column.MISSING, by=None, via=Via.PHONE)


def test_a_machine_that_insists_is_asked_to_wait_and_its_words_stay(client, board, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 2)
    for number in range(2):
        client.post(address(board), told(f"Carte {number}"))

    page = client.post(address(board), told("La troisième"))

    assert (page.status_code, board.cards.count()) == (429, 2)
    assert "La troisième" in page.content.decode()


def test_a_hidden_card_leaves_the_wall_and_the_counts(client, board):
    card = CardFactory(board=board, text="Un mot blessant")
    today = timezone.localdate()
    counted = queries.voiced(today, today)

    actions.hide_card(card, by=None)

    assert "Un mot blessant" not in client.get(address(board)).content.decode()
    assert ([row.count for row in counted], queries.voiced(today, today)) == ([1], [])
    assert Card.objects.get(pk=card.pk).text == "Un mot blessant"


def test_what_is_voiced_has_a_zone_a_theme_a_month_a_kind(board):
    from maillage.places.enums import Service
    from tests.factories import ZoneFactory

    zone = ZoneFactory(code="alma")
    for _ in range(2):
        CardFactory(board=board, zone=zone, theme=Service.ACCES)
    CardFactory(board=board, column=Column.MISSING)
    day = board.meeting.day

    found = queries.voiced(day, day)

    month = day.replace(day=1)
    assert found == [
        ("", "", month, "action-manquante", 1),
        ("alma", Service.ACCES, month, "besoin-habitant", 2),
    ]
    assert queries.voiced(day + timedelta(days=1), day + timedelta(days=9)) == []


def test_the_public_page_of_a_meeting_shows_organisations_only(client, first_meeting):
    page = client.get(reverse("board:meeting", args=[first_meeting.pk])).content.decode()

    assert "Emmaüs Connect" in page
    assert "Labo 129" not in page  # excused
    assert "Écrivain" not in page and "Ecrivain" not in page and "Directrice" not in page
    assert "Subventions et financements" not in page


def test_an_unpublished_meeting_is_nobodys(client, board):
    assert client.get(reverse("board:meeting", args=[board.meeting.pk])).status_code == 404
    assert client.get(reverse("board:meeting", args=[10**30])).status_code == 404
