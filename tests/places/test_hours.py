"""Open now? until when? On holidays, in school holidays, when clocks change, when hours are only words."""

from datetime import date, datetime, time

import pytest

from maillage.places import hours
from maillage.places.hours import PARIS


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("horaires", "moment", "expected"),
    [
        ("Mo-Fr 09:00-12:00,13:30-17:00", "2026-11-23T10:00", True),
        ("Mo-Fr 09:00-12:00,13:30-17:00", "2026-11-23T12:30", False),
        ("Mo-Fr 09:00-17:00; PH off", "2026-11-11T10:00", False),
        ("Mo-Fr 09:00-17:00", "2026-11-11T10:00", None),  # nobody said
        ("Mo-Fr 09:00-17:00", "2026-11-11T20:00", False),
        ("Mo-Fr 09:00-17:00; PH 10:00-12:00", "2026-11-11T11:00", True),
        ("24/7", "2026-11-11T10:00", True),
        ("Mo-Su 01:00-05:00", "2027-03-28T02:30", True),  # the night this hour does not exist
        ("Mo-Fr 09:00-17:00; PH off", "2026-05-25T10:00", False),  # lundi de Pentecôte
        ("Mo-Fr 09:00-17:00; SH off", "2026-12-21T10:00", False),  # Christmas holidays, zone B
        ("Mo-Fr 09:00-17:00; SH off", "2026-12-14T10:00", True),
        ("Mo-Fr 09:00-17:00; SH off", "2026-02-18T10:00", False),  # zone B: 14 February to 1 March
        ("Mo-Fr 09:00-17:00; SH off", "2026-02-11T10:00", True),  # zone A is on holiday, Lille is not
        ("SH Mo-Fr 14:00-16:00", "2026-02-18T15:00", True),
        ("Mo-Fr 20:00-02:00", "2026-11-24T01:00", True),
        ("24/7", "2026-11-24T03:00", True),
        ("off", "2026-11-24T10:00", False),
        ('"sur rendez-vous"', "2026-11-24T10:00", None),
        ('Mo-Fr 09:00-12:00 "sur rendez-vous"', "2026-11-24T10:00", None),
        ("", "2026-11-24T10:00", None),
        ("du lundi au vendredi", "2026-11-24T10:00", None),
    ],
)
def test_is_it_open(horaires, moment, expected):
    assert hours.state(horaires, at(moment)).open is expected


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_hours_are_those_of_the_clock_on_the_wall_when_clocks_change(day):
    state = hours.state("Su 09:00-12:00", at(f"{day}T09:30"))

    assert (state.open, state.until) == (True, at(f"{day}T12:00"))
    assert hours.day("Su 09:00-12:00", date.fromisoformat(day)).ranges == [(time(9), time(12))]


def test_the_next_change_may_be_tomorrow():
    assert hours.state("Mo-Fr 09:00-17:00", at("2026-11-23T18:00")).until == at("2026-11-24T09:00")


def test_hours_with_a_comment_are_kept_apart_from_promised_hours():
    day = hours.day('Mo 09:00-12:00 "sur rendez-vous", Mo 14:00-16:00', date(2026, 11, 23))

    assert day.ranges == [(time(14), time(16))]
    assert day.notes == [(time(9), time(12), "sur rendez-vous")]


def test_a_week_has_seven_days_from_the_first():
    week = hours.week("Mo-Fr 09:00-17:00", date(2026, 11, 25))

    assert [(day.date.day, bool(day.ranges)) for day in week] == [
        (25, True), (26, True), (27, True), (28, False), (29, False), (30, True), (1, True),
    ]  # fmt: skip


def test_a_week_of_unknown_hours_is_empty():
    assert hours.week("", date(2026, 11, 25)) == []


def test_the_next_opening_says_its_comment():
    opening = hours.next_opening('Mo 09:00-12:00 "sur rendez-vous"', at("2026-11-24T10:00"))

    assert opening == (at("2026-11-30T09:00"), "sur rendez-vous")


def test_what_never_opens_again_has_no_next_opening():
    assert hours.next_opening("2025 Mo-Fr 09:00-12:00", at("2026-11-24T10:00")) is None


def test_public_holidays_are_the_eleven_of_france():
    days = hours.public_holidays(date(2026, 1, 1), 365)

    assert [f"{day:%d/%m}" for day in days] == [
        "01/01", "06/04", "01/05", "08/05", "14/05", "25/05", "14/07", "15/08", "01/11", "11/11", "25/12",
    ]  # fmt: skip


def test_saturday_is_today_on_a_saturday():
    assert hours.next_saturday(at("2026-11-28T23:00")) == date(2026, 11, 28)
    assert hours.next_saturday(at("2026-11-29T01:00")) == date(2026, 12, 5)


def test_what_is_not_known_is_asked_again_at_the_next_change():
    state = hours.state('Mo 09:00-12:00 "sur rendez-vous"; Tu 09:00-12:00', at("2026-11-23T10:00"))
    assert state == (None, at("2026-11-23T12:00"))
