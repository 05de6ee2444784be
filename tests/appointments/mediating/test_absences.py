"""Behaviour 14: an absence over people already expected lists them and asks; nothing is written before the answer."""

import pytest
from django.urls import reverse

from maillage.appointments import actions
from maillage.appointments.enums import State
from maillage.appointments.models import Closure
from tests.appointments.saying import at, free

AWAY = reverse("mediating:absences")


@pytest.fixture
def expected(diary):
    return actions.book(diary, at("10:00")).appointment


def absent(client, diary, **more):
    return client.post(AWAY, {"who": f"agenda-{diary.pk}", "first": "2026-12-07", "reason": "Formation", **more})


def test_people_expected_are_listed_and_nothing_is_written_before_the_answer(inside, diary, expected):
    page = absent(inside, diary)

    assert page.status_code == 409
    assert expected.code in page.content.decode()
    assert 'value="Formation"' in page.content.decode()
    assert Closure.objects.count() == 0


@pytest.mark.parametrize(("answer", "state"), [("cancel", State.CANCELLED), ("keep", State.BOOKED)])
def test_they_are_cancelled_or_kept_as_one_says(inside, diary, expected, answer, state):
    absent(inside, diary, **{"rendez-vous": answer})

    expected.refresh_from_db()
    assert (expected.state, Closure.objects.count(), free(diary)) == (state, 1, [])


def test_a_part_of_a_day(inside, diary):
    absent(inside, diary, start="10:00", end="11:00")

    assert free(diary) == ["09:30", "11:00", "11:30"]


def test_every_week_until_a_day(inside, diary):
    absent(inside, diary, weekly="2026-12-21")

    assert Closure.objects.count() == 3


def test_one_is_back_and_the_hours_are_free_again(inside, diary):
    absent(inside, diary, first="2026-12-08")
    inside.post(reverse("mediating:back", args=[Closure.objects.get().pk]))

    assert Closure.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"first": ""}, {"first": "2026-12-01"}, {"first": "hier"}, {"first": "2026-12-07", "last": "2026-12-01"},
        {"first": "9999-12-31"}, {"start": "11:00", "end": "10:00"}, {"who": "agenda-\0"}, {"reason": "x" * 200},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_beside_its_field(inside, diary, sent):
    page = absent(inside, diary, **sent)

    assert (page.status_code, Closure.objects.count()) == (422, 0)
    assert 'class="error"' in page.content.decode()
