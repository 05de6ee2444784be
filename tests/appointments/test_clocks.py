"""Lines 17 to 20 and 22, over every change of the clocks from 2024 to 2035; line 21: one occurrence, or the series."""

import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from maillage.accounts.models import User
from maillage.appointments import actions, queries
from maillage.appointments.models import Appointment
from maillage.appointments.recurrence import PARIS, Rule, Stretch, days, doubtful, instant, local_day, stretch
from maillage.appointments.slots import Habits, free
from maillage.core.models import Event
from tests.appointments.saying import MONDAY, WEEK, at, clock, clocks
from tests.appointments.saying import free as free_at
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory

DAY, HALF_HOUR = timedelta(days=1), timedelta(minutes=30)
LONG_AGO = datetime(2023, 1, 1, tzinfo=UTC)
YEARS = Habits(30, horizon=5_000)


def changes() -> list[date]:
    """The days of 23 and 25 hours, by asking the zone."""
    first, last = date(2024, 1, 1), date(2035, 12, 31)
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in every if hours_of(day) != 24]


def hours_of(day: date) -> float:
    return (instant(day + DAY, time()) - instant(day, time())) / timedelta(hours=1)


CHANGES = changes()
EVERY_CLOCK = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]


def test_there_are_two_changes_a_year_for_twelve_years():
    assert [(day.month, hours_of(day)) for day in CHANGES] == [(3, 23), (10, 25)] * 12


@pytest.mark.parametrize("change", CHANGES)
def test_line_17_nine_stays_nine_across_the_change(change):
    """Whatever the day of the week and the hour that exists once."""
    for weekday in range(7):
        rule = Rule(weekday, time(9), time(10), change - 5 * WEEK)
        for start in EVERY_CLOCK:
            several = list(days(rule, change - 3 * WEEK, change + 3 * WEEK))
            assert [a - b for a, b in zip(several[1:], several, strict=False)] == [WEEK] * (len(several) - 1)
            walls = {instant(day, start).astimezone(PARIS).time() for day in several if not is_odd(day, start)}
            assert walls == {start}


def is_odd(day: date, start: time) -> bool:
    """Skipped that night, or there twice."""
    once, again = (datetime.combine(day, start, PARIS).replace(fold=fold).utcoffset() for fold in (0, 1))
    return once != again


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "UTC"])
def test_line_18_hours_are_those_of_the_place_whatever_the_zone_of_the_server_or_of_the_reader(zone, settings):
    one = OpeningRangeFactory(weekday=6, start="08:00", end="09:30", practice__horizon=2_000)
    settings.TIME_ZONE = zone
    for change in CHANGES[6:]:
        with time_machine.travel(datetime.combine(change - WEEK, time(23, 30), ZoneInfo(zone)), tick=False):
            with timezone.override(zone):
                shown = queries.free_slots([one.practice], change, change)
            assert clocks(shown) == ["08:00", "08:30", "09:00"]
            assert {local_day(slot.start) for slot in shown} == {change}


@pytest.mark.django_db
def test_line_19_what_leaves_as_an_instant_comes_back_at_the_same_hour_on_the_wall():
    """In UTC, as calendars and partners read it: 8:00Z in winter, 7:00Z in summer."""
    one = OpeningRangeFactory(weekday=0, start="09:00", end="10:00", practice__horizon=5_000, practice__holidays=True)
    for change in CHANGES:
        told = queries.occasions(change - DAY * 6, change + DAY, places=[one.place_id], now=LONG_AGO)
        offset = 8 if change.month == 3 else 7

        assert [moment.start.astimezone(UTC).hour for moment in told] == [offset, 15 - offset]
        back = [datetime.fromisoformat(json.loads(json.dumps(moment.start.isoformat()))) for moment in told]
        assert [clock(moment) for moment in back] == ["09:00", "09:00"]


@pytest.mark.parametrize("change", CHANGES)
def test_line_20_on_days_of_23_and_25_hours_a_moment_lasts_its_real_minutes_and_no_odd_hour_is_given(change):
    whole = stretch(change, time(0), time(23, 59))
    slots = free([whole], [], YEARS, LONG_AGO)

    assert {slot.end - slot.start for slot in slots} == {HALF_HOUR}
    assert not [slot for slot in slots if doubtful(slot.start)]
    twos = [clock(slot.start) for slot in slots if clock(slot.start).startswith("02")]
    assert (twos, len(slots)) == ([], 45)  # 23 hours: 46 halves but the last minute; 25: 50, less the four doubtful


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("start", [time(2, 0), time(2, 30), time(1, 30)])
def test_line_20_hours_that_do_not_exist_last_what_is_left_of_them(change, start):
    kept = stretch(change, start, time(4))
    real = instant(change, time(4)) - instant(change, start)

    assert kept is not None and kept.end - kept.start == real
    assert real == {3: {1: 90, 2: 60}, 10: {1: 210, 2: 180}}[change.month][start.hour] * timedelta(minutes=1) or (
        start == time(2, 30) and real == {3: 30, 10: 150}[change.month] * timedelta(minutes=1)
    )


