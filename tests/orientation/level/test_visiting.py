"""Which day to come."""

from datetime import date, datetime, time

import pytest

from maillage.orientation.level.visiting import Visit, next_visit
from maillage.places import hours

MONDAY, WEDNESDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 28)
WEEK = hours.week("Mo 09:00-12:00; We 14:00-20:00; Sa 10:00-12:00", MONDAY)
EARLY = datetime(2026, 11, 23, 8, 0, tzinfo=hours.PARIS)
ON_MONDAY = Visit(MONDAY, time(9), time(12))
ON_WEDNESDAY = Visit(WEDNESDAY, time(14), time(20))
ON_SATURDAY = Visit(SATURDAY, time(10), time(12))


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ((), ON_MONDAY),
        (("matin",), ON_MONDAY),
        (("apres-midi",), ON_WEDNESDAY),
        (("soir",), ON_WEDNESDAY),
        (("samedi",), ON_SATURDAY),
        (("soir", "samedi"), ON_SATURDAY),
    ],
)
def test_the_first_hours_that_suit(moments, expected):
    if moments == ("soir", "samedi"):
        week = hours.week("Mo 09:00-12:00; Sa 10:00-12:00", MONDAY)
        assert next_visit(week, moments, EARLY) == expected
    else:
        assert next_visit(WEEK, moments, EARLY) == expected


def test_a_quarter_of_an_hour_before_closing_is_too_late():
    late = EARLY.replace(hour=11, minute=45)

    assert next_visit(WEEK, (), late) == ON_WEDNESDAY


def test_hours_nobody_filled_in_promise_nothing():
    assert next_visit(hours.week("", MONDAY), (), EARLY) is None


def test_no_hours_that_suit_are_not_replaced_by_others():
    assert next_visit(hours.week("Mo 09:00-12:00", MONDAY), ("soir",), EARLY) is None
