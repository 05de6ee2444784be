"""Lines 1 to 7 of the behaviours people expect. That it holds for thousands at once: test_races.py."""

import pytest

from maillage.accounts.models import User
from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.enums import BookedBy, Seat, State
from maillage.appointments.models import Appointment, Grain
from maillage.core.models import Event
from tests.appointments.saying import WEEK, at, clocks, free
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_december")]
SAID = Person(email="qui@example.org")


@pytest.fixture
def staff():
    return User.objects.create_user("accueil", email="accueil@example.org")


def colleague_of(diary, **range_of):
    practice = PracticeFactory(organisation=diary.organisation, place=diary.place)
    OpeningRangeFactory(practice=practice, **range_of)
    return practice


def test_line_01_the_second_of_two_is_offered_the_nearest_free_moments(diary):
    actions.book(diary, at("10:00"))

    with pytest.raises(actions.Taken) as lost:
        actions.book(diary, at("10:00"))

    assert clocks(lost.value.others) == ["09:30", "10:30", "09:00"]
    assert Appointment.objects.count() == 1


def test_line_02_an_overlap_counts_not_only_the_same_start(diary):
    OpeningRangeFactory(practice=diary, start="09:15", end="11:45")
    actions.book(diary, at("09:00"))

    with pytest.raises(actions.Taken):
        actions.book(diary, at("09:15"))

    assert "09:15" not in free(diary)


def test_line_03_what_was_shown_is_looked_at_again_at_the_last_click_for_staff_too(diary, staff):
    shown = free(diary)
    actions.book(diary, at("10:00"))

    with pytest.raises(actions.Taken):
        actions.book(diary, at("10:00"), by=staff)
    with pytest.raises(actions.Overlaps):
        actions.force(diary, at("10:00"), 30, person=None, by=staff)
    assert "10:00" in shown


def test_line_04_nothing_waits_to_be_validated_so_two_requests_cannot_both_be(diary):
    """A booking is firm at once, and a seat kept for one who waits is nobody else's until they answer."""
    room = WorkshopFactory(seats=1)
    SessionFactory(workshop=room, start=at("14:00"), end=at("16:00"))
    seated, first, second = [actions.register(room).registration for _ in range(3)]
    actions.withdraw(seated)

    with pytest.raises(actions.TooLate):
        actions.accept_offer(second)
    actions.accept_offer(first)

    assert (actions.book(diary, at("10:00")).appointment.state, actions.register(room).rank) == (State.BOOKED, 2)
    first.refresh_from_db()
    assert first.state == Seat.CONFIRMED


def test_line_05_whoever_is_free_never_gets_two_and_the_least_busy_comes_first(diary):
    other = colleague_of(diary)
    actions.book(diary, at("09:00"))

    given = [actions.book_any([diary, other], at("10:00")).appointment.practice for _ in range(2)]

    assert given == [other, diary]
    with pytest.raises(actions.Taken) as lost:
        actions.book_any([diary, other], at("10:00"))
    assert clocks(lost.value.others) == ["09:30", "10:30", "09:00"]


def test_line_06_an_overlap_is_forced_only_after_a_warning_that_names_all_it_meets_and_it_is_logged(diary, staff):
    first = actions.book(diary, at("10:00")).appointment
    with pytest.raises(actions.Overlaps) as warned:
        actions.force(diary, at("10:00"), 45, person=Person(), by=staff)
    assert (warned.value.rows, Appointment.objects.count()) == ([first], 1)
    late = actions.book(diary, at("10:30")).appointment  # while the warning was on the screen

    with pytest.raises(actions.Overlaps) as again:
        actions.force(diary, at("10:00"), 45, person=Person(), by=staff, over=[first.pk])
    forced = actions.force(diary, at("10:00"), 45, person=Person(), by=staff, over=[first.pk, late.pk]).appointment
    third = actions.force(diary, at("10:15"), 15, person=Person(), by=staff, over=[first.pk, late.pk, forced.pk])

    assert again.value.rows == [first, late]
    assert [forced.lane, third.appointment.lane] == [1, 2]
    assert [(told.by, told.told["lane"]) for told in Event.objects.filter(verb="forced")] == [(staff, 2), (staff, 1)]


def test_forced_out_of_hours_it_meets_nobody_and_needs_no_warning(diary, staff):
    forced = actions.force(diary, at("18:00"), 30, person=Person(), by=staff).appointment

    assert (forced.lane, forced.forced, forced.grains.count()) == (0, True, 6)


@pytest.mark.parametrize(("start", "minutes"), [("10:02", 30), ("10:00", 4), ("10:00", 481)])
def test_what_is_forced_is_in_round_five_minutes_and_within_a_day_of_work(diary, staff, start, minutes):
    with pytest.raises(actions.TooLate):
        actions.force(diary, at(start), minutes, person=Person(), by=staff)


def test_line_07_the_same_person_at_the_same_time_in_two_tabs_is_told_of_the_first(diary):
    other = colleague_of(diary, start="09:15")
    first = actions.book(diary, at("09:00"), person=SAID).appointment

    with pytest.raises(actions.Already) as twice:
        actions.book(other, at("09:15"), person=SAID)

    assert twice.value.row == first
    assert actions.book(other, at("09:45"), person=SAID).appointment.pk  # at another time, why not


def test_line_07_one_form_sent_twice_is_one_appointment_and_the_same_ticket(diary):
    first, again = [actions.book(diary, at("09:00"), once="a mark nobody guesses") for _ in range(2)]

    assert (again.appointment, again.token, again.again) == (first.appointment, first.token, True)
    assert actions.book(diary, at("09:30"), once="a mark nobody guesses").appointment != first.appointment


def test_the_base_itself_refuses_one_person_in_two_diaries_at_once(diary, monkeypatch):
    other = colleague_of(diary)
    actions.book(diary, at("09:00"), person=SAID)
    seen = iter([None, Appointment.objects.get()])  # as if the other one was not yet there to be seen
    monkeypatch.setattr("maillage.appointments.queries.engaged", lambda *asked: next(seen))

    with pytest.raises(actions.Already):
        actions.book(other, at("09:00"), person=SAID)
    assert Grain.objects.count() == 6


def test_a_neighbour_books_for_two_elders_at_once_with_the_same_telephone(diary):
    other = colleague_of(diary)
    neighbour = Person(phone="06 00 00 00 00", booked_by=BookedBy.NEIGHBOUR)

    booked = [actions.book(one, at("09:00"), person=neighbour) for one in (diary, other)]

    assert len({one.appointment.pk for one in booked}) == 2


def test_next_week_is_another_time(diary):
    first = actions.book(diary, at("09:00"), person=SAID)

    assert actions.book(diary, at("09:00") + WEEK, person=SAID).appointment != first.appointment
