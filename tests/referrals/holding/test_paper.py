"""Who holds the paper: what it opens, and what one may do with it."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from maillage.appointments.enums import State as Agenda
from maillage.appointments.models import Appointment
from maillage.referrals import actions, journal
from maillage.referrals.actions import Doer
from maillage.referrals.enums import Refusal, State, Verb, Who, Word
from maillage.referrals.holding import guessing
from maillage.referrals.models import Access, Referral, ReferralEvent
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory
from tests.factories.referrals import bearer, receiver

pytestmark = pytest.mark.django_db
CANARIES = ("Canari", "canari", "06 12 34", "0612345678")


def title(response) -> str:
    return unescape(re.search(r"<h1>(.*?)</h1>", response.text, re.DOTALL).group(1))


def typed(client, code, pin, **extra):
    return client.post("/fiche/", {"code": code, "pin": pin}, **extra)


# -- the said code


def test_the_code_and_its_pin_open_the_sheet_without_its_token_in_the_address(client, written):
    code = written.referral.code
    answer = typed(client, f"{code[:4]} {code[4:]}".lower(), written.pin)

    assert answer["Location"] == f"/fiche/{code}/"
    assert title(client.get(answer["Location"])) == "Le lieu va vous répondre"


def test_the_code_alone_asks_for_its_pin(client, written):
    assert title(client.get(f"/fiche/{written.referral.code}/")) == "Ouvrir ma fiche"


def test_after_half_an_hour_the_pin_is_asked_again(client, written):
    address = typed(client, written.referral.code, written.pin)["Location"]
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert title(client.get(address)) == "Ouvrir ma fiche"


def test_a_new_paper_closes_what_the_former_one_opened(client, written, paper):
    address = typed(client, written.referral.code, written.pin)["Location"]
    printed = actions.renew(written.referral, Doer(Who.AUTHOR))

    assert title(client.get(address)) == "Ouvrir ma fiche"
    assert client.get(paper).status_code == 404
    assert client.get(f"/fiche/{printed['token']}/").status_code == 200


def problems(client, code, pin) -> list[str]:
    found = []
    for _ in range(5):
        answer = typed(client, code, pin)
        said = re.search(r'role="alert"[^>]*>(.*?)</p>', answer.text)
        found.append(f"{answer.status_code} {said.group(1) if said else title(answer)}")
    return found


def test_a_wrong_pin_and_an_unknown_code_read_the_same(client, written):
    wrong = "0000" if written.pin != "0000" else "1111"
    together = "400 Le code et le PIN ne vont pas ensemble. Regardez bien le papier. Essais restants : "
    expected = [f"{together}{left}" for left in (4, 3, 2, 1)] + ["410 Ce code ne marche plus"]

    assert problems(client, written.referral.code, wrong) == expected
    assert problems(client, "ZZZZZZZZ", "1234") == expected


def test_after_five_tries_the_right_pin_opens_nothing_and_the_scan_still_does(client, written, paper):
    problems(client, written.referral.code, "0000" if written.pin != "0000" else "1111")

    assert typed(client, written.referral.code, written.pin).status_code == 410
    assert client.get(paper).status_code == 200


def test_each_guess_is_in_the_log_of_accesses(client, written):
    problems(client, written.referral.code, "0000" if written.pin != "0000" else "1111")
    typed(client, "ZZZZZZZZ", "1234")
    typed(client, written.referral.code, written.pin)  # void by now

    assert Access.objects.filter(what=journal.What.GUESS).count() == 7
    assert journal.broken_at() is None


def test_one_address_does_not_try_all_day(client, written):
    for number in range(guessing.MOST):
        typed(client, f"ZZZZZZ{chr(65 + number)}{chr(65 + number)}", "1234")

    assert typed(client, written.referral.code, written.pin).status_code == 429
    assert typed(client, written.referral.code, written.pin, REMOTE_ADDR="192.0.2.7").status_code == 302


@pytest.mark.parametrize(
    "said", [{}, {"code": "ABCDEFGH"}, {"code": "A\x00B", "pin": "1"}, {"code": "A" * 999, "pin": "1"}]
)
def test_what_is_missing_or_absurd_is_said_beside_the_form(client, db, said):
    answer = client.post("/fiche/", said)

    assert (answer.status_code, title(answer)) == (400, "Ouvrir ma fiche")


# -- what it shows


def test_the_paper_shows_the_least_and_nobody_keeps_it(client, paper):
    answer = client.get(paper)

    assert [word for word in CANARIES if word in answer.text] == []
    assert "Structure qui envoie" in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_each_page_of_the_paper_is_a_reading(client, paper, referral):
    for page in ("", "retirer/", "rendez-vous/", "accueil/"):
        client.get(f"{paper}{page}")
    client.get(f"{paper}?qui=proche")

    read = journal.about(referral).filter(what=journal.What.READ).values_list("who", "why")
    assert list(read) == [
        (Who.PERSON, "sheet"), (Who.PERSON, "withdraw"), (Who.PERSON, "moment"), (Who.PERSON, "desk"),
        (Who.RELATIVE, "sheet"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_the_paper_speaks_each_language(client, paper, language):
    address = paper if language == "fr" else f"/{language}{paper}"
    answer = client.get(address)

    assert (answer.status_code, f'lang="{language}"' in answer.text) == (200, True)


def test_scanning_changes_nothing(client, paper, referral):
    for _ in range(3):
        client.get(paper)
    before = referral.state
    referral.refresh_from_db()

    assert (referral.state, ReferralEvent.objects.count()) == (before, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_a_long_story_costs_no_more_queries(client, paper, referral, count, django_assert_num_queries):
    for _ in range(count):
        actions.refuse(referral, receiver(referral), Refusal.FULL)
        actions.accept(referral, receiver(referral))
    client.get(paper)
    with django_assert_num_queries(10):
        client.get(paper)


HEADLINES = [
    ((), "Le lieu va vous répondre"),
    (("accept",), "Le lieu peut vous recevoir"),
    (("expect",), "On vous attend"),
    (("expect", "miss"), "Le rendez-vous est passé"),
    (("receive",), "Comment cela s'est passé ?"),
    (("refuse",), "Ce lieu ne peut pas vous recevoir"),
]


@pytest.mark.parametrize(("done", "said"), HEADLINES)
def test_the_page_first_says_where_it_stands(client, paper, referral, in_a_week, done, said):
    more = {"refuse": [Refusal.FULL], "expect": [client_moment(in_a_week)]}
    for verb in done:
        getattr(actions, verb)(referral, receiver(referral), *more.get(verb, []))

    assert title(client.get(paper)) == said


def client_moment(text):
    from maillage.appointments.booking.naming import moment_called

    return moment_called(text)


# -- what one may do with it


def test_one_tap_says_how_it_was(client, paper, come):
    client.post(f"{paper}avis/", {"mot": Word.GOOD, "qui": "voisin"})

    come.refresh_from_db()
    told = ReferralEvent.objects.get(verb=Verb.WORD)
    assert (come.word, told.who) == (Word.GOOD, Who.NEIGHBOUR)
    assert title(client.get(paper)) == "Merci pour votre avis"


@pytest.mark.parametrize(("word", "status"), [("", 400), ("x", 400), ("🙂", 409)])
def test_no_word_about_what_nobody_answered(client, paper, word, status):
    assert client.post(f"{paper}avis/", {"mot": word}).status_code == status


def test_to_change_ones_mind_is_a_page_then_a_button(client, paper, referral):
    assert client.get(f"{paper}retirer/").status_code == 200
    referral.refresh_from_db()
    assert referral.state == State.SENT

    gone = client.post(f"{paper}retirer/", {"qui": "proche"}, follow=True)

    referral.refresh_from_db()
    assert (gone.status_code, title(gone)) == (410, "Votre fiche est effacée")
    assert (referral.state, referral.called) == (State.WITHDRAWN, "")
    assert ReferralEvent.objects.get(verb=Verb.WITHDRAWN).who == Who.RELATIVE


def test_an_appointment_made_by_telephone_is_noted(client, paper, referral, in_a_week):
    client.post(f"{paper}rendez-vous/", {"quand": in_a_week})

    referral.refresh_from_db()
    assert (referral.state, referral.expected_at) == (State.EXPECTED, client_moment(in_a_week))


@pytest.mark.parametrize("text", ["", "demain", "2020-01-01T10:00", "9999-01-01T10:00", "2026-13-01T10:00", "\x00"])
def test_a_moment_that_is_none_is_said_beside_its_field(client, paper, referral, text):
    answer = client.post(f"{paper}rendez-vous/", {"quand": text})

    assert (answer.status_code, 'class="error"' in answer.text) == (400, True)


def test_what_is_over_says_so_kindly(client, paper, referral):
    actions.expire(referral)

    answer = client.get(paper)
    assert (answer.status_code, title(answer)) == (410, "Cette fiche est finie")


def test_a_button_that_comes_too_late_shows_the_sheet_as_it_is(client, paper, come, in_a_week):
    actions.close(come, receiver(come), "perdue de vue")

    assert client.post(f"{paper}rendez-vous/", {"quand": in_a_week}).status_code == 409
    assert client.post(f"{paper}retirer/").status_code == 409


def test_a_paper_nobody_printed_opens_nothing(client, db):
    assert client.get("/fiche/rien/").status_code == 404


def test_no_address_with_a_token_is_logged(client, paper, referral, caplog):
    actions.withdraw(referral, bearer())
    client.get(paper)
    client.get("/fiche/rien/")

    assert [one for one in caplog.messages if "fiche/" in one or paper.split("/")[2] in one] == []


# -- booked from the sheet


def test_what_is_booked_from_the_sheet_stands_on_it(client, paper, referral, settings):
    from tests.appointments.booking.walking import address, book

    settings.MAILLAGE_BOOKING_SECONDS = 0
    practice = PracticeFactory(place=referral.place, organisation=referral.receiver)
    OpeningRangeFactory(practice=practice)
    answer = client.post(f"{paper}agenda/", {"qui": "proche"})
    assert answer["Location"] == f"/rendez-vous/chez/{referral.place.slug}/"

    free = re.search(r"quand=([\dT:-]+)", client.get(answer["Location"]).text).group(1)
    booked = book(client, address(practice, client_moment(free)))

    assert booked.status_code == 302
    referral.refresh_from_db()
    assert (referral.state, referral.appointment.practice) == (State.EXPECTED, practice)
    assert ReferralEvent.objects.get(verb=Verb.EXPECTED).who == Who.RELATIVE
    assert title(client.get(paper)) == "On vous attend"


def test_a_sheet_for_a_workshop_leads_to_its_seats(client, paper, referral, settings):
    from tests.appointments.booking.walking import book

    settings.MAILLAGE_BOOKING_SECONDS = 0
    start = timezone.now() + timedelta(days=3)
    workshop = WorkshopFactory(place=referral.place, organisation=referral.receiver)
    SessionFactory(workshop=workshop, start=start, end=start + timedelta(hours=2))
    Referral.objects.update(workshop=workshop)
    assert client.post(f"{paper}agenda/")["Location"] == f"/rendez-vous/atelier/{workshop.pk}/"

    book(client, f"/rendez-vous/atelier/{workshop.pk}/pour/?qui=la+personne")

    referral.refresh_from_db()
    assert (referral.state, referral.registration.workshop) == (State.EXPECTED, workshop)
    assert title(client.get(paper)) == "On vous attend"


def test_past_called_off_or_lost_from_sight_the_page_says_what_is_left(client, paper, referral, in_a_week):
    actions.expect(referral, receiver(referral), client_moment(in_a_week))
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        past = title(client.get(paper))
    row = OpeningRangeFactory(practice__place=referral.place)
    at = {"start": client_moment(in_a_week), "end": client_moment(in_a_week) + timedelta(minutes=30)}
    off = Appointment.objects.create(
        practice=row.practice, place=row.place, code="ABCDE", token_hash="x", state=Agenda.CANCELLED, **at
    )
    actions.expect(referral, receiver(referral), appointment=off)
    called_off = title(client.get(paper))
    Referral.objects.update(answered_at=None)
    actions.close(referral, receiver(referral), "perdue de vue")

    titles = (past, called_off, title(client.get(paper)))
    assert titles == ("Le rendez-vous est passé", "Le rendez-vous est annulé", "Cette fiche est finie")


def test_another_moment_gives_back_the_one_that_was_booked(client, paper, referral, in_a_week):
    row = OpeningRangeFactory(practice__place=referral.place)
    at = client_moment(in_a_week)
    booked = Appointment.objects.create(
        practice=row.practice, place=row.place, start=at, end=at + timedelta(minutes=30), code="ABCDE", token_hash="x"
    )
    actions.expect(referral, receiver(referral), appointment=booked)

    client.post(f"{paper}rendez-vous/", {"quand": in_a_week.replace("10:00", "15:00")})

    booked.refresh_from_db()
    referral.refresh_from_db()
    assert (booked.state, referral.appointment, referral.state) == (Agenda.EXCUSED, None, State.EXPECTED)


def test_a_booking_elsewhere_is_not_put_on_the_sheet(client, paper, referral, settings):
    from tests.appointments.booking.walking import address, book

    settings.MAILLAGE_BOOKING_SECONDS = 0
    practice = OpeningRangeFactory().practice
    client.post(f"{paper}agenda/")
    free = re.search(r"quand=([\dT:-]+)", client.get(f"/rendez-vous/chez/{practice.place.slug}/").text).group(1)
    book(client, address(practice, client_moment(free)))

    assert Referral.objects.get().state == State.SENT


# -- at the desk, the paper in hand


def test_the_desk_opens_the_sheet_with_the_paper_and_answers(client, paper, referral):
    answer = client.post(f"{paper}accueil/")
    page = client.get(answer["Location"])

    referral.refresh_from_db()
    assert (referral.state, "Canari du besoin" in page.text) == (State.SEEN, True)
    assert journal.about(referral).filter(who=Who.RECEIVER, why="papier").count() == 1
