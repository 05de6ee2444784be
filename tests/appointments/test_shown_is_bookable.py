"""Lines 8 to 16: what is shown is what one may book, no more and no less."""

import os
import random
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import transaction

from maillage.accounts.models import User
from maillage.appointments import actions, queries
from maillage.appointments.enums import Shape, State
from maillage.appointments.models import Appointment, BusyCalendar, BusyTime, Closure
from maillage.appointments.recurrence import Stretch
from maillage.appointments.slots import Habits, Taken, free
from tests.appointments.saying import MONDAY, WEEK, at, clock, clocks
from tests.appointments.saying import free as free_at
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_december")]
AGENDAS = 5_000
IN_THE_BASE = int(os.environ.get("MAILLAGE_AGENDAS", "3"))  # each is tried over every five minutes of its day
EASTER_MONDAY = date(2027, 3, 29)


@pytest.fixture
def staff():
    return User.objects.create_user("accueil", email="accueil@example.org")


# -- 8


class Agenda:
    """Openings, absences, buffers and bookings drawn at random in one Monday; in minutes of that day."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self.habits = Habits(self._one(5, 15, 20, 30, 45, 60, 7), self._one(0, 0, 5, 10, 15, 3), self._one(0, 30, 120))
        self.now = 360 + self.chance.randrange(0, 300, 5)
        self.ranges = [self._span(60, 300) for _ in range(self.chance.randint(1, 3))]
        self.absences = [self._span(1, 120) for _ in range(self.chance.randint(0, 2))]
        self.bookings = [self._span(5, 60) for _ in range(self.chance.randint(0, 5))]

    def _one(self, *several):
        return self.chance.choice(several)

    def _span(self, shortest: int, longest: int) -> tuple[int, int]:
        start = 420 + self.chance.randrange(0, 600, self._one(1, 5, 5, 15))
        return start, start + self.chance.randint(shortest, longest)

    def listed(self) -> set[int]:
        stretches = [Stretch(*moments(one), MONDAY) for one in self.ranges]
        taken = [Taken(*moments(one)) for one in self.bookings]
        taken += [Taken(*moments(one), ours=False) for one in self.absences]
        return {minute(slot.start) for slot in free(stretches, taken, self.habits, moment(self.now))}

    def accepted(self) -> set[int]:
        """The same said otherwise: is this minute one to begin at?"""
        found, busy_until = set(), 0
        grids = [set(self._grid(*one)) for one in self.ranges]
        for start in EVERY_FIVE_MINUTES:
            if start >= busy_until and any(start in grid for grid in grids) and self._is_clear(start):
                busy_until = start + self.habits.minutes
                if self.now + self.habits.notice <= start:
                    found.add(start)
        return found

    def _grid(self, opens: int, closes: int) -> range:
        step = -(-(self.habits.minutes + self.habits.buffer) // 5) * 5
        return range(-(-opens // 5) * 5, closes - self.habits.minutes + 1, step)

    def _is_clear(self, start: int) -> bool:
        end, buffer = start + self.habits.minutes, self.habits.buffer
        met = any(begins - buffer < end and start < ends + buffer for begins, ends in self.bookings)
        return not met and not any(begins < end and start < ends for begins, ends in self.absences)

    def written(self):
        """In the base."""
        minutes, buffer, notice = self.habits[:3]
        practice = PracticeFactory(minutes=minutes, buffer=buffer, notice=notice)
        for opens, closes in self.ranges:
            OpeningRangeFactory(practice=practice, start=wall(opens), end=wall(closes))
        for one in self.absences:
            start, end = moments(one)
            Closure.objects.create(practice=practice, start=start, end=end)
        for number, one in enumerate(self.bookings):
            start, end = moments(one)
            ticket = {"place": practice.place, "code": "X", "token_hash": str(number)}
            Appointment.objects.create(practice=practice, start=start, end=end, **ticket)
        return practice


EVERY_FIVE_MINUTES = range(420, 1380, 5)
MIDNIGHT = at("00:00").astimezone(UTC)


def moment(minute: int) -> datetime:
    return MIDNIGHT + timedelta(minutes=minute)


def moments(span: tuple[int, int]) -> tuple[datetime, datetime]:
    return moment(span[0]), moment(span[1])


def minute(when: datetime) -> int:
    return int((when - MIDNIGHT).total_seconds()) // 60


def wall(minute: int) -> time:
    return time(minute // 60, minute % 60)


def test_line_08_over_5_000_random_agendas_what_is_listed_is_what_is_accepted():
    for seed in range(AGENDAS):
        agenda = Agenda(seed)
        assert agenda.listed() == agenda.accepted(), f"agenda {seed}"


def test_random_agendas_are_not_all_empty_nor_all_free():
    sizes = [len(Agenda(seed).listed()) for seed in range(300)]

    assert (0 in sizes, max(sizes) > 20, sum(1 for size in sizes if size) > 200) == (True, True, True)


@pytest.mark.parametrize("seed", range(IN_THE_BASE))
def test_line_08_every_five_minutes_are_tried_for_good(seed, first_of_december):
    agenda = Agenda(seed)
    first_of_december.move_to(moment(agenda.now))
    practice = agenda.written()

    listed = {minute(one.start) for one in queries.free_slots([practice], MONDAY, MONDAY)}
    accepted = {start for start in EVERY_FIVE_MINUTES if is_booked(practice, moment(start))}

    assert listed == accepted == agenda.listed()


def is_booked(practice, start: datetime) -> bool:
    """Really, then undone."""
    with transaction.atomic():
        try:
            actions.book(practice, start)
        except actions.Taken:
            return False
        transaction.set_rollback(True)
    return True


@pytest.mark.parametrize("start", ["08:30", "09:05", "11:45", "12:00"])
def test_what_is_not_listed_is_refused(diary, start):
    with pytest.raises(actions.Taken):
        actions.book(diary, at(start))


def test_a_diary_that_is_no_longer_kept_refuses_all(diary):
    diary.active = False
    diary.save()

    with pytest.raises(actions.Taken):
        actions.book(diary, at("09:00"))


# -- 9 to 11


def test_line_09_the_buffer_is_kept_on_both_sides_and_never_doubled(diary, staff):
    diary.buffer = 10
    diary.save()
    assert free_at(diary) == ["09:00", "09:40", "10:20", "11:00"]

    actions.book(diary, at("09:40"))
    assert free_at(diary) == ["09:00", "10:20", "11:00"]

    actions.force(diary, at("10:55"), 5, person=None, by=staff)
    assert free_at(diary) == ["09:00"]


def test_line_10_notice_and_horizon_hold_at_the_click(diary, first_of_december):
    diary.notice, diary.horizon = 30, 7
    diary.save()
    first_of_december.move_to(at("08:31"))

    assert free_at(diary) == ["09:30", "10:00", "10:30", "11:00", "11:30"]
    for refused in (at("09:00"), at("09:00") + WEEK):
        with pytest.raises(actions.Taken):
            actions.book(diary, refused)
    assert actions.book(diary, at("11:30")).appointment.start == at("11:30")


def test_line_10_nothing_reappears_as_the_clock_goes_on():
    for seed in range(300):
        agenda = Agenda(seed)
        before, agenda.now = agenda.listed(), agenda.now + random.Random(seed).randint(1, 400)
        earliest = agenda.now + agenda.habits.notice

        assert agenda.listed() == {start for start in before if start >= earliest}


def test_line_11_two_who_are_free_at_ten_are_one_moment(diary):
    other = PracticeFactory(organisation=diary.organisation, place=diary.place)
    OpeningRangeFactory(practice=other, start="10:00", end="11:00")

    shown = queries.moments([diary, other], MONDAY, MONDAY)

    assert clocks(shown) == ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]
    assert [len(one.practices) for one in shown] == [1, 1, 2, 2, 1, 1]


# -- 12 to 14


def test_line_12_an_absence_hides_part_of_a_day(diary, staff):
    actions.absent(diary, at("10:00"), at("11:00"), by=staff)

    assert free_at(diary) == ["09:00", "09:30", "11:00", "11:30"]


def test_line_12_an_absence_of_five_minutes_inside_a_moment_hides_it(diary, staff):
    actions.absent(diary, at("10:10"), at("10:15"), by=staff)

    assert free_at(diary) == ["09:00", "09:30", "10:30", "11:00", "11:30"]


def test_line_12_the_last_day_of_an_absence_is_hidden(diary, staff):
    actions.absent(diary, at("00:00", MONDAY - WEEK), at("00:00", MONDAY + timedelta(days=1)), by=staff)

    assert (free_at(diary), len(free_at(diary, day=MONDAY + WEEK))) == ([], 6)


def test_line_12_an_absence_that_comes_back_every_week_hides_every_week_across_the_clocks_change(diary, staff):
    march, april = date(2027, 3, 22), date(2027, 4, 5)
    actions.absent(diary, at("09:00", march), at("10:30", march), by=staff, every_week_until=april)

    hidden = [free_at(diary, day=day)[:1] for day in (march, april, april + WEEK)]

    assert hidden == [["10:30"], ["10:30"], ["09:00"]]


def test_line_12_a_closed_place_hides_what_is_there_and_not_elsewhere(diary, staff):
    elsewhere = OpeningRangeFactory(practice=diary, weekday=1, place=PracticeFactory().place)

    actions.absent(diary.place, at("00:00"), at("00:00", MONDAY + timedelta(days=2)), "travaux", by=staff)

    assert (free_at(diary), len(free_at(diary, day=MONDAY + timedelta(days=1)))) == ([], 6)
    assert elsewhere.place != diary.place


def test_line_12_hours_busy_in_a_calendar_elsewhere_are_hidden(diary):
    calendar = BusyCalendar.objects.create(practice=diary, url="https://example.org/a.ics")
    BusyTime.objects.create(calendar=calendar, start=at("09:15"), end=at("09:45"))

    assert free_at(diary) == ["10:00", "10:30", "11:00", "11:30"]


def test_back_sooner_the_rest_is_free_again(diary, staff, first_of_december):
    away = actions.absent(diary, at("00:00"), at("00:00", MONDAY + timedelta(days=1)), by=staff)
    first_of_december.move_to(at("10:00"))

    actions.back(away.closures[0], by=staff, now=at("10:00"))

    assert free_at(diary) == ["10:30", "11:00", "11:30"]


def test_line_13_a_public_holiday_is_closed_says_why_and_may_be_opened_by_a_diary(diary):
    assert free_at(diary, day=EASTER_MONDAY) == []
    told = queries.occasions(EASTER_MONDAY, EASTER_MONDAY)
    assert [(one.cancelled, one.why, one.free) for one in told] == [(True, "jour férié", 0)]

    diary.holidays = True
    diary.save()

    assert len(free_at(diary, day=EASTER_MONDAY)) == 6


def test_school_holidays_are_open_unless_said_otherwise(diary):
    monday = date(2026, 12, 28)
    assert len(free_at(diary, day=monday)) == 6

    diary.school_holidays = False
    diary.save()

    assert free_at(diary, day=monday) == []
    assert [one.why for one in queries.occasions(monday, monday)] == ["vacances scolaires"]


def test_line_14_an_absence_over_people_lists_them_and_asks(diary, staff):
    rows = [actions.book(diary, at(start)).appointment for start in ("09:00", "10:00", "11:00")]

    with pytest.raises(actions.Asks) as asked:
        actions.absent(diary, at("09:30"), at("12:00"), by=staff)
    assert (asked.value.met, Closure.objects.count(), len(free_at(diary))) == (rows[1:], 0, 3)

    kept = actions.absent(diary, at("09:30"), at("12:00"), by=staff, meets="keep")
    assert (kept.met, Appointment.objects.filter(state=State.BOOKED).count()) == (rows[1:], 3)

    actions.absent(diary, at("09:30"), at("12:00"), by=staff, meets="cancel")
    assert [row.state for row in Appointment.objects.all()] == [State.BOOKED, State.CANCELLED, State.CANCELLED]


# -- 15 and 16


def test_line_15_the_last_day_of_a_range_is_shown_and_booked(diary, staff):
    actions.stop_series(diary.ranges.get(), MONDAY, by=staff)

    assert actions.book(diary, at("11:30")).appointment.pk
    assert free_at(diary, day=MONDAY + WEEK) == []


def test_line_16_what_began_long_ago_still_opens_and_still_blocks(diary):
    diary.ranges.update(first_day=date(2001, 1, 1), every=2)
    shown = [bool(free_at(diary, day=MONDAY + week * WEEK)) for week in range(4)]
    assert shown == [False, True, False, True]

    Closure.objects.create(practice=diary, start=at("09:00", date(2019, 1, 1)), end=at("09:30", date(2028, 1, 1)))

    assert free_at(diary, day=MONDAY + WEEK) == []


def test_a_walk_in_is_never_cut_into_moments(diary):
    diary.ranges.update(shape=Shape.WALK_IN)

    assert free_at(diary) == []


def test_a_range_that_does_not_begin_on_five_minutes_is_cut_from_the_next_ones():
    one = Stretch(at("09:02"), at("10:02"), MONDAY)

    assert [clock(slot.start) for slot in free([one], [], Habits(20), at("06:00"))] == ["09:05", "09:25"]


def test_hours_of_a_time_are_not_those_of_another(diary):
    """The same wall clock, said as a time of the day."""
    assert diary.ranges.get().start == time(9)
