"""A week filled in by hand becomes OpenStreetMap hours, and comes back as it was."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from maillage.places import hours, weekly, weekly_words
from maillage.places.weekly import MIDNIGHT, WHOLE_DAY_BY_APPOINTMENT, Closure, Span, Week

PLAIN_MONDAY = date(2027, 1, 11)  # no holiday of any kind that week
TODAY = date(2026, 11, 23)


def clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def day_from(steps: list[int], flags: list[bool]) -> weekly.Day:
    """Moments in order, in pairs: from, to."""
    moments = sorted(set(steps))
    pairs = zip(moments[::2], moments[1::2], strict=False)
    return weekly.tidy(
        tuple(Span(clock(start * 5), clock(end * 5), flag) for (start, end), flag in zip(pairs, flags, strict=False))
    )


spans = some.builds(
    day_from,
    some.lists(some.integers(0, 288), min_size=2, max_size=4, unique=True),
    some.lists(some.booleans(), min_size=2, max_size=2),
)
days = some.one_of(some.just(()), some.just(WHOLE_DAY_BY_APPOINTMENT), spans)
seven_days = some.tuples(*[days] * 7)
weeks = some.builds(Week, seven_days, some.one_of(some.none(), seven_days), some.one_of(some.none(), days))


def settled(week: Week) -> Week:
    """School holidays like the rest of the year are no school holidays."""
    return Week(week.days, None if week.school == week.days else week.school, week.public)


@settings(max_examples=500, deadline=None)
@given(weeks)
def test_any_week_is_written_then_read_as_it_was(week):
    written = weekly.write(week)

    assert weekly.read(written) == (settled(week) if written else None)


@settings(max_examples=100, deadline=None)
@given(seven_days)
def test_what_is_written_means_what_was_filled_in(week):
    written = weekly.write(Week(week))
    told = hours.week(written, PLAIN_MONDAY)
    expected = [
        (
            [(span.start, span.end) for span in day if not span.by_appointment],
            [(span.start, span.end, weekly.BY_APPOINTMENT) for span in day if span.by_appointment],
        )
        for day in week
    ]

    assert [(day.ranges, day.notes) for day in told] == (expected if written else [])


@pytest.mark.parametrize(
    ("horaires", "rewritten"),
    [
        ("Tu-Fr 08:00-12:00; We 13:30-17:00", "Tu,Th-Fr 08:00-12:00; We 13:30-17:00"),
        ('Mo 09:00-12:00, Mo 14:00-17:00 "sur RDV"', 'Mo 09:00-12:00, Mo 14:00-17:00 "sur rendez-vous"'),
        ("Mo-Fr 09:00-12:00; PH,SH off", "Mo-Fr 09:00-12:00; SH off; PH off"),
        ("We-Sa 10:00-12:30; SH We-Fr 14:00-18:00; PH off", "We-Sa 10:00-12:30; SH We-Fr 14:00-18:00; PH off"),
        ("Mo-Su,PH 09:00-12:00", "Mo-Su 09:00-12:00; PH 09:00-12:00"),
        ("Mo 09:00-12:00,12:00-14:00", "Mo 09:00-14:00"),
        ("Sa 20:00-24:00; 2026 Dec 26 off", "Sa 20:00-24:00"),
    ],
)
def test_hours_of_many_hands_are_read_as_a_week(horaires, rewritten):
    assert weekly.write(weekly.read(horaires)) == rewritten


@pytest.mark.parametrize(
    "horaires",
    [
        "", "24/7", "Mo-Fr 09:00-12:00; week 1-20 Sa 09:00-12:00", 'Mo 09:00-12:00 "sonner à la porte"',
        "Mo-Fr 20:00-02:00", "Apr-Sep Mo-Fr 09:00-12:00", "Mo 08:00-15:00,08:30-13:30", "du lundi au vendredi",
        "Mo 09:00-12:00; 2026 Dec 24 10:00-12:00",
    ],
)  # fmt: skip
def test_hours_that_say_more_than_a_week_are_left_alone(horaires):
    assert weekly.read(horaires) is None


CLOSURES = [
    ('2026 Dec 24-2026 Dec 31 off "congés"', Closure(date(2026, 12, 24), date(2026, 12, 31), "congés")),
    ("2026 Dec 24-31 off", Closure(date(2026, 12, 24), date(2026, 12, 31))),
    ("2026 Dec 24-Jan 03 closed", Closure(date(2026, 12, 24), date(2027, 1, 3))),
    ("2026 Dec 24 off", Closure(date(2026, 12, 24), date(2026, 12, 24))),
    ("Aug off", Closure(date(2000, 8, 1), date(2000, 8, 31), "", True)),
    ("Dec 24-Jan 02 off", Closure(date(2000, 12, 24), date(2000, 1, 2), "", True)),
]


@pytest.mark.parametrize(("rule", "closure"), CLOSURES)
def test_a_closure_is_read_and_written_with_the_same_meaning(rule, closure):
    assert weekly.closures(f"Mo-Fr 09:00-12:00; {rule}; PH off") == [closure]
    assert weekly.closure_of(weekly.write_closure(closure)) == closure


@pytest.mark.parametrize("rule", ["2026 Feb 30 off", "2026 Dec 31-24 off", "2026 Dec 24 10:00-12:00", "PH off"])
def test_a_rule_that_is_no_closure(rule):
    assert weekly.closures(rule) == []


def test_past_closures_are_dropped_and_the_others_are_last_in_order():
    horaires = 'Mo-Fr 09:00-12:00; 2026 Nov 02-06 off "travaux"; PH off; 2026 Dec 24-31 off'
    added = Closure(date(2026, 12, 1), date(2026, 12, 1), 'un "mot"; deux')

    assert weekly.with_closures(horaires, [*weekly.closures(horaires), added], TODAY) == (
        'Mo-Fr 09:00-12:00; PH off; 2026 Dec 01 off "un ’mot’, deux"; 2026 Dec 24-2026 Dec 31 off'
    )


@given(some.dates(date(2026, 1, 1), date(2030, 1, 1)), some.integers(0, 90), some.text(max_size=30))
def test_any_closure_shuts_each_of_its_days(start, length, note):
    closure = Closure(start, start + timedelta(days=length), note)
    written = weekly.with_closures("Mo-Su 09:00-12:00; SH 10:00-11:00; PH 09:00-10:00", [closure], start)

    around = [start - timedelta(days=1), closure.end + timedelta(days=1)]
    assert {bool(hours.day(written, start + timedelta(days=shift)).ranges) for shift in range(length + 1)} == {False}
    assert [bool(hours.day(written, day).ranges) for day in around] == [True, True]


def test_a_week_as_people_say_it():
    horaires = (
        "We-Sa 10:00-12:30,13:30-18:00; SH We 14:00-18:00; PH off; 2026 Nov 02 off; "
        '2026 Dec 24-2027 Jan 03 off "congés"; 2026 Dec 01-05 off; Aug 01-15 off'
    )

    assert weekly_words.said(horaires, TODAY) == [
        "Lundi et mardi : fermé",
        "Du mercredi au samedi : 10 h – 12 h 30, 13 h 30 – 18 h",
        "Dimanche : fermé",
        "Vacances scolaires, lundi et mardi : fermé",
        "Vacances scolaires, mercredi : 14 h – 18 h",
        "Vacances scolaires, du jeudi au samedi : 10 h – 12 h 30, 13 h 30 – 18 h",
        "Vacances scolaires, dimanche : fermé",
        "Jours fériés : fermé",
        "Fermé du 1er au 15 août, chaque année",
        "Fermé du 1er au 5 décembre 2026",
        "Fermé du 24 décembre 2026 au 3 janvier 2027 (congés)",
    ]


def test_hours_too_rich_for_a_week_are_said_day_by_day():
    assert weekly_words.said("Mo 09:00-10:00; week 1-3 Tu 10:00-12:00", TODAY)[:2] == [
        "Aujourd'hui : 9 h – 10 h",
        "Demain : fermé",
    ]
    assert weekly_words.said("sur place", TODAY) == ["sur place"]


def test_midnight_ends_a_day_and_begins_none():
    assert weekly.read("Sa 20:00-24:00").days[5] == (Span(time(20), MIDNIGHT),)
