"""From a moment to a ticket: for whom, nothing required, a last look, one button."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.booking import actions as booking_actions
from maillage.appointments.models import Appointment
from maillage.core.models import Event
from maillage.network.enums import Role
from maillage.network.models import Membership
from tests.appointments.booking.walking import address, book, hidden, token_of
from tests.factories.agenda import OpeningRangeFactory

pytestmark = pytest.mark.django_db
LINKS = re.compile(r'qui=([^"&]*)"')


def plain(page) -> str:
    return page.text.replace("\u00a0", " ")


def member(organisation):
    user = get_user_model().objects.create_user("membre", email="membre@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=Role.CONTRIBUTOR)
    return user


def test_nothing_is_asked_and_a_ticket_is_given(client, diary, monday):
    answer = book(client, address(diary, monday))

    row = Appointment.objects.get()
    assert (answer.status_code, row.start, row.booked_by) == (302, monday, "la personne")
    assert (row.called, row.phone, row.email, row.by) == ("", "", "", None)
    assert client.get(answer["Location"]).status_code == 200


def test_a_resident_says_for_whom(client, diary, monday):
    page = client.get(address(diary, monday, link="")).text

    assert LINKS.findall(page) == ["la+personne", "un+proche", "un+voisin"]


def test_a_member_may_book_for_those_they_support_and_it_is_noted(client, diary, monday):
    user = member(diary.organisation)
    client.force_login(user)

    links = LINKS.findall(client.get(address(diary, monday, link="")).text)
    book(client, address(diary, monday, link="un professionnel"), called="M. D.")

    row = Appointment.objects.get()
    assert links[:2] == ["un+professionnel", "un+visiteur"]
    assert (row.booked_by, row.by, row.called) == ("un professionnel", user, "M. D.")


def test_nobody_else_may_claim_to_support(client, diary, monday):
    page = client.post(address(diary, monday, link="un professionnel"), {"etape": "reserver"})

    assert ("C&#x27;est pour qui" in page.text or "C'est pour qui" in page.text, Appointment.objects.count()) == (
        True,
        0,
    )


def test_a_neighbour_books_for_an_elder(client, diary, monday):
    book(client, address(diary, monday, link="un voisin"), called="Mme L.")

    row = Appointment.objects.get()
    assert (row.booked_by, row.called) == ("un voisin", "Mme L.")


def test_what_is_said_is_shown_once_more_before_it_is_written(client, diary, monday):
    url = address(diary, monday)
    form = hidden(client.get(url).text)

    recap = client.post(url, {**form, "called": "Sam", "phone": "06 00 00 00 00", "etape": "relire"})

    assert [part in plain(recap) for part in ("Sam", "06 00 00 00 00", "9 h – 9 h 30", "Lundi 7 décembre")] == [
        True
    ] * 4
    assert Appointment.objects.count() == 0


@pytest.mark.parametrize("provider", ["", "file"], ids=["no short messages", "short messages"])
def test_without_a_way_to_be_reached_it_is_said_that_nothing_will_be_sent(client, diary, monday, settings, provider):
    settings.MAILLAGE_SMS = provider
    url = address(diary, monday)
    form = hidden(client.get(url).text)

    said = [
        "Aucun rappel ne sera envoyé" in client.post(url, {**form, **contact}).text
        for contact in ({}, {"email": "a@exemple.test"}, {"phone": "06 12 34 56 78"}, {"phone": "03 20 00 00 00"})
    ]

    assert said == [True, False, not provider, True]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"phone": "12"}, "il faut dix chiffres"),
        ({"phone": "coucou"}, "il faut dix chiffres"),
        ({"email": "pas-une-adresse"}, "il faut un @ et un point"),
        ({"called": "x" * 61}, "60"),
        ({"called": "a\x00b"}, "aractère"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(client, diary, monday, said, words):
    url = address(diary, monday)
    form = {**hidden(client.get(url).text), "called": "Camille", "etape": "reserver", **said}

    page = client.post(url, form)

    assert (page.status_code, words in page.text.replace("&#x27;", "'")) == (400, True)
    assert ("Camille" in page.text or "called" in said, Appointment.objects.count()) == (True, 0)


def test_one_may_go_back_and_correct(client, diary, monday):
    url = address(diary, monday)
    form = {**hidden(client.get(url).text), "called": "Camille"}

    page = client.post(url, {**form, "etape": "changer"})

    assert (page.status_code, 'value="Camille"' in page.text) == (200, True)


def test_a_number_is_kept_in_one_writing(client, diary, monday):
    book(client, address(diary, monday), phone="06.00.00.00.00")
    book(client, address(diary, monday + timedelta(minutes=30)), phone="+33 6 00 00 00 00")

    assert {row.phone for row in Appointment.objects.all()} == {"+33600000000"}


def test_the_language_of_the_page_is_that_of_the_person(client, diary, monday):
    book(client, address(diary, monday, prefix="/ar"))

    assert Appointment.objects.get().language == "ar"


# Losing


def test_the_one_who_loses_is_shown_the_nearest_moments_and_keeps_what_they_typed(client, diary, monday):
    url = address(diary, monday)
    form = {**hidden(client.get(url).text), "called": "Camille", "email": "c@exemple.test"}
    actions.book(diary, monday)

    page = client.post(url, {**form, "etape": "reserver"})

    offered = re.findall(r'formaction="[^"]*quand=([^&]*)&', page.text)
    assert (page.status_code, offered) == (409, ["2026-12-07T09:30", "2026-12-07T10:00", "2026-12-07T10:30"])
    assert {"called": "Camille", "email": "c@exemple.test"}.items() <= hidden(page.text).items()


def test_from_there_one_touch_leads_to_the_last_look(client, diary, monday):
    url = address(diary, monday)
    form = {**hidden(client.get(url).text), "called": "Camille", "etape": "reserver"}
    actions.book(diary, monday)
    page = client.post(url, form)

    (first, *_) = re.findall(r'formaction="([^"]*)"', page.text)
    recap = client.post(first.replace("&amp;", "&"), {**hidden(page.text), "etape": "relire"})

    assert (recap.status_code, "Camille" in recap.text, "9 h 30 – 10 h" in plain(recap)) == (200, True, True)


@pytest.mark.parametrize("at", ["2026-12-07T09:05", "2026-12-08T09:00", "2026-11-30T09:00", "2027-12-06T09:00"])
def test_a_moment_never_offered_is_refused_by_edited_address(client, diary, at):
    page = client.get(f"/rendez-vous/chez/{diary.place.slug}/pour/?quand={at}&avec=ecrivain-public")

    assert (page.status_code, Appointment.objects.count()) == (409, 0)


def test_a_moment_is_checked_at_the_last_button(client, diary, before, monday):
    before.move_to(monday - timedelta(minutes=1))
    url = address(diary, monday)
    form = {**hidden(client.get(url).text), "etape": "reserver"}
    before.move_to(monday + timedelta(minutes=1))

    assert (client.post(url, form).status_code, Appointment.objects.count()) == (409, 0)


@pytest.mark.parametrize("query", ["", "?quand=demain&avec=ecrivain-public", "?quand=2026-12-07T09:00&avec=dentiste"])
def test_without_a_moment_one_chooses_again(client, diary, query):
    answer = client.get(f"/rendez-vous/chez/{diary.place.slug}/pour/{query}")

    assert answer["Location"] == f"/rendez-vous/chez/{diary.place.slug}/"


def test_a_moment_lost_on_the_way_is_said_before_the_last_look(client, diary, monday):
    url = address(diary, monday)
    form = {**hidden(client.get(url).text), "called": "Camille", "etape": "relire"}
    actions.book(diary, monday)

    page = client.post(url, form)

    assert (page.status_code, hidden(page.text)["called"]) == (409, "Camille")


def test_a_button_pressed_twice_is_one_booking_and_one_ticket(client, diary, monday):
    url = address(diary, monday)
    form = {**hidden(client.get(url).text), "etape": "reserver"}

    first, second = client.post(url, form), client.post(url, form)

    assert (token_of(first), Appointment.objects.count()) == (token_of(second), 1)


# Too much


def test_a_form_sent_faster_than_a_person_asks_once_more(client, diary, monday, before, settings):
    settings.MAILLAGE_BOOKING_SECONDS = 2
    url = address(diary, monday)
    form = {**hidden(client.get(url).text), "called": "Camille", "etape": "reserver"}

    early = client.post(url, form)
    before.shift(3)
    late = client.post(url, {**hidden(early.text), "etape": "reserver"})

    assert (early.status_code, "encore une fois" in early.text, hidden(early.text)["called"]) == (400, True, "Camille")
    assert (late.status_code, Appointment.objects.count()) == (302, 1)


@pytest.mark.parametrize("bad", [{"website": "http://a.test"}, {"seen": ""}, {"seen": "faux"}])
def test_a_filled_trap_or_a_form_nobody_was_shown_writes_nothing(client, diary, monday, bad):
    url = address(diary, monday)

    page = client.post(url, {**hidden(client.get(url).text), **bad, "etape": "reserver"})

    assert (page.status_code, Appointment.objects.count()) == (400, 0)


def test_a_form_kept_for_more_than_a_day_asks_once_more(client, diary, monday, before):
    url = address(diary, monday)
    form = {**hidden(client.get(url).text), "etape": "reserver"}
    before.shift(timedelta(days=2))

    assert (client.post(url, form).status_code, Appointment.objects.count()) == (400, 0)


def test_twenty_an_hour_from_one_address_then_a_sentence(client, diary, monday, settings):
    settings.MAILLAGE_BOOKINGS_AN_HOUR = 2
    answers = [
        book(client, address(diary, monday + timedelta(minutes=30 * n)), remote="192.0.2.1").status_code
        for n in range(3)
    ]
    elsewhere = book(client, address(diary, monday + timedelta(minutes=60)), remote="192.0.2.2").status_code

    assert (answers, elsewhere, Appointment.objects.count()) == ([302, 302, 429], 302, 3)


def test_members_are_not_counted(client, diary, monday, settings):
    settings.MAILLAGE_BOOKINGS_AN_HOUR = 1
    client.force_login(member(diary.organisation))

    answers = [book(client, address(diary, monday + timedelta(minutes=30 * n))).status_code for n in range(3)]

    assert answers == [302, 302, 302]


def test_five_pending_for_one_contact_and_no_more(client, diary, monday):
    for week in range(5):
        actions.book(diary, monday + timedelta(days=7 * week), person=Person(email="a@exemple.test"))

    page = book(client, address(diary, monday + timedelta(minutes=30)), email="A@exemple.test")

    assert (page.status_code, "cinq rendez-vous" in page.text, Appointment.objects.count()) == (409, True, 5)


def test_who_was_first_in_the_queue_is_counted(client, diary, monday, monkeypatch):
    """Five at once from one contact that had four: the last ones find five when their turn comes."""
    for week in range(4):
        actions.book(diary, monday + timedelta(days=7 * week), person=Person(email="a@exemple.test"))

    def turn(name):
        actions.book(diary, monday + timedelta(days=28), person=Person(email="a@exemple.test"))

    monkeypatch.setattr(booking_actions, "alone", turn)
    page = book(client, address(diary, monday + timedelta(minutes=30)), email="a@exemple.test")

    assert page.status_code == 409


def test_the_fifth_sent_twice_is_the_same_ticket(client, diary, monday):
    for week in range(4):
        actions.book(diary, monday + timedelta(days=7 * week), person=Person(email="a@exemple.test"))
    url = address(diary, monday + timedelta(minutes=30))
    form = {**hidden(client.get(url).text), "email": "a@exemple.test", "etape": "reserver"}

    tickets = [client.post(url, form)["Location"] for _ in range(2)]

    assert (tickets[0], Appointment.objects.count()) == (tickets[1], 5)


def test_what_is_cancelled_no_longer_counts(client, diary, monday):
    rows = [
        actions.book(diary, monday + timedelta(days=7 * week), person=Person(email="a@exemple.test"))
        for week in range(5)
    ]
    actions.cancel(rows[4].appointment)

    assert book(client, address(diary, monday + timedelta(minutes=30)), email="a@exemple.test").status_code == 302


def test_the_same_person_is_not_expected_twice_at_once(client, diary, monday):
    other = OpeningRangeFactory().practice
    actions.book(other, monday, person=Person(phone="+33600000000"))

    page = book(client, address(diary, monday), phone="06 00 00 00 00")

    assert (page.status_code, "à cette heure-là" in page.text, Appointment.objects.count()) == (409, True, 1)


def test_a_booking_is_told_without_a_word_of_the_person(client, diary, monday):
    book(client, address(diary, monday), called="Camille", phone="06 00 00 00 00")

    told = Event.objects.get(verb="booked").told
    assert ("Camille" in str(told), "600000000" in str(told)) == (False, False)
