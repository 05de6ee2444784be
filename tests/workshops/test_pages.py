"""Members' pages of a meeting, and its minutes."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from maillage.workshops.enums import Column
from maillage.workshops.models import Board, Card, Meeting
from tests.factories import OrganisationFactory
from tests.factories.meetings import BoardFactory, CardFactory
from tests.factories.members import a_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    user = a_coordinator()
    client.force_login(user)
    return user


@pytest.fixture
def board(coordinator):
    return BoardFactory()


def test_the_second_edition_is_made_from_the_first(client, coordinator, first_meeting):
    Meeting.objects.filter(edition=2).delete()

    for _ in range(2):
        client.post(reverse("meetings:next", args=[first_meeting.pk]), {"day": "2023-02-10"})

    second = Meeting.objects.get(edition=2)
    assert (second.day, second.boards.count(), second.blocks.count()) == (date(2023, 2, 10), 5, 2)
    assert Card.objects.filter(board__meeting=second).count() == 0


def test_the_discrepancy_is_shown(client, coordinator, first_meeting):
    page = client.get(first_meeting.get_absolute_url()).content.decode()

    for words in ("32 annoncés, 31 comptés", "25 annoncés, 24 comptés", "16 annoncés, 17 comptés"):
        assert words in page


def test_a_batch_is_one_card_a_line(client, board):
    sent = {"column": Column.MISSING, "text": "Médiation de rue\n\n  Des tablettes \r\nDes tablettes", "client": "un"}

    for _ in range(2):
        client.post(board.get_absolute_url(), sent)

    assert [card.text for card in board.cards.all()] == ["Médiation de rue", "Des tablettes", "Des tablettes"]


def test_a_facilitator_polls_as_well_and_sees_hidden_cards(client, board):
    card = CardFactory(board=board, text="Un mot")
    wall = reverse("meetings:wall", args=[board.pk])
    tag = client.get(wall)["ETag"]
    client.post(reverse("meetings:hide", args=[card.pk]))

    again = client.get(wall, headers={"If-None-Match": tag})

    assert (again.status_code, client.get(wall, headers={"If-None-Match": again["ETag"]}).status_code) == (200, 304)
    assert "hidden-card" in again.content.decode()


def test_sorting_a_card_moves_it(client, board):
    card = CardFactory(board=board, column=Column.NEED_PRO)

    client.post(card.get_absolute_url(), {"column": Column.MISSING, "category": "formation"})

    card.refresh_from_db()
    assert (card.column, card.category, card.axis) == (Column.MISSING, "formation", "b")


def test_closing_the_meeting_closes_its_boards_and_reopening_opens_them(client, board):
    phone = reverse("board:board", args=[board.code])
    address = reverse("meetings:close", args=[board.meeting.pk])

    client.post(address)
    closed = client.get(phone).status_code
    client.post(address, {"rouvrir": "1"})

    assert (closed, client.get(phone).status_code) == (410, 200)


def test_opening_to_phones_gives_another_code(client, board):
    client.post(reverse("meetings:phones", args=[board.pk]))

    now = Board.objects.get(pk=board.pk).code
    assert now != board.code
    assert now in client.get(reverse("meetings:poster", args=[board.pk])).content.decode()


def test_tables_are_proposed_then_kept(client, coordinator, first_meeting):
    address = reverse("meetings:tables", args=[first_meeting.pk])
    page = client.get(address).content.decode()

    client.post(address, {"tables": "5"})

    assert "Table 1 : 10 personnes" in page
    sizes = [sum(seat.people for seat in table.seats.all()) for table in first_meeting.tables.all()]
    assert sorted(sizes) == [9, 9, 10, 10, 10]


@pytest.mark.parametrize("number", ["0", "-3", "99999999999999999999", "²", "a\x00"])
def test_a_strange_number_of_tables_is_no_fault(client, coordinator, first_meeting, number):
    assert client.get(reverse("meetings:tables", args=[first_meeting.pk]), {"tables": number}).status_code == 200


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("meetings:change", {"day": "32/13/2026", "where": "La salle des fêtes"}),
        ("meetings:agenda", {"title": "La salle des fêtes", "start": "10:00", "end": "9:00"}),
        ("meetings:attendance", {"present": "-1", "functions": "La salle des fêtes"}),
        ("meetings:next", {"day": "La salle des fêtes"}),
    ],
)
def test_what_was_typed_comes_back(client, board, name, sent):
    page = client.post(reverse(name, args=[board.meeting.pk]), sent)

    assert page.status_code == 422
    assert "La salle des fêtes" in page.content.decode()


def test_a_meeting_without_anything_has_its_pages(client, board):
    Board.objects.all().delete()
    meeting = board.meeting

    for name in ("meetings:meeting", "meetings:since", "meetings:tables", "meetings:alike", "minutes:page"):
        assert client.get(reverse(name, args=[meeting.pk])).status_code == 200
    for name in ("minutes:pdf", "minutes:odt"):
        assert client.get(reverse(name, args=[meeting.pk])).status_code == 200


def test_the_minutes_hold_every_card_and_both_counts(client, coordinator, first_meeting):
    page = client.get(reverse("minutes:page", args=[first_meeting.pk])).content.decode()
    pdf = client.get(reverse("minutes:pdf", args=[first_meeting.pk]))
    odt = client.get(reverse("minutes:odt", args=[first_meeting.pk]))

    printed = " ".join("".join(one.extract_text() for one in PdfReader(BytesIO(pdf.content)).pages).split())
    written = zipfile.ZipFile(BytesIO(odt.content)).read("content.xml").decode()
    for text in (page, printed, written):
        assert "31 venus de 24 structures" in text
        assert "32 venus de 25 structures" in text
        assert "Médiation du rue" in text
        assert "Subventions et financements pour réaliser" in text
    assert "-> Vente de matériels" in printed
    assert written.count("<text:list-item>") >= 120
    assert odt["Content-Disposition"] == 'attachment; filename="compte-rendu-petits-dejeuners-1.odt"'


def test_a_card_with_signs_no_document_may_hold_is_still_in_the_minutes(client, board):
    CardFactory(board=board, text="avant \x0b\ufffe &<b> après 😀")

    written = client.get(reverse("minutes:odt", args=[board.meeting.pk]))
    printed = client.get(reverse("minutes:pdf", args=[board.meeting.pk]))

    assert "&amp;&lt;b&gt; après 😀" in zipfile.ZipFile(BytesIO(written.content)).read("content.xml").decode()
    assert printed.status_code == 200


@pytest.mark.parametrize("cards", [1, 3])
def test_the_minutes_read_as_many_times_whatever_the_cards(client, board, cards, django_assert_max_num_queries):
    CardFactory.create_batch(cards, board=board, organisation=OrganisationFactory())

    with django_assert_max_num_queries(14):
        client.get(reverse("minutes:page", args=[board.meeting.pk]))
