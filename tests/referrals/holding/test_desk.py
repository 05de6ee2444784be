"""The place that answers: by the mailed link, with the paper, from an account."""

import re
import threading
from contextlib import suppress
from html import unescape

import pytest
from django.db import OperationalError, connection

from maillage.appointments.booking.naming import moment_called
from maillage.network.enums import Role, SupportManner
from maillage.network.models import Membership
from maillage.referrals import actions, journal
from maillage.referrals.actions import NotNow
from maillage.referrals.enums import Autonomy, Outcome, Refusal, State, Verb, Who
from maillage.referrals.holding import actions as holding
from maillage.referrals.holding import queries
from maillage.referrals.models import Referral, ReferralEvent
from tests.factories import PlaceFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory
from tests.factories.referrals import bearer, receiver, sheet

pytestmark = pytest.mark.django_db
MARK = re.compile(r'name="vu" value="(\d+)"')


def title(response) -> str:
    return unescape(re.search(r"<h1>(.*?)</h1>", response.text, re.DOTALL).group(1))


def answer(client, url, gesture, page=None, **said):
    """As the buttons of the page do: with what the page showed."""
    page = page or client.get(url)
    return client.post(url, {"geste": gesture, "vu": MARK.search(page.text).group(1), **said})


# -- ways in


def test_the_mailed_link_shows_no_sheet_and_scanners_open_nothing(client, mailed, referral):
    for _ in range(3):
        page = client.get(mailed)
        client.head(mailed)

    referral.refresh_from_db()
    assert (title(page), "Canari" in page.text, referral.state) == ("Une personne vous est adressée", False, State.SENT)
    assert journal.about(referral).filter(what=journal.What.READ).count() == 0


def test_a_button_opens_it_and_the_token_leaves_the_address(client, mailed, referral):
    opened = client.post(mailed)

    referral.refresh_from_db()
    assert (opened["Location"], referral.state) == (f"/fiche/repondre/{referral.code}/", State.SEEN)
    assert "Canari du besoin" in client.get(opened["Location"]).text


def test_without_the_link_nor_the_paper_the_code_opens_nothing(client, referral):
    page = client.get(f"/fiche/repondre/{referral.code}/")

    assert (page.status_code, title(page)) == (410, "La fiche s'est refermée")
    assert client.post(f"/fiche/repondre/{referral.code}/", {"geste": "accepter", "vu": "0"}).status_code == 410


def test_the_bearers_own_pin_does_not_open_the_desk(client, written, referral):
    client.post("/fiche/", {"code": referral.code, "pin": written.pin})

    assert client.get(f"/fiche/repondre/{referral.code}/").status_code == 410


def test_withdrawn_the_place_is_cut_at_its_next_request(client, desk, mailed, referral):
    assert client.get(desk).status_code == 200
    actions.withdraw(referral, bearer())

    for address in (desk, mailed):
        page = client.get(address)
        assert (page.status_code, title(page), "Canari" in page.text) == (410, "Cette fiche a été retirée", False)
    assert client.post(desk, {"geste": "accepter", "vu": "0"}).status_code == 410


def test_a_link_that_is_none_says_so(client, db):
    assert client.get("/fiche/recue/rien/").status_code == 404


@pytest.fixture
def member(client, referral, django_user_model):
    user = django_user_model.objects.create_user("accueil", email="membre@lieu.test")
    Membership.objects.create(user=user, organisation=referral.receiver, role=Role.CONTRIBUTOR)
    client.force_login(user)
    return user


def test_a_member_of_the_place_answers_from_their_space(client, member, referral):
    url = f"/espace/fiches/{referral.pk}/repondre/"
    assert "Canari" not in client.get(url).text
    client.post(url, {"geste": "ouvrir"})

    assert "Canari du besoin" in client.get(url).text
    answer(client, url, "accepter")

    referral.refresh_from_db()
    told = ReferralEvent.objects.get(verb=Verb.ACCEPTED)
    assert (referral.state, told.by, told.who) == (State.ACCEPTED, member, Who.RECEIVER)


