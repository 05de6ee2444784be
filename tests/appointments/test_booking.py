"""A moment of a diary is booked once, given back when cancelled, and offered elsewhere when lost."""

from datetime import datetime

import pytest
import time_machine
from django.db import connection

from maillage.appointments import actions, queries
from maillage.appointments.models import Appointment, Grain
from maillage.appointments.recurrence import PARIS
from tests.factories.agenda import OpeningRangeFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 12, 7, 9, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def before():
    with time_machine.travel(datetime(2026, 12, 1, 8, tzinfo=PARIS), tick=False):
        yield


@pytest.fixture
def diary():
    return OpeningRangeFactory().practice


def starts(diary) -> list[str]:
    day = MONDAY.date()
    return [one.start.astimezone(PARIS).strftime("%H:%M") for one in queries.free_slots([diary], day, day)]


def test_a_range_is_cut_into_moments(diary):
    assert starts(diary) == ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]


def test_a_booked_moment_is_no_longer_offered_and_holds_its_grains(diary):
    actions.book(diary, MONDAY)

    assert starts(diary) == ["09:30", "10:00", "10:30", "11:00", "11:30"]
    assert Grain.objects.count() == 6


def test_the_second_one_is_offered_the_nearest_moments(diary):
    actions.book(diary, MONDAY)

    with pytest.raises(actions.Taken) as lost:
        actions.book(diary, MONDAY)

    assert [one.start.astimezone(PARIS).strftime("%H:%M") for one in lost.value.others] == ["09:30", "10:00", "10:30"]


def test_the_database_itself_refuses_the_same_five_minutes(diary, monkeypatch):
    free = queries.slot_at(diary, MONDAY)
    actions.book(diary, MONDAY)
    monkeypatch.setattr(queries, "slot_at", lambda *given, **named: free)

    with pytest.raises(actions.Taken):
        actions.book(diary, MONDAY)

    assert Appointment.objects.count() == 1


def test_cancelling_gives_the_moment_back(diary):
    booked = actions.book(diary, MONDAY)

    actions.cancel(booked.appointment)

    assert (starts(diary)[0], Grain.objects.count()) == ("09:00", 0)


def test_what_is_said_of_a_person_is_sealed(diary):
    booked = actions.book(diary, MONDAY, person=actions.Person(called="Canari", phone="06 00 00 00 00"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM appointments_appointment")
        raw = str(cursor.fetchall())
    assert ("Canari" in raw, "00 00 00" in raw) == (False, False)
    assert Appointment.objects.get(pk=booked.appointment.pk).called == "Canari"
