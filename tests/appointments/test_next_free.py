"""The next free moment of a place, in as many queries for one place as for three."""

from datetime import timedelta

import pytest

from maillage.appointments import actions, queries
from maillage.appointments.models import Practice
from tests.appointments.saying import MONDAY, WEEK, at
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_december")]


def next_of(*diaries) -> list:
    return [one.start for one in queries.next_free(diaries).values()]


def test_it_is_the_first_that_is_free(diary):
    actions.book(diary, at("09:00"))

    assert next_of(diary) == [at("09:30")]


def test_it_is_looked_for_as_far_as_one_may_book(diary):
    first = MONDAY + 20 * WEEK
    diary.ranges.update(first_day=first)
    assert next_of(diary) == [at("09:00", first)]

    diary.horizon = 60
    assert next_of(diary) == []


def test_each_place_of_one_who_goes_round_has_its_own(diary):
    elsewhere = OpeningRangeFactory(
        practice=diary, place=PracticeFactory().place, weekday=2, first_day=MONDAY + 9 * WEEK
    )

    found = queries.next_free([diary])

    assert {key: one.start for key, one in found.items()} == {
        diary.place_id: at("09:00"),
        elsewhere.place_id: at("09:00", MONDAY + 9 * WEEK + timedelta(days=2)),
    }


def test_two_diaries_of_one_place_give_the_first_of_both(diary):
    OpeningRangeFactory(practice=PracticeFactory(place=diary.place), weekday=3)

    assert next_of(*Practice.objects.all()) == [at("09:00", MONDAY - timedelta(days=4))]


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_three_places_as_for_one(count, django_assert_num_queries):
    diaries = [OpeningRangeFactory(weekday=2).practice for _ in range(count)]
    for diary in diaries:
        actions.book(diary, at("09:00", MONDAY - timedelta(days=5)))

    with django_assert_num_queries(6):
        assert len(queries.next_free(diaries)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_the_week_of_three_diaries_as_for_one(count, django_assert_num_queries):
    for _ in range(count):
        actions.book(OpeningRangeFactory().practice, at("09:00"))

    with django_assert_num_queries(8):
        assert [one.free for one in queries.occasions(MONDAY, MONDAY + WEEK)] == [5] * count + [6] * count
