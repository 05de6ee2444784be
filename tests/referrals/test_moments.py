"""A sheet that stops gives back the moment booked through it, in the same transaction, by the agenda's own verbs."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from maillage.appointments import actions as agenda
from maillage.appointments.actions import Person
from maillage.appointments.enums import Seat
from maillage.appointments.enums import State as Booked
from maillage.appointments.models import Told
from maillage.appointments.queries import free_slots
from maillage.core.models import Message
from maillage.referrals import actions
from maillage.referrals.actions import Doer, NotNow
from maillage.referrals.enums import Moment, Refusal, Stage, State, Verb, Who
from maillage.referrals.models import Pathway, Referral, Step
from maillage.referrals.protecting.actions import erase_person
from maillage.referrals.protecting.person import person_of
from maillage.referrals.protecting.queries import to_expire
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory
from tests.factories.referrals import SAID_YES, bearer, receiver, sheet
from tests.referrals.writing.conftest import TYPED, member_of

pytestmark = pytest.mark.django_db
SAYS_GIVEN, SAYS_KEPT = (str(one.label) for one in (Moment.GIVEN_BACK, Moment.KEPT))


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.text)).split())


@pytest.fixture
def own(db):
    return OrganisationFactory()


@pytest.fixture
def inside(client, own):
    client.force_login(member_of(own, "ecoute"))
    return client


@pytest.fixture
def place(db):
    return PlaceFactory(nom="Le Phare", organisation=OrganisationFactory())


@pytest.fixture
def practice(place):
    return OpeningRangeFactory(practice=PracticeFactory(place=place, organisation=place.organisation)).practice


@pytest.fixture
def written(own, place):
    return sheet(place=place, organisation=own)


@pytest.fixture
def booked(written, practice):
    """The sheet waits for an appointment, in some days."""
    today = timezone.localdate()
    free = free_slots([practice], today + timedelta(days=2), today + timedelta(days=12))[0]
    appointment = agenda.book(practice, free.start, person=Person(phone="+33612345678")).appointment
    return actions.expect(written.referral, Doer(Who.AUTHOR), appointment=appointment)


@pytest.fixture
def seated(own, place):
    """The sheet has the only seat of a workshop; somebody waits behind."""
    workshop = WorkshopFactory(place=place, organisation=place.organisation, seats=1)
    start = timezone.now() + timedelta(days=8)
    SessionFactory(workshop=workshop, start=start, end=start + timedelta(hours=2))
    first, second = (agenda.register(workshop).registration for _ in range(2))
    referral = sheet(place=place, organisation=own, workshop=workshop).referral
    return actions.expect(referral, Doer(Who.AUTHOR), registration=first), second


def became(referral) -> tuple:
    """(state of the sheet, of the appointment, what the trail says)."""
    now = Referral.objects.select_related("appointment").get(pk=referral.pk)
    last = now.events.exclude(verb=Verb.ERASED).last()
    return now.state, now.appointment.state, last.told.get("moment")


@pytest.mark.parametrize(
    ("typed", "after", "moment", "said"),
    [
        ({"annuler": "oui"}, Booked.EXCUSED, Moment.GIVEN_BACK, SAYS_GIVEN),
        ({}, Booked.BOOKED, Moment.KEPT, SAYS_KEPT),
    ],
    ids=["ticked", "not ticked"],
)
def test_who_withdraws_a_sheet_is_asked_about_its_moment(inside, booked, typed, after, moment, said):
    page = f"/espace/fiches/{booked.pk}/retirer/"
    assert re.search(r'name="annuler" value="oui" checked', inside.get(page).text)

    answer = inside.post(page, typed, follow=True)

    assert became(booked) == (State.WITHDRAWN, after, moment)
    assert said in words(answer)
    assert said in words(inside.get(f"/espace/fiches/{booked.pk}/"))


@pytest.mark.parametrize(
    ("typed", "after", "said"), [({"annuler": "oui"}, Booked.EXCUSED, SAYS_GIVEN), ({}, Booked.BOOKED, SAYS_KEPT)]
)
def test_the_bearer_is_asked_too(client, written, booked, typed, after, said):
    page = f"/fiche/{written.token}/retirer/"
    assert "Annuler aussi le rendez-vous" in words(client.get(page))

    assert said in words(client.post(page, typed, follow=True))

    booked.appointment.refresh_from_db()
    assert booked.appointment.state == after


def test_too_late_for_the_person_the_page_says_to_call_and_the_moment_stays(client, written, booked, practice):
    type(practice).objects.update(cancel_before=60 * 24 * 30)
    page = f"/fiche/{written.token}/retirer/"
    shown = client.get(page)
    assert ("appelez le lieu" in words(shown), 'name="annuler"' in shown.text) == (True, False)

    client.post(page, {"annuler": "oui"})

    assert became(booked) == (State.WITHDRAWN, Booked.BOOKED, Moment.KEPT)


def test_a_place_without_account_that_refuses_gives_the_moment_back_even_late(client, written, booked, practice):
    """The delay binds the person, not the service; the person is told by the agenda."""
    type(practice).objects.update(cancel_before=60 * 24 * 30)
    Told.objects.all().delete()
    Referral.objects.update(by=member_of(booked.organisation, "ecrit"))
    client.post(f"/fiche/recue/{written.receiver_token}/")
    desk = f"/fiche/repondre/{booked.code}/"
    asked = client.get(f"{desk}?etape=refuser")
    assert "Son rendez-vous sera annulé" in words(asked)

    seen = re.search(r'name="vu" value="(\d+)"', asked.text)[1]
    answer = client.post(desk, {"geste": "refuser", "vu": seen, "raison": Refusal.FULL}, follow=True)

    assert became(booked) == (State.REFUSED, Booked.CANCELLED, Moment.GIVEN_BACK)
    assert words(answer).count(SAYS_GIVEN) == 2  # on the page, and in what happened
    assert f"Le lieu ne peut pas vous recevoir. {SAYS_GIVEN}" in words(client.get(f"/fiche/{written.token}/"))
    assert Referral.objects.get().expected_at is None
    assert Told.objects.filter(appointment=booked.appointment).count() == 1
    assert SAYS_GIVEN in Message.objects.get(key__contains=":sender:").text


def test_sent_elsewhere_the_former_moment_is_given_back(inside, own, booked):
    other = PlaceFactory(slug="ailleurs", organisation=own)
    page = f"/espace/fiches/{booked.pk}/ailleurs/?lieu={other.slug}"
    assert "Son rendez-vous sera annulé" in words(inside.get(page))

    answer = inside.post(page, TYPED, follow=True)

    assert became(booked) == (State.REDIRECTED, Booked.EXCUSED, Moment.GIVEN_BACK)
    assert SAYS_GIVEN in words(answer)


def test_the_seat_goes_to_the_first_who_waits(seated):
    referral, waiting = seated
    actions.withdraw(referral, bearer())

    waiting.refresh_from_db()
    referral.registration.refresh_from_db()
    assert (referral.registration.state, waiting.state) == (Seat.EXCUSED, Seat.OFFERED)


@pytest.mark.parametrize(
    "stop",
    [
        lambda one, other: actions.refuse(one, receiver(one), Refusal.FULL),
        lambda one, other: actions.redirect(
            one, receiver(one), actions.Draft(place=other, service=one.service), organisation=one.receiver,
            consent=SAID_YES,
        ),
        lambda one, other: actions.withdraw(one, bearer()),
    ],
    ids=["refused", "redirected", "withdrawn"],
)  # fmt: skip
def test_when_the_sheet_cannot_stop_any_more_nothing_is_given_back(booked, stop):
    Referral.objects.update(state=State.CLOSED)

    with pytest.raises(NotNow):
        stop(booked, PlaceFactory())

    booked.appointment.refresh_from_db()
    assert booked.appointment.state == Booked.BOOKED


def test_a_moment_that_is_past_stays_what_it_was(booked):
    start = timezone.now() - timedelta(hours=2)
    type(booked.appointment).objects.update(start=start, end=start + timedelta(minutes=30))
    actions.withdraw(booked, bearer())

    assert became(booked) == (State.WITHDRAWN, Booked.BOOKED, None)


def test_erasing_a_person_says_nothing_of_their_moment(booked):
    """They did not ask for that: the ticket still opens it."""
    erase_person(person_of(booked), bearer())

    assert (Referral.objects.get().state, Referral.objects.get().appointment.state) == (State.WITHDRAWN, Booked.BOOKED)


def test_a_sheet_whose_moment_was_moved_far_does_not_expire(booked):
    long_ago = timezone.now() - timedelta(days=60)
    Referral.objects.update(state_at=long_ago, expected_at=long_ago)

    assert list(to_expire(timezone.now())) == []


def test_the_step_it_serves_is_planned_no_more(own, place, booked):
    pathway = Pathway.objects.create(organisation=own, code="P1", token_hash="p1", pin_hash="")
    day = timezone.localdate()
    step = Step.objects.create(pathway=pathway, order=1, stage=Stage.BASICS, place=place, planned_on=day)
    Referral.objects.update(step=step)
    actions.refuse(booked, receiver(booked), Refusal.FULL)

    step.refresh_from_db()
    assert step.planned_on is None
    assert booked.events.get(verb=Verb.REFUSED).told["moment"] == Moment.GIVEN_BACK
