"""The 459 doors of the minutes, from raw records to the unit."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.surveys.counting import Funnel, Record, broken_rules, funnel, one_decimal, rates, whole_percents, wilson
from maillage.surveys.enums import Outcome

COUNTS = {Outcome.INTERVIEW: 288, Outcome.REFUSAL: 61, Outcome.VACANT: 48, Outcome.ABSENT: 62}
MINUTES = Funnel(targeted=459, vacant=48, absent=62, opened=349, interviews=288, refusals=61, not_concerned=87)


def doors() -> list[Record]:
    """459 doors in no order; forty of them were first found empty and knocked at again."""
    outcomes = [outcome for outcome, count in COUNTS.items() for _ in range(count)]
    rows = [Record(number, outcome, number < 87) for number, outcome in enumerate(outcomes)]
    rows = [row._replace(again=1000 + row.id) if row.id < 40 else row for row in rows]
    rows += [Record(1000 + number, Outcome.ABSENT) for number in range(40)]
    random.Random(459).shuffle(rows)
    return rows


def test_raw_records_give_the_minutes_to_the_unit():
    assert funnel(doors()) == MINUTES


def test_each_rate_has_its_own_denominator():
    shown = {one.name: (one.count, one.of, one.base, one.percent) for one in rates(MINUTES)}

    assert shown == {
        "opened": (349, "targeted", 459, 76),
        "vacant": (48, "targeted", 459, 10),
        "absent": (62, "targeted", 459, 14),
        "interviews": (288, "opened", 349, 83),
        "refusals": (61, "opened", 349, 17),
        "not_concerned": (87, "interviews", 288, 30),
        "concerned": (201, "interviews", 288, 70),
    }


@pytest.mark.parametrize(
    ("name", "exact", "low", "high"),
    [
        ("opened", 76.03, 71.9, 79.7),
        ("vacant", 10.46, 8.0, 13.6),
        ("absent", 13.51, 10.7, 16.9),
        ("interviews", 82.52, 78.2, 86.1),
        ("refusals", 17.48, 13.9, 21.8),
        ("not_concerned", 30.21, 25.2, 35.7),
    ],
)
def test_the_exact_value_and_its_interval(name, exact, low, high):
    rate = next(one for one in rates(MINUTES) if one.name == name)

    assert (round(rate.exact, 2), one_decimal(rate.low), one_decimal(rate.high)) == (exact, low, high)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"absent": 61}, "doors"),
        ({"targeted": 460}, "doors"),
        ({"refusals": 62}, "opened"),
        ({"not_concerned": 289}, "not_concerned"),
    ],
)
def test_what_does_not_add_up_says_so(changed, rule):
    assert broken_rules(Funnel(**(vars(MINUTES) | changed))) == [rule]


def test_the_minutes_add_up():
    assert broken_rules(MINUTES) == []


def test_nothing_yet_is_no_percentage():
    assert {one.percent for one in rates(Funnel())} == {None}


def test_a_third_each_still_makes_a_hundred():
    assert whole_percents([1, 1, 1]) == [34, 33, 33]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_whole_percents_sum_to_a_hundred_and_are_never_one_off(counts):
    found = whole_percents(counts)

    assert sum(found) == 100
    assert all(abs(percent - 100 * count / sum(counts)) < 1 for percent, count in zip(found, counts, strict=True))


def test_the_interval_of_all_or_nothing_stays_a_share():
    assert [round(bound, 1) for pair in (wilson(0, 10), wilson(10, 10)) for bound in pair] == [0.0, 27.8, 72.2, 100.0]
