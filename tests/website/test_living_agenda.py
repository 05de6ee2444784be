"""The demo's week is full whenever it starts, in the fictitious structures only, and written once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from maillage.appointments.enums import BookedBy
from maillage.appointments.models import Appointment, OpeningRange, Practice, Registration, Workshop
from maillage.appointments.queries import occasions, seats_left
from maillage.appointments.recurrence import local_day
from maillage.website import demo_members, living, living_agenda, roubaix

pytestmark = pytest.mark.django_db
TABLES = (Practice, OpeningRange, Appointment, Workshop, Registration)


@pytest.mark.parametrize("day", ["2026-11-23T09:00:00Z", "2026-11-28T16:00:00Z", "2027-03-26T06:00:00Z"])
def test_the_week_is_full_whatever_the_day(day):
    with time_machine.travel(day, tick=False):
        roubaix.load()
        living_agenda.fill_the_week()
        today = local_day(timezone.now())
        found = [one for one in occasions(today, today + timedelta(days=13)) if not one.cancelled]

    assert {(one.kind, one.shape) for one in found} >= {
        ("écrivain public", "créneaux"), ("médiateur numérique", "créneaux"), ("aidant bénévole", "permanence"),
        ("conseiller numérique", "permanence"), ("", "atelier"),
    }  # fmt: skip
    assert sorted(seats_left(Workshop.objects.values_list("pk", flat=True)).values()) == [0, 2]


def test_it_is_written_once_for_fictitious_places():
    roubaix.load()
    living.enliven()
    first = [table.objects.count() for table in TABLES]

    living.enliven()

    assert [table.objects.count() for table in TABLES] == first
    assert {one.split("-")[0] for one in Practice.objects.values_list("place", flat=True)} == {"exemple"}
    assert BookedBy.NEIGHBOUR in Appointment.objects.values_list("booked_by", flat=True)


def test_the_contributor_of_the_demo_has_a_day_with_people_in_it():
    roubaix.load()
    living.enliven()
    demo_members.prepare()
    demo_members.prepare()

    (diary,) = Practice.objects.exclude(user=None)

    assert (diary.user.email, diary.kind) == ("contribution@exemple.test", "écrivain public")
    assert diary.appointments.count() == living_agenda.EXPECTED
