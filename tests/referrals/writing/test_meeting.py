"""A time to come: a free moment of the place's agenda, a seat, or "come on…"; the sheet waits for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.appointments import actions as agenda
from maillage.appointments.enums import BookedBy
from maillage.appointments.enums import State as Booked
from maillage.appointments.models import Appointment, Registration
from maillage.appointments.queries import free_slots
from maillage.network.enums import SupportManner
from maillage.places.enums import Service
from maillage.referrals import actions
from maillage.referrals.actions import Doer
from maillage.referrals.enums import Autonomy, Outcome, State, Verb, Who
from maillage.referrals.models import Referral, ReferralEvent
from maillage.referrals.writing import actions as writing
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory
from tests.factories.referrals import receiver, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def diary(place):
    return OpeningRangeFactory(practice=PracticeFactory(place=place, organisation=place.organisation)).practice


@pytest.fixture
def referral(own, writer, place):
    return sheet(place=place, organisation=own, by=writer, phone="+33612345678", language="ar").referral


def at(referral) -> str:
    return f"/espace/fiches/{referral.pk}/rendez-vous/"


def moments(response) -> list[str]:
    return [one["value"] for _day, several in response.context["days"] for one in several]


def test_a_free_moment_is_booked_for_the_person_and_stands_on_the_sheet(inside, writer, referral, diary):
    first = moments(inside.get(at(referral)))[0]
    answer = inside.post(at(referral), {"moment": first})

    row, sheet_now = Appointment.objects.get(), Referral.objects.get()
    assert answer.url == f"/espace/fiches/{referral.pk}/"
    assert (row.called, row.phone, row.language, row.service) == ("Camille", "+33612345678", "ar", referral.service)
    assert (row.booked_by, row.by) == (BookedBy.PROFESSIONAL, writer)
    assert (sheet_now.state, sheet_now.appointment, sheet_now.expected_at) == (State.EXPECTED, row, row.start)
    assert ReferralEvent.objects.filter(verb=Verb.EXPECTED).count() == 1


def test_another_moment_gives_the_first_one_back(inside, referral, diary):
    first, second = moments(inside.get(at(referral)))[:2]
    inside.post(at(referral), {"moment": first})
    inside.post(at(referral), {"moment": second})

    assert list(Appointment.objects.order_by("pk").values_list("state", flat=True)) == [Booked.EXCUSED, Booked.BOOKED]
    assert Referral.objects.get().appointment == Appointment.objects.latest("pk")


def test_two_members_who_give_a_moment_leave_one_booked(referral, diary, writer):
    """Both pages were open: the second one's sheet is still the one it read."""
    doer, first = Doer(Who.AUTHOR, writer), Referral.objects.select_related("place").get()
    kind, at_ = diary.kind, [one.start for one in free_slots([diary], *span())][:2]
    writing.book(first, doer, kind, at_[0])
    writing.book(referral, doer, kind, at_[1])

    assert list(Appointment.objects.order_by("pk").values_list("state", flat=True)) == [Booked.EXCUSED, Booked.BOOKED]


def span():
    today = timezone.localdate()
    return today, today + timedelta(days=14)


def test_a_moment_just_taken_is_said_and_the_next_ones_shown(inside, referral, diary):
    page = inside.get(at(referral))
    first = moments(page)[0]
    inside.post(at(sheet(place=referral.place, organisation=referral.organisation).referral), {"moment": first})

    answer = inside.post(at(referral), {"moment": first})

    assert (answer.status_code, Referral.objects.get(pk=referral.pk).state) == (409, State.SENT)
    assert first not in moments(answer)


@pytest.mark.parametrize("moment", ["", "x", "ecrivain-public", "ecrivain-public 2031-13-45T99:99", "\0 \0"])
def test_a_button_that_is_not_of_the_page_changes_nothing(inside, referral, diary, moment):
    assert inside.post(at(referral), {"moment": moment}).status_code == 422
    assert (Appointment.objects.count(), Referral.objects.get().state) == (0, State.SENT)


def test_come_on_a_day_without_booking(inside, referral):
    day = timezone.localdate() + timedelta(days=3)
    inside.post(at(referral), {"day": day.isoformat(), "hour": "10h30"})

    expected = timezone.localtime(Referral.objects.get().expected_at)
    assert (expected.date(), expected.strftime("%H:%M"), Appointment.objects.count()) == (day, "10:30", 0)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"day": "hier", "hour": "10:00"}, "day"),
        ({"day": "2020-01-01", "hour": "10:00"}, "day"),
        ({"day": "2031-01-01", "hour": "dix"}, "hour"),
        ({"day": "", "hour": ""}, "day"),
    ],
)
def test_a_day_nobody_can_come_on_is_said(inside, referral, typed, field):
    answer = inside.post(at(referral), typed)

    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert Referral.objects.get().state == State.SENT


def test_coming_without_booking_gives_the_booked_moment_back(inside, referral, diary):
    inside.post(at(referral), {"moment": moments(inside.get(at(referral)))[0]})
    inside.post(at(referral), {"day": (timezone.localdate() + timedelta(days=3)).isoformat(), "hour": "9:00"})

    assert Appointment.objects.get().state == Booked.EXCUSED
    assert Referral.objects.get().appointment is None


@pytest.fixture
def workshop(place):
    workshop = WorkshopFactory(place=place, organisation=place.organisation, seats=1, services=[Service.DEMARCHES])
    start = timezone.now() + timedelta(days=4)
    SessionFactory(workshop=workshop, start=start, end=start + timedelta(hours=2))
    return workshop


def test_the_seat_of_its_workshop_is_taken_from_the_sheet(inside, own, place, workshop):
    referral = sheet(place=place, organisation=own, workshop=workshop).referral
    assert "Réserver : il reste 1 place" in inside.get(at(referral)).content.decode()
    inside.post(at(referral), {"atelier": "1"})

    referral.refresh_from_db()
    assert (referral.state, referral.registration) == (State.EXPECTED, Registration.objects.get())
    assert "Attendue à l&#x27;atelier" in inside.get(f"/espace/fiches/{referral.pk}/").content.decode() or (
        "Attendue à l'atelier" in inside.get(f"/espace/fiches/{referral.pk}/").content.decode()
    )


def test_full_one_is_told_before_waiting_in_line(inside, own, place, workshop):
    agenda.register(workshop)
    referral = sheet(place=place, organisation=own, workshop=workshop).referral

    assert "Complet : inscrire sur la liste" in inside.get(at(referral)).content.decode()


def test_both_sides_may_and_nobody_once_it_is_over(inside, at_place, referral, diary):
    assert [client.get(at(referral)).status_code for client in (inside, at_place)] == [200, 200]
    done = {"manner": SupportManner.WITH, "before": Autonomy.GUIDED, "after": Autonomy.ALONE}
    moment = moments(inside.get(at(referral)))[0]
    actions.close(referral, receiver(referral), Outcome.SOLVED, **done)

    assert inside.post(at(referral), {"moment": moment}).url == f"/espace/fiches/{referral.pk}/"
    assert Appointment.objects.count() == 0
