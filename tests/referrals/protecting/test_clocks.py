"""Reminders, expiry and durations: the day before, the day, the day after; and once only."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model

from maillage.core import delivery, retention
from maillage.core.enums import MessageState
from maillage.core.models import Event, Message
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.network.rules import Actor, actor_of
from maillage.referrals import actions, jobs, journal
from maillage.referrals.enums import Refusal, State, Verb, Who
from maillage.referrals.models import Access, Pathway, Referral, ReferralEvent, RefusalCount
from maillage.referrals.protecting import queries, working_days
from maillage.referrals.protecting.actions import erasing
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.referrals import bearer, receiver, sheet

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(moment: datetime):
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def author(db):
    return get_user_model().objects.create_user("autrice", email="autrice@exemple.test")


@pytest.fixture
def place(db):
    return PlaceFactory(courriels=["accueil@exemple.test"])


@pytest.fixture
def referral(author, place):
    with at(MONDAY):
        return sheet(by=author, place=place).referral


def letters() -> list[tuple[str, str]]:
    found = Message.objects.filter(key__startswith="referral_").order_by("key")
    return [(one.key.partition(":")[0], one.to) for one in found]


# -- working days


@pytest.mark.parametrize(
    ("today", "count", "last"),
    [
        (date(2026, 3, 9), 5, date(2026, 3, 2)),  # Monday to Monday
        (date(2026, 3, 8), 5, date(2026, 3, 1)),  # a week-end adds nothing
        (date(2026, 5, 11), 5, date(2026, 5, 3)),  # 8 May is a holiday: one day more
        (date(2026, 3, 16), 10, date(2026, 3, 2)),
    ],
)
def test_working_days_leave_out_week_ends_and_holidays(today, count, last):
    assert working_days.before(today, count) == last


# -- reminders


@pytest.mark.parametrize(("days", "told"), [(6, 0), (7, 2), (8, 2)])
def test_after_five_working_days_the_place_is_reminded_and_the_author_told(referral, days, told):
    with at(MONDAY + timedelta(days=days)):
        for _ in range(2):
            jobs.remind()

    both = [("referral_reminder", "autrice@exemple.test"), ("referral_reminder", "accueil@exemple.test")]
    assert letters() == both[:told]
    assert referral.events.filter(verb=Verb.REMINDED).count() == (1 if told else 0)


def test_a_reminder_leads_to_the_first_mails_link_and_names_nobody(author, place):
    with at(MONDAY):
        written = sheet(by=author, place=place)
    with at(MONDAY + timedelta(days=7)):
        jobs.remind()

    letter = Message.objects.get(key=f"referral_reminder:{written.referral.pk}:place")
    assert f"/fiche/recue/{written.receiver_token}/" in letter.text
    assert "Camille" not in letter.text + letter.subject
    assert written.referral.code not in letter.text + letter.subject


@pytest.mark.parametrize(
    "answer",
    [
        lambda one: actions.accept(one, receiver(one)),
        lambda one: actions.refuse(one, receiver(one), Refusal.FULL),
        lambda one: actions.withdraw(one, bearer()),
        lambda one: actions.expire(one),
    ],
    ids=["accepted", "refused", "withdrawn", "expired"],
)
def test_reminders_stop(referral, answer):
    with at(MONDAY + timedelta(days=1)):
        answer(referral)
    with at(MONDAY + timedelta(days=9)):
        jobs.remind()

    assert letters() == []


def test_a_reminder_answered_before_it_leaves_does_not_leave(referral, settings, tmp_path):
    settings.MAILLAGE_MAILS_DIR, settings.MAILLAGE_SMTP_URL = tmp_path / "mails", ""
    with at(MONDAY + timedelta(days=7)):
        jobs.remind()
        actions.accept(referral, receiver(referral))
        delivery.deliver()

    found = Message.objects.filter(key__startswith="referral_reminder")
    assert set(found.values_list("state", flat=True)) == {MessageState.TOO_LATE}


def test_without_any_address_nothing_breaks(db):
    with at(MONDAY):
        sheet(place=PlaceFactory(courriels=[]))
    with at(MONDAY + timedelta(days=7)):
        jobs.remind()

    assert letters() == []


@pytest.mark.parametrize(("days", "tasks"), [(13, 0), (14, 1), (15, 1)])
def test_after_ten_working_days_who_coordinates_reads_a_count(referral, days, tasks):
    coordinator = get_user_model().objects.create_user("coordination")
    Membership.objects.create(organisation=OrganisationFactory(), user=coordinator, role=Role.COORDINATOR)

    with at(MONDAY + timedelta(days=days)):
        found = queries.today(actor_of(coordinator))
        assert queries.today(Actor()) == []

    assert [one.words for one in found] == ["1 fiche de liaison sans réponse"][:tasks]


# -- expiry


@pytest.mark.parametrize(("days", "state"), [(29, State.SENT), (30, State.EXPIRED), (31, State.EXPIRED)])
def test_thirty_days_without_a_move_end_it_and_the_author_is_told(referral, days, state):
    with at(MONDAY + timedelta(days=days)):
        for _ in range(2):
            jobs.expire()

    referral.refresh_from_db()
    ended = state == State.EXPIRED
    assert referral.state == state
    assert letters() == [("referral_expired", "autrice@exemple.test")] * ended
    assert list(referral.events.filter(verb=Verb.EXPIRED).values_list("who", flat=True)) == [Who.SYSTEM] * ended


def test_a_move_gives_thirty_days_more(referral):
    with at(MONDAY + timedelta(days=20)):
        actions.accept(referral, receiver(referral))
    with at(MONDAY + timedelta(days=40)):
        jobs.expire()

    referral.refresh_from_db()
    assert referral.state == State.ACCEPTED


def test_who_is_expected_later_is_waited_for(referral):
    with at(MONDAY):
        actions.expect(referral, receiver(referral), MONDAY + timedelta(days=45))
    for days, state in ((40, State.EXPECTED), (74, State.EXPECTED), (75, State.EXPIRED)):
        with at(MONDAY + timedelta(days=days)):
            jobs.expire()
        referral.refresh_from_db()
        assert referral.state == state


# -- durations


@pytest.mark.parametrize(("days", "gone"), [(729, False), (730, True), (731, True)])
def test_two_years_after_its_end_what_is_personal_is_erased(referral, days, gone):
    with at(MONDAY):
        actions.expire(referral)
    with at(MONDAY + timedelta(days=days)):
        for _ in range(2):
            jobs.purge()

    referral.refresh_from_db()
    assert (referral.called, referral.need, referral.paper) == ("", "", "") if gone else referral.called == "Camille"
    assert referral.events.filter(verb=Verb.ERASED).count() == gone
    assert Access.objects.filter(what=journal.What.ERASE).count() == gone
    assert [one.told["rows"] for one in Event.objects.filter(verb="purged", told__kind="referrals.sheets")] == [
        1
    ] * gone


@pytest.mark.parametrize(("days", "gone"), [(729, False), (730, True), (731, True)])
@pytest.mark.parametrize("column", ["ended_at", "moved_at"])
def test_a_pathway_too_ended_or_left_alone(db, column, days, gone):
    told = {"code": "ABCDEFGH", "token_hash": "t", "pin_hash": "p", "goals": "Écrire à ma fille", "moved_at": MONDAY}
    path = Pathway.objects.create(organisation=OrganisationFactory(), **told | {column: MONDAY})
    with at(MONDAY + timedelta(days=days)):
        jobs.purge()

    path.refresh_from_db()
    assert path.goals == ("" if gone else "Écrire à ma fille")


@pytest.mark.parametrize(("days", "left"), [(364, 2), (365, 2), (366, 1)])
def test_the_log_of_accesses_is_kept_a_year_and_still_holds(referral, days, left):
    with at(MONDAY):
        actions.see(referral, receiver(referral))
    with at(MONDAY + timedelta(days=days)):
        for _ in range(2):
            retention.purge()

    assert Access.objects.count() == left
    assert journal.broken_at() is None


def test_numbers_are_the_same_before_and_after(referral):
    RefusalCount.objects.create(month="2026-03", service=referral.service, reason=Refusal.FULL, count=3)
    with at(MONDAY):
        actions.refuse(referral, receiver(referral), Refusal.FULL)
    with at(MONDAY + timedelta(days=40)):
        jobs.expire()
    before = numbers()
    with at(MONDAY + timedelta(days=900)):
        jobs.purge()

    assert numbers() == before
    assert Referral.objects.get().erased_at is not None


def numbers() -> tuple:
    sheets = Referral.objects.values_list("state", "service", "zone", "refusal", "sent_at", "answered_at", "ended_at")
    verbs = ReferralEvent.objects.exclude(verb=Verb.ERASED).values_list("verb", flat=True)
    return list(sheets), list(verbs), list(RefusalCount.objects.values_list("reason", "count"))


def test_an_interrupted_purge_goes_on(author, place, monkeypatch):
    with at(MONDAY):
        for _ in range(3):
            actions.expire(sheet(by=author, place=place).referral)
    done, blank = [], erasing.blank

    def killed(row):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(row.pk)
        return blank(row)

    with at(MONDAY + timedelta(days=800)):
        monkeypatch.setattr(erasing, "blank", killed)
        with pytest.raises(KeyboardInterrupt):
            retention.purge()
        monkeypatch.setattr(erasing, "blank", blank)
        assert Referral.objects.filter(erased_at=None).count() == 1
        retention.purge()

    assert Referral.objects.filter(erased_at=None).count() == 0
    assert ReferralEvent.objects.filter(verb=Verb.ERASED).count() == 3