def test_hours_wholly_skipped_are_nothing():
    assert stretch(CHANGES[0], time(2), time(3)) is None


# -- 21: one occurrence, or the series


@pytest.fixture
def staff():
    return User.objects.create_user("accueil", email="accueil@example.org")


@pytest.mark.django_db
def test_line_21_one_occurrence_is_cancelled_and_the_others_stay(diary):
    actions.change_occurrence(diary.ranges.get(), MONDAY, cancelled=True, note="formation")

    assert (free_at(diary), len(free_at(diary, day=MONDAY + WEEK))) == ([], 6)
    assert [(one.cancelled, one.note) for one in queries.occasions(MONDAY, MONDAY)] == [(True, "formation")]


@pytest.mark.django_db
def test_line_21_what_was_deleted_does_not_come_back_when_the_series_changes(diary):
    one = diary.ranges.get()
    actions.change_occurrence(one, MONDAY, cancelled=True)

    actions.change_series(one, start=time(10), end=time(13))
    assert free_at(diary) == []

    one = actions.change_series(one, weekday=1).row
    assert (free_at(diary, day=MONDAY + DAY), len(free_at(diary, day=MONDAY + DAY + WEEK))) == ([], 6)

    actions.change_series(one, since=MONDAY - DAY * 5, weekday=3, end=time(12))
    assert (free_at(diary, day=MONDAY + DAY * 3), len(free_at(diary, day=MONDAY + DAY * 3 + WEEK))) == ([], 4)


@pytest.mark.django_db
def test_line_21_one_occurrence_at_other_hours_elsewhere(diary):
    there = PracticeFactory().place
    actions.change_occurrence(diary.ranges.get(), MONDAY, start=time(14), end=time(15), place=there)

    moved = queries.free_slots([diary], MONDAY, MONDAY)

    assert (clocks(moved), {one.place_id for one in moved}) == (["14:00", "14:30"], {there.pk})


@pytest.mark.django_db
def test_from_a_day_on_what_was_before_stays(diary):
    diary.ranges.update(every=2)  # on the 30th of November, then the 14th of December
    diary.ranges.update(first_day=date(2026, 11, 30))

    later = actions.change_series(diary.ranges.get(), since=date(2026, 12, 8), start=time(11)).row

    assert (later.first_day, diary.ranges.count()) == (date(2026, 12, 14), 2)
    shown = {day: free_at(diary, day=MONDAY + day * WEEK) for day in range(4)}
    assert shown == {0: [], 1: ["11:00", "11:30"], 2: [], 3: ["11:00", "11:30"]}


@pytest.mark.django_db
def test_a_change_says_who_no_longer_fits(diary, staff):
    early, late = [actions.book(diary, at(start)).appointment for start in ("09:00", "11:00")]
    actions.force(diary, at("18:00"), 30, person=None, by=staff)
    one = diary.ranges.get()

    assert actions.change_occurrence(one, MONDAY, start=time(10)).left == [early]
    assert actions.stop_series(one, MONDAY - DAY).left == [early, late]


@pytest.mark.django_db
def test_a_day_that_is_not_of_the_range_is_not_changed(diary):
    with pytest.raises(actions.TooLate):
        actions.change_occurrence(diary.ranges.get(), MONDAY + DAY, cancelled=True)


@pytest.mark.django_db
def test_a_range_is_opened_where_its_diary_usually_is_and_told(diary, staff):
    one = actions.open_range(diary, by=staff, weekday=2, start=time(14), end=time(15), first_day=MONDAY)

    assert (one.place, clocks(queries.free_slots([diary], MONDAY + DAY * 2, MONDAY + DAY * 2))) == (
        diary.place, ["14:00", "14:30"],
    )  # fmt: skip
    assert Event.objects.get(verb="opened range").by == staff


# -- 22


@pytest.mark.django_db
@pytest.mark.parametrize("start", ["00:00", "00:30", "23:00"])
def test_line_22_the_day_shown_is_the_day_booked(diary, start):
    """Just after midnight here, it is the day before in UTC."""
    diary.ranges.update(start=time.fromisoformat(start), end=time(23, 59))

    shown = queries.free_slots([diary], MONDAY, MONDAY)[0]
    row = Appointment.objects.get(pk=actions.book(diary, shown.start).appointment.pk)

    assert (clock(row.start), row.start.astimezone(PARIS).date()) == (start, MONDAY)
    assert {one.day for one in queries.occasions(MONDAY, MONDAY)} == {MONDAY}
    assert row in queries.met_by(at("00:00"), at("00:00", MONDAY + DAY), practices=[diary])


def test_a_stretch_belongs_to_its_day():
    assert stretch(MONDAY, time(0, 15), time(1)) == Stretch(at("00:15"), at("01:00"), MONDAY)
