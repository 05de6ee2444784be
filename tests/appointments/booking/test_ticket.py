"""The ticket: a code to say, who holds its address holds it, it names nobody; cancelled and moved by a button."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.enums import State
from maillage.appointments.models import Appointment

pytestmark = pytest.mark.django_db
WHO = Person(called="Camille", phone="+33611223344", email="camille@exemple.test")


@pytest.fixture
def booked(diary, monday):
    return actions.book(diary, monday, person=WHO)


def page(client, booked, path="", prefix=""):
    return client.get(f"{prefix}/rendez-vous/{booked.token}/{path}")


def plain(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text.partition("<main")[2])).replace("&#x27;", "'")


def test_it_says_the_code_the_day_the_hour_and_the_place(client, booked, diary):
    said = plain(page(client, booked))

    expected = [booked.appointment.code, "Lundi 7 décembre 2026", "9 h – 9 h 30", diary.place.nom, "Écrivain public"]
    assert [part for part in expected if part not in said] == []


@pytest.mark.parametrize("path", ["", "annuler/", "deplacer/"])
def test_it_names_nobody(client, booked, path):
    said = page(client, booked, path).text

    assert [part for part in ("Camille", "11 22", "611223344", "camille@") if part in said] == []


def test_it_speaks_the_language_of_the_person_beside_french(client, booked):
    said = page(client, booked, prefix="/ar").text

    parts = re.findall(r'<section lang="(\w+)" dir="(\w+)">', said)
    assert (parts, "الاثنين 7 ديسمبر 2026" in said, "Lundi 7 décembre 2026" in said) == (
        [("ar", "rtl"), ("fr", "ltr")], True, True
    )  # fmt: skip


def test_in_french_it_is_said_once(client, booked):
    assert re.findall(r'<section lang="(\w+)"', page(client, booked).text) == ["fr"]


@pytest.mark.parametrize("path", ["", "annuler/", "deplacer/"])
@pytest.mark.parametrize("token", ["rien", "a" * 64, "é"])
def test_an_unknown_address_opens_nothing(client, path, token):
    assert client.get(f"/rendez-vous/{token}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "annuler/", "deplacer/"])
def test_no_device_keeps_it_and_no_engine_finds_it(client, booked, path):
    answer = page(client, booked, path)

    assert ("no-store" in answer["Cache-Control"], "noindex" in answer.text, "X-Offline" in answer) == (
        True,
        True,
        False,
    )


def test_the_widget_that_notes_pages_is_not_there(client, booked):
    assert "/avis/" not in page(client, booked).text


def test_the_code_to_scan_is_an_image_of_the_page_itself(client, booked):
    assert page(client, booked).text.count('src="data:image/svg+xml') == 1


# Cancelling


def test_opening_the_page_cancels_nothing(client, booked):
    answer = page(client, booked, "annuler/")

    assert (answer.status_code, Appointment.objects.get().state) == (200, State.BOOKED)


def test_the_button_cancels_and_the_ticket_says_so(client, booked):
    answer = client.post(f"/rendez-vous/{booked.token}/annuler/")

    said = plain(client.get(answer["Location"]))
    assert (Appointment.objects.get().state, "C'est annulé" in said) == (State.EXCUSED, True)
    assert booked.appointment.code not in said


def test_twice_is_said(client, booked):
    client.post(f"/rendez-vous/{booked.token}/annuler/")

    assert client.post(f"/rendez-vous/{booked.token}/annuler/").status_code == 409


def test_until_when_is_said_and_held(client, booked, before, monday):
    assert "jusqu'à : lundi 5 h" in plain(page(client, booked)).replace("\u00a0", " ")

    before.move_to(monday - timedelta(hours=3))
    answer = client.post(f"/rendez-vous/{booked.token}/annuler/")

    assert (answer.status_code, "trop tard" in answer.text, Appointment.objects.get().state) == (
        409,
        True,
        State.BOOKED,
    )


def test_what_the_service_cancels_is_said_otherwise(client, booked):
    actions.cancel(booked.appointment, state=State.CANCELLED)

    assert "Le lieu a dû l'annuler" in plain(page(client, booked))


def test_once_past_it_says_it_is_past(client, booked, before, monday):
    before.move_to(monday + timedelta(days=1))

    assert "C'est passé" in plain(page(client, booked))


# Moving


def test_moving_shows_the_other_moments_of_the_same_diary(client, booked):
    said = page(client, booked, "deplacer/").text

    found = re.findall(r'href="\?quand=([^"]*)"', said)
    assert found[:3] == ["2026-12-07T09:30", "2026-12-07T10:00", "2026-12-07T10:30"]


def test_a_moment_is_shown_before_it_is_taken(client, booked, monday):
    said = plain(page(client, booked, "deplacer/?quand=2026-12-14T10:00"))

    assert ("Lundi 14 décembre" in said, Appointment.objects.get().start) == (True, monday)


def test_the_button_moves_and_the_ticket_stays_the_same(client, booked, monday):
    answer = client.post(f"/rendez-vous/{booked.token}/deplacer/", {"quand": "2026-12-14T10:00"})

    row = Appointment.objects.get()
    assert (answer["Location"], row.start) == (f"/rendez-vous/{booked.token}/", monday + timedelta(days=7, hours=1))
    assert row.code in plain(client.get(answer["Location"]))


@pytest.mark.parametrize("at", ["2026-12-07T09:05", "2026-12-08T09:00", "2026-12-07T09:00"])
def test_to_a_moment_that_is_not_free_it_does_not_move(client, booked, monday, at):
    answer = page(client, booked, f"deplacer/?quand={at}")

    assert (answer.status_code, Appointment.objects.get().start) == (409, monday)


def test_a_moment_lost_at_the_last_button_shows_others_and_keeps_the_old_one(client, booked, diary, monday):
    actions.book(diary, monday + timedelta(minutes=30))

    answer = client.post(f"/rendez-vous/{booked.token}/deplacer/", {"quand": "2026-12-07T09:30"})

    assert (answer.status_code, "2026-12-07T10:00" in answer.text) == (409, True)
    assert Appointment.objects.get(pk=booked.appointment.pk).start == monday


def test_too_late_to_move_is_said(client, booked, before, monday):
    before.move_to(monday - timedelta(hours=3))

    asked = page(client, booked, "deplacer/")
    sent = client.post(f"/rendez-vous/{booked.token}/deplacer/", {"quand": "2026-12-14T10:00"})

    assert (asked.status_code, sent.status_code, Appointment.objects.get().start) == (409, 409, monday)


@pytest.mark.parametrize("quand", ["", "demain", "\x00"])
def test_a_bad_moment_is_read_as_none(client, booked, quand):
    assert client.post(f"/rendez-vous/{booked.token}/deplacer/", {"quand": quand}).status_code == 200


# On paper


@pytest.mark.parametrize("format", ["", "?format=a4", "?format=rien"])
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_it_prints_on_one_sheet_with_the_code_and_the_hour(client, booked, format, prefix):
    answer = page(client, booked, f"ticket.pdf{format}", prefix)

    document = PdfReader(BytesIO(answer.content))
    said = " ".join(document.pages[0].extract_text().replace("\u00a0", " ").split())
    wide = round(float(document.pages[0].mediabox.width) / 72 * 25.4)
    assert (len(document.pages), wide) == (1, 210 if "a4" in format else 105)
    assert [part for part in (booked.appointment.code, "lundi 7 décembre, 9 h") if part not in said] == []
    assert [part for part in ("Camille", "11 22") if part in said] == []