def test_withdrawn_or_foreign_it_does_not_exist_for_a_member(client, member, referral):
    actions.withdraw(referral, bearer())

    for row in (referral, sheet().referral):
        assert client.get(f"/espace/fiches/{row.pk}/repondre/").status_code == 404


# -- answers


def test_to_accept_is_one_tap(client, desk, referral):
    assert answer(client, desk, "accepter")["Location"] == desk

    referral.refresh_from_db()
    assert referral.state == State.ACCEPTED


def test_to_refuse_asks_why_and_nothing_else(client, desk, referral):
    reasons = client.get(f"{desk}?etape=refuser")
    assert answer(client, desk, "refuser", reasons, raison="parce que").status_code == 200
    answer(client, desk, "refuser", reasons, raison=Refusal.FULL)

    referral.refresh_from_db()
    assert (referral.state, referral.refusal) == (State.REFUSED, Refusal.FULL)


def test_come_on_that_day(client, desk, referral, in_a_week):
    page = client.get(f"{desk}?etape=moment")
    assert answer(client, desk, "moment", page, quand="bientôt").status_code == 400
    answer(client, desk, "moment", page, quand=in_a_week)

    referral.refresh_from_db()
    assert (referral.state, referral.expected_at) == (State.EXPECTED, moment_called(in_a_week))


def test_a_moment_of_the_agenda(client, desk, referral, settings):
    from tests.appointments.booking.walking import address, book

    settings.MAILLAGE_BOOKING_SECONDS = 0
    practice = PracticeFactory(place=referral.place, organisation=referral.receiver)
    OpeningRangeFactory(practice=practice)
    to = answer(client, desk, "agenda", client.get(f"{desk}?etape=moment"))["Location"]
    free = re.search(r"quand=([\dT:-]+)", client.get(to).text).group(1)
    book(client, address(practice, moment_called(free)))

    referral.refresh_from_db()
    assert (referral.state, referral.appointment.practice) == (State.EXPECTED, practice)
    assert ReferralEvent.objects.get(verb=Verb.EXPECTED).who == Who.RECEIVER


@pytest.mark.parametrize(("gesture", "state"), [("venue", State.CAME), ("absente", State.NO_SHOW)])
def test_whether_they_came_is_one_tap(client, desk, referral, in_a_week, gesture, state):
    actions.expect(referral, receiver(referral), moment_called(in_a_week))
    answer(client, desk, gesture)

    referral.refresh_from_db()
    assert referral.state == state


def test_to_close_is_two_taps_and_nothing_is_chosen_beforehand(client, desk, come):
    page = client.get(desk)
    first = re.search(r'name="issue" value="([^"]+)"', page.text).group(1)
    second = answer(client, desk, "fin", page, issue=first)
    come.refresh_from_db()
    assert (come.state, "checked" in second.text + page.text, "selected" in second.text) == (State.CAME, False, False)

    answer(client, desk, "fin", second, issue=first, autonomie=f"{Autonomy.GUIDED} | {Autonomy.SOMETIMES}")

    come.refresh_from_db()
    told = (come.state, come.outcome, come.done_manner, come.autonomy_before, come.autonomy_after)
    assert told == (State.CLOSED, Outcome.SOLVED, SupportManner.WITH, Autonomy.GUIDED, Autonomy.SOMETIMES)


@pytest.mark.parametrize(
    "said",
    [
        {}, {"issue": "résolu"}, {"issue": "résolu | "}, {"issue": "résolu | seule"}, {"issue": "x | faire avec"},
        {"issue": "résolu | faire avec", "autonomie": "avec guidage"},
        {"issue": "résolu | faire avec", "autonomie": "avec guidage | très bien"},
        {"issue": "résolu", "autonomie": "avec guidage | autonome"},
    ],
)  # fmt: skip
def test_without_manner_or_autonomy_it_is_not_closed(client, desk, come, said):
    assert answer(client, desk, "fin", **said).status_code == 200

    come.refresh_from_db()
    assert come.state == State.CAME


def test_lost_from_sight_is_one_tap(client, desk, come):
    answer(client, desk, "fin", issue="perdue de vue")

    come.refresh_from_db()
    assert (come.state, come.outcome) == (State.CLOSED, Outcome.LOST)


