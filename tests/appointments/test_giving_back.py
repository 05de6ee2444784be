"""Lines 23, 26 and 27: to cancel, to move, to say who came. Lines 24 and 25 are of the pages."""

from datetime import time, timedelta

import pytest

from maillage.accounts.models import User
from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.actions.tickets import token_digest
from maillage.appointments.enums import State
from maillage.appointments.models import Appointment, Grain
from tests.appointments.saying import WEEK, at, clocks, free
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_december")]
LAST = "11:30"


@pytest.fixture
def staff():
    return User.objects.create_user("accueil", email="accueil@example.org")


@pytest.fixture
def booked(diary):
    return actions.book(diary, at("10:00"))


def test_line_23_a_resident_cancels_until_the_delay_of_the_diary_and_not_after(diary, booked, first_of_december):
    first_of_december.move_to(at("06:00"))
    with pytest.raises(actions.TooLate):
        actions.cancel(booked.appointment)
    assert Appointment.objects.get().state == State.BOOKED

    first_of_december.move_to(at("05:59"))
    actions.cancel(booked.appointment)

    assert Appointment.objects.get().state == State.EXCUSED


def test_staff_cancel_at_any_time(booked, staff, first_of_december):
    first_of_december.move_to(at("10:05"))

    assert actions.cancel(booked.appointment, by=staff, state=State.CANCELLED).state == State.CANCELLED


def test_what_is_cancelled_is_not_cancelled_again(booked):
    actions.cancel(booked.appointment)

    with pytest.raises(actions.TooLate):
        actions.cancel(booked.appointment)


def test_line_26_awaited_seen_absent_excused_and_cancelled_are_told_apart(diary, staff, first_of_december):
    rows = [actions.book(diary, at(start)).appointment for start in ("09:00", "09:30", "10:00", "10:30", "11:00")]
    first_of_december.move_to(at("09:10"))

    for row, state in zip(rows, State, strict=True):
        actions.attend(row, state, by=staff)

    assert list(Appointment.objects.values_list("state", flat=True)) == list(State)


@pytest.mark.parametrize("state", [State.CAME, State.NO_SHOW, State.EXCUSED, State.CANCELLED])
def test_each_tap_is_taken_back_by_another(booked, staff, state, first_of_december):
    first_of_december.move_to(at("08:00"))
    actions.attend(booked.appointment, state, by=staff)

    back = actions.attend(booked.appointment, State.BOOKED, by=staff)

    assert (back.state, Grain.objects.count()) == (State.BOOKED, 6)


def test_a_tap_is_not_taken_back_over_somebody_else(diary, booked, staff):
    actions.attend(booked.appointment, State.CANCELLED, by=staff)
    actions.book(diary, at("10:00"))

    with pytest.raises(actions.Taken):
        actions.attend(booked.appointment, State.BOOKED, by=staff)
    assert Appointment.objects.get(pk=booked.appointment.pk).state == State.CANCELLED


def test_a_past_one_is_corrected_even_if_the_hour_was_given_to_somebody(diary, booked, staff, first_of_december):
    actions.attend(booked.appointment, State.EXCUSED, by=staff)
    actions.book(diary, at("10:00"))
    first_of_december.move_to(at("14:00"))

    assert actions.attend(booked.appointment, State.CAME, by=staff).state == State.CAME


def test_nobody_came_to_what_is_not_yet_today(booked, staff):
    with pytest.raises(actions.TooEarly):
        actions.attend(booked.appointment, State.CAME, by=staff)


def test_who_came_early_keeps_the_hour(diary, booked, staff, first_of_december):
    first_of_december.move_to(at("08:30"))
    actions.attend(booked.appointment, State.CAME, by=staff)

    assert "10:00" not in free(diary)


def test_line_27_moving_frees_the_old_moment_and_keeps_ticket_and_code(diary, booked):
    code = booked.appointment.code

    moved = actions.move(booked.appointment, at(LAST) + WEEK).appointment

    assert (moved.pk, moved.start, moved.code, moved.sequence) == (booked.appointment.pk, at(LAST) + WEEK, code, 1)
    assert Appointment.objects.get(token_hash=token_digest(booked.token)) == moved
    assert ("10:00" in free(diary), LAST in free(diary, day=moved.start.date())) == (True, False)
    assert Grain.objects.count() == 6


def test_a_move_that_fails_changes_nothing(diary, booked):
    actions.book(diary, at("11:00"))

    with pytest.raises(actions.Taken) as lost:
        actions.move(booked.appointment, at("11:00"))

    assert Appointment.objects.get(pk=booked.appointment.pk).start == at("10:00")
    assert (clocks(lost.value.others), Grain.objects.count()) == (["10:30", "11:30", "10:00"], 12)


def test_one_moves_by_half_an_hour_over_oneself(diary):
    diary.minutes = 60
    diary.save()
    booked = actions.book(diary, at("09:00"))
    actions.change_series(diary.ranges.get(), start=time(9, 30))

    moved = actions.move(booked.appointment, at("09:30")).appointment

    assert (moved.start, moved.end - moved.start, Grain.objects.count()) == (at("09:30"), timedelta(hours=1), 12)


def test_a_resident_does_not_move_what_is_too_close(booked, first_of_december, staff):
    first_of_december.move_to(at("09:00"))

    with pytest.raises(actions.TooLate):
        actions.move(booked.appointment, at(LAST))
    assert actions.move(booked.appointment, at(LAST), by=staff).appointment.start == at(LAST)


def test_what_is_cancelled_is_not_moved(booked):
    actions.cancel(booked.appointment)

    with pytest.raises(actions.TooLate):
        actions.move(booked.appointment, at(LAST))


def test_several_are_cancelled_at_once_and_those_already_gone_are_left(diary, staff):
    rows = [actions.book(diary, at(start), person=Person()).appointment for start in ("09:00", "09:30", "10:00")]
    actions.cancel(rows[1])

    assert actions.cancel_several(rows, by=staff) == 2
    assert list(Appointment.objects.values_list("state", flat=True)) == [
        State.CANCELLED, State.EXCUSED, State.CANCELLED,
    ]  # fmt: skip


def test_a_companion_leaves_with_its_appointment(diary):
    other = OpeningRangeFactory(practice=PracticeFactory(place=diary.place)).practice
    booked = actions.book_together([diary, other], at("10:00"))

    actions.cancel(booked.appointment)

    assert (list(Appointment.objects.values_list("state", flat=True)), Grain.objects.count()) == (["excusé"] * 2, 0)
