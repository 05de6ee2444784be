"""A sheet leaves with consent, goes on step by step, and ends."""

import pytest
from django.db import connection

from maillage.network.enums import SupportManner
from maillage.referrals import actions, journal
from maillage.referrals.actions import ConsentMissing, Incomplete, NotAllowed, NotNow, PinWrong, Void
from maillage.referrals.enums import Autonomy, Outcome, Refusal, State, Verb, Who, Word
from maillage.referrals.models import Access, Referral, ReferralEvent
from tests.factories import PlaceFactory
from tests.factories.referrals import SAID_YES, bearer, receiver, sheet

pytestmark = pytest.mark.django_db
DONE = {"manner": SupportManner.WITH, "before": Autonomy.GUIDED, "after": Autonomy.SOMETIMES}


@pytest.fixture
def written():
    return sheet()


@pytest.fixture
def referral(written):
    return written.referral


def test_without_consent_nothing_is_written():
    with pytest.raises(ConsentMissing):
        sheet(consent=None)

    assert (Referral.objects.count(), Access.objects.count()) == (0, 0)


def test_help_to_see_or_hear_needs_its_own_yes():
    with pytest.raises(ConsentMissing):
        sheet(adaptation=("entendre",))


@pytest.mark.parametrize("said", [{}, {"manner_reason": "Elle ne peut pas se déplacer"}, {"mandate": "n° 12"}])
def test_doing_in_someones_place_asks_why_and_which_mandate(said):
    with pytest.raises(Incomplete, match="mandate"):
        sheet(manner=SupportManner.FOR, **said)


def test_what_is_personal_is_sealed_in_the_database(referral):
    with connection.cursor() as cursor:
        cursor.execute("SELECT need, called, paper FROM referrals_referral")
        row = cursor.fetchone()

    plain = ("un dossier", "Camille", '"pin"')  # a sealed text may hold a short word by chance
    assert [words in column for words, column in zip(plain, row, strict=True)] == [False] * 3


def test_it_goes_on_to_its_end(referral):
    doer = receiver(referral)
    actions.see(referral, doer)
    actions.accept(referral, doer)
    actions.receive(referral, doer)
    actions.close(referral, doer, Outcome.SOLVED, **DONE)
    actions.say(referral, bearer(), Word.GOOD)

    referral.refresh_from_db()
    assert (referral.state, referral.outcome, referral.word) == (State.CLOSED, Outcome.SOLVED, Word.GOOD)
    told = list(ReferralEvent.objects.values_list("verb", "who"))
    assert told == [
        (Verb.SENT, Who.AUTHOR), (Verb.SAW, Who.RECEIVER), (Verb.ACCEPTED, Who.RECEIVER), (Verb.CAME, Who.RECEIVER),
        (Verb.CLOSED, Who.RECEIVER), (Verb.WORD, Who.PERSON),
    ]  # fmt: skip


@pytest.mark.parametrize("missing", ["manner", "before", "after"])
def test_an_end_without_manner_and_autonomy_is_refused(referral, missing):
    with pytest.raises(Incomplete):
        actions.close(referral, receiver(referral), Outcome.SOLVED, **(DONE | {missing: ""}))

    referral.refresh_from_db()
    assert referral.state == State.SENT


def test_the_second_answer_is_told_of_the_first(referral):
    actions.accept(referral, receiver(referral))

    with pytest.raises(NotNow) as raised:
        actions.accept(referral, receiver(referral))
    assert raised.value.referral.state == State.ACCEPTED


def test_the_person_does_not_answer_for_the_place(referral):
    with pytest.raises(NotAllowed):
        actions.refuse(referral, bearer(), Refusal.FULL)


def test_sent_elsewhere_it_keeps_its_trail(referral):
    actions.refuse(referral, receiver(referral), Refusal.FULL)
    draft = actions.Draft(place=PlaceFactory(), service=referral.service)

    again = actions.redirect(referral, receiver(referral), draft, organisation=referral.receiver, consent=SAID_YES)

    referral.refresh_from_db()
    assert (referral.state, again.referral.code) == (State.REDIRECTED, f"{referral.code}-2")
    assert again.referral.redirected_from == referral


def test_withdrawn_nothing_personal_is_left(referral):
    actions.withdraw(referral, bearer(Who.RELATIVE))

    referral.refresh_from_db()
    assert (referral.state, referral.called, referral.need, referral.paper) == (State.WITHDRAWN, "", "", "")
    assert referral.consent.withdrawn_at is not None


def test_the_spoken_code_opens_with_its_pin_only(written):
    code = written.referral.code

    assert actions.open_with_pin(Referral, code.lower(), written.pin) == written.referral
    assert actions.open_with_pin(Referral, "ZZZZZZZZ", written.pin) is None


def test_five_wrong_pins_void_the_spoken_code_until_the_paper_is_renewed(written):
    referral, wrong = written.referral, "0000" if written.pin != "0000" else "1111"
    left = []
    for _ in range(4):
        with pytest.raises(PinWrong) as raised:
            actions.open_with_pin(Referral, referral.code, wrong)
        left.append(raised.value.left)
    with pytest.raises(Void):
        actions.open_with_pin(Referral, referral.code, wrong)

    assert left == [4, 3, 2, 1]
    with pytest.raises(Void):
        actions.open_with_pin(Referral, referral.code, written.pin)
    printed = actions.renew(referral, actions.Doer(Who.AUTHOR))
    assert actions.open_with_pin(Referral, referral.code, printed["pin"]) == referral
    assert Access.objects.filter(what=journal.What.GUESS).count() == 6


def test_the_log_of_accesses_is_a_chain(referral):
    journal.note(journal.What.READ, referral, who=Who.RECEIVER)
    assert journal.broken_at() is None

    Access.objects.filter(number=1)._raw_delete("default")
    Access.objects.bulk_create([Access(number=1, what="lecture", who="x", digest="0")])

    assert journal.broken_at() == 1
