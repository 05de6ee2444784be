"""What people left of themselves is erased after the delay of the settings; the counts stay."""

from datetime import timedelta

import pytest

from maillage.appointments import actions, jobs
from maillage.appointments.actions import Person
from maillage.appointments.models import Appointment, Grain, Registration, Told
from maillage.appointments.telling.forgetting import forget_contacts
from tests.appointments.saying import WEEK, at
from tests.factories.agenda import SessionFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
SAM = Person(called="Sam", phone="+33612345678", email="a@exemple.test")
LEFT = ("called", "phone", "email", "contact_hash")


def left(row) -> list[str]:
    row.refresh_from_db()
    return [getattr(row, name) for name in LEFT]


@pytest.mark.parametrize(
    ("days", "forgotten"), [(-1, False), (0, True), (1, True)], ids=["the day before", "the day", "the day after"]
)
def test_who_was_expected_is_forgotten_that_many_days_after(diary, first_of_december, settings, days, forgotten):
    settings.MAILLAGE_CONTACT_KEPT_DAYS = 30
    row = actions.book(diary, at("09:00"), person=SAM).appointment
    other = actions.book(diary, at("09:00") + 10 * WEEK, person=SAM).appointment
    first_of_december.move_to(at("09:30") + timedelta(days=30 + days))

    jobs.forget()

    assert (left(row) == [""] * 4) == forgotten
    assert (row.forgotten_at is not None) == forgotten
    assert Grain.objects.filter(appointment=row).exclude(contact="").exists() != forgotten
    assert Told.objects.filter(appointment=row).exists() != forgotten
    assert all(left(other))
    assert Appointment.objects.count() == 2


def test_run_twice_it_does_nothing_the_second_time(diary, first_of_december):
    row = actions.book(diary, at("09:00"), person=SAM).appointment
    first_of_december.move_to(at("09:30") + 52 * WEEK)

    assert [forget_contacts(), forget_contacts()] == [1, 0]
    row.refresh_from_db()
    when = row.forgotten_at
    first_of_december.shift(timedelta(days=1))
    forget_contacts()
    row.refresh_from_db()
    assert row.forgotten_at == when


@pytest.mark.parametrize(("days", "forgotten"), [(-1, False), (0, True), (1, True)])
def test_who_had_a_seat_is_forgotten_after_the_last_session(first_of_december, settings, days, forgotten):
    room = WorkshopFactory()
    for week in range(3):
        SessionFactory(workshop=room, start=at("14:00") + week * WEEK, end=at("16:00") + week * WEEK)
    row = actions.register(room, person=SAM).registration
    first_of_december.move_to(at("16:00") + 2 * WEEK + timedelta(days=settings.MAILLAGE_CONTACT_KEPT_DAYS + days))

    forget_contacts()

    assert (left(row) == [""] * 4) == forgotten


def test_a_seat_of_a_workshop_without_session_is_forgotten_too(first_of_december):
    room = WorkshopFactory()
    session = SessionFactory(workshop=room, start=at("14:00"), end=at("16:00"))
    actions.register(room, person=SAM)
    session.delete()
    first_of_december.shift(timedelta(days=40))

    assert (forget_contacts(), Registration.objects.get().email) == (1, "")