def test_elsewhere_needs_their_yes_and_gives_a_new_paper_once(client, desk, referral):
    other = PlaceFactory(nom="L'autre lieu", services=[referral.service])
    page = client.get(f"{desk}?etape=ailleurs")
    assert "L&#x27;autre lieu" in page.text
    consent = answer(client, desk, "ailleurs", page, lieu=other.pk)
    assert ("Êtes-vous d&#x27;accord" in consent.text, Referral.objects.count()) == (True, 1)

    sent = answer(client, desk, "ailleurs", consent, lieu=other.pk, accord="oral")

    again = Referral.objects.get(redirected_from=referral)
    assert (again.place, again.code, again.need) == (other, f"{referral.code}-2", "Canari du besoin")
    assert again.organisation == referral.receiver
    pin = re.findall(r'class="code">(.*?)</dd>', sent.text)[1]
    assert actions.open_with_pin(Referral, again.code, pin) == again
    after = client.get(desk).text
    assert ("L&#x27;autre lieu" in after, "Canari" in after) == (True, False)


def test_what_the_body_needs_leaves_with_its_own_yes_only(client, place):
    written = sheet(place=place, adaptation=("entendre",), consent=actions.Agreement("fr", "oral", adaptation=True))
    client.post(f"/fiche/recue/{written.receiver_token}/")
    desk, other = f"/fiche/repondre/{written.referral.code}/", PlaceFactory()
    answer(client, desk, "ailleurs", lieu=other.pk, accord="oral")

    assert Referral.objects.get(place=other).adaptation == ""


@pytest.mark.parametrize("lieu", ["", "rien", "\x00", "x" * 999])
def test_a_place_that_is_none_is_asked_again(client, desk, referral, lieu):
    assert answer(client, desk, "ailleurs", lieu=lieu, accord="oral").status_code == 200
    assert Referral.objects.count() == 1


@pytest.mark.parametrize("said", [{}, {"geste": "rien"}, {"geste": "\x00"}])
def test_a_gesture_that_is_none_shows_the_sheet(client, desk, said):
    assert client.post(desk, said).status_code == 400


# -- two at once


def test_who_answers_second_reads_who_was_first_and_what_is_left(client, desk, referral):
    page = client.get(desk)
    actions.accept(referral, receiver(referral))

    late = answer(client, desk, "refuser", page, raison=Refusal.FULL)

    referral.refresh_from_db()
    assert (late.status_code, referral.state) == (409, State.ACCEPTED)
    assert "Le lieu d&#x27;accueil a accepté" in late.text
    assert "Donner un moment" in late.text
    assert answer(client, desk, "refuser", late, raison=Refusal.FULL).status_code == 302


@pytest.mark.parametrize("mark", ["", "-1", "x", "9" * 30, "²"])
def test_an_answer_to_no_page_is_not_taken(client, desk, mark):
    assert client.post(desk, {"geste": "accepter", "vu": mark}).status_code == 409


def test_to_have_read_it_is_no_answer(client, mailed, desk, referral):
    page = client.get(desk)
    client.post(mailed)

    assert answer(client, desk, "accepter", page).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_wins_and_the_other_is_told(referral):
    start, told = threading.Barrier(2), []
    seen, doer = queries.seen_mark(referral), receiver(referral)
    verbs = (lambda one: actions.accept(one, doer), lambda one: actions.refuse(one, doer, Refusal.FULL))

    def press(verb):
        start.wait()
        while True:
            with suppress(OperationalError):  # the tests' base in memory does not wait for its turn
                try:
                    told.append(holding.answer(referral, seen, verb).state)
                except NotNow as late:
                    told.append(f"told {late.referral.state}")
                break
        connection.close()

    threads = [threading.Thread(target=press, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    referral.refresh_from_db()
    assert sorted(told) == sorted([referral.state, f"told {referral.state}"])
    assert ReferralEvent.objects.filter(verb__in=(Verb.ACCEPTED, Verb.REFUSED)).count() == 1
