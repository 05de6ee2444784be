"""Lines 32 to 34: two who receive together, seats, and the line in front of a full workshop."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.accounts.models import User
from maillage.appointments import actions, queries
from maillage.appointments.actions import Person
from maillage.appointments.enums import BookedBy, Seat
from maillage.appointments.models import Appointment, Registration
from maillage.core.models import Event
from tests.appointments.saying import WEEK, at, clock, free
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_december")]
DAY = timedelta(days=1)


@pytest.fixture
def staff():
    return User.objects.create_user("accueil", email="accueil@example.org")


@pytest.fixture
def room():
    room = WorkshopFactory(seats=2)
    SessionFactory(workshop=room, start=at("14:00"), end=at("16:00"))
    SessionFactory(workshop=room, start=at("14:00") + WEEK, end=at("16:00") + WEEK)
    return room


def fill(room, count: int) -> list[Registration]:
    return [actions.register(room, person=Person(email=f"{n}@example.org")).registration for n in range(count)]


def states(room) -> list[str]:
    return list(room.registrations.values_list("state", flat=True))


# -- together, or in a row


def test_line_32_two_receive_together_and_both_diaries_are_taken(diary):
    other = OpeningRangeFactory(practice=PracticeFactory(place=diary.place)).practice

    booked = actions.book_together([other, diary], at("10:00"), person=Person(email="qui@example.org")).appointment

    assert [(row.practice, row.companion_of) for row in Appointment.objects.order_by("pk")] == [
        (other, None), (diary, booked),
    ]  # fmt: skip
    assert ("10:00" in free(diary), "10:00" in free(other)) == (False, False)


def test_line_32_both_or_none(diary):
    other = OpeningRangeFactory(practice=PracticeFactory(place=diary.place)).practice
    actions.book(other, at("10:00"))

    with pytest.raises(actions.Taken):
        actions.book_together([diary, other], at("10:00"))
    assert ("10:00" in free(diary), Appointment.objects.count()) == (True, 1)


def test_line_32_one_after_the_other(diary):
    other = OpeningRangeFactory(practice=PracticeFactory(place=diary.place), start="09:15").practice

    actions.book_in_a_row([diary, other], at("10:00"))

    assert [clock(row.start) for row in Appointment.objects.order_by("pk")] == ["10:00", "10:45"]


def test_line_32_nobody_waits_an_hour_between_two(diary):
    other = OpeningRangeFactory(practice=PracticeFactory(place=diary.place), start="11:15").practice

    with pytest.raises(actions.Taken):
        actions.book_in_a_row([diary, other], at("10:00"))
    assert other.appointments.count() == 0


def test_both_move_together(diary):
    other = OpeningRangeFactory(practice=PracticeFactory(place=diary.place)).practice
    booked = actions.book_together([diary, other], at("10:00"))

    actions.move(booked.appointment, at("11:00"))

    assert {clock(row.start) for row in Appointment.objects.all()} == {"11:00"}


# -- seats


def test_line_33_seats_left_go_down_to_none_and_are_never_exceeded(room):
    left = []
    for _ in range(4):
        left.append(queries.seats_left([room])[room.pk])
        actions.register(room)

    assert left == [2, 1, 0, 0]
    assert states(room) == [Seat.CONFIRMED, Seat.CONFIRMED, Seat.WAITING, Seat.WAITING]


def test_seats_and_ranks_are_told(room):
    told = [actions.register(room) for _ in range(4)]

    assert [(one.registration.seat, one.rank) for one in told] == [(1, 0), (2, 0), (None, 1), (None, 2)]


def test_one_contact_registers_once(room):
    first = fill(room, 1)[0]

    with pytest.raises(actions.Already) as twice:
        fill(room, 1)

    assert (twice.value.row, room.registrations.count()) == (first, 1)


def test_one_form_sent_twice_is_one_seat(room):
    told = [actions.register(room, once="a mark nobody guesses") for _ in range(2)]

    assert (told[0].token, room.registrations.count()) == (told[1].token, 1)


def test_a_professional_registers_several_with_one_telephone(room):
    person = Person(phone="03 00 00 00 00", booked_by=BookedBy.PROFESSIONAL)

    assert [actions.register(room, person=person).registration.seat for _ in range(2)] == [1, 2]


def test_the_base_itself_refuses_a_second_seat_to_the_same_contact(room, monkeypatch):
    fill(room, 1)
    monkeypatch.setattr("maillage.appointments.actions.seats._not_twice", lambda room, person: None)

    with pytest.raises(actions.Already):
        fill(room, 1)


def test_nobody_registers_once_it_has_begun(room, first_of_december):
    first_of_december.move_to(at("14:00"))

    with pytest.raises(actions.TooLate):
        actions.register(room)


# -- the line


def test_line_34_the_seat_goes_to_the_first_of_the_line_for_a_day(room):
    rows = fill(room, 4)

    actions.withdraw(rows[0])

    first = Registration.objects.get(pk=rows[2].pk)
    assert states(room) == [Seat.EXCUSED, Seat.CONFIRMED, Seat.OFFERED, Seat.WAITING]
    assert (first.seat, first.offered_until) == (1, timezone.now() + DAY)


def test_line_34_refused_it_passes_to_the_next_and_does_not_come_back(room):
    rows = fill(room, 5)
    actions.withdraw(rows[0])

    actions.refuse_offer(rows[2])

    assert states(room) == [Seat.EXCUSED, Seat.CONFIRMED, Seat.REFUSED, Seat.OFFERED, Seat.WAITING]


def test_line_34_unanswered_it_passes_to_the_next(room, first_of_december):
    rows = fill(room, 4)
    actions.withdraw(rows[0])
    first_of_december.shift(DAY + timedelta(seconds=1))

    with pytest.raises(actions.TooLate):
        actions.accept_offer(rows[2])

    assert (actions.lapse_offers(), actions.lapse_offers()) == (1, 0)
    assert states(room) == [Seat.EXCUSED, Seat.CONFIRMED, Seat.LAPSED, Seat.OFFERED]


def test_line_34_who_leaves_after_being_promoted_is_not_invited_again(room):
    rows = fill(room, 4)
    actions.withdraw(rows[0])
    actions.accept_offer(rows[2])

    actions.withdraw(rows[2])
    actions.withdraw(rows[1])

    assert states(room) == [Seat.EXCUSED, Seat.EXCUSED, Seat.EXCUSED, Seat.OFFERED]
    assert Event.objects.filter(verb="offered", subject_id=str(rows[2].pk)).count() == 1


def test_line_34_nobody_waits_here_while_registered_elsewhere_at_that_time(room, diary):
    elsewhere = WorkshopFactory(seats=1)
    SessionFactory(workshop=elsewhere, start=at("15:00") + WEEK, end=at("17:00") + WEEK)
    row = fill(room, 1)[0]

    with pytest.raises(actions.Already) as busy:
        fill(elsewhere, 1)
    assert busy.value.row == row

    actions.withdraw(row)
    assert fill(elsewhere, 1)[0].state == Seat.CONFIRMED


def test_an_offer_never_lasts_beyond_the_notice(room, first_of_december):
    rows = fill(room, 3)
    first_of_december.move_to(at("10:00"))

    actions.withdraw(rows[0])

    assert Registration.objects.get(pk=rows[2].pk).offered_until == at("12:00")


def test_too_close_to_keep_a_seat_for_anybody_it_is_for_who_comes_first(room, first_of_december):
    rows = fill(room, 4)
    first_of_december.move_to(at("12:30"))
    actions.withdraw(rows[0])

    assert states(room)[2:] == [Seat.WAITING, Seat.WAITING]
    actions.accept_offer(rows[3])
    with pytest.raises(actions.TooLate):
        actions.accept_offer(rows[2])
    assert states(room)[2:] == [Seat.WAITING, Seat.CONFIRMED]


def test_more_seats_move_the_line_and_fewer_take_nobody_s(room, staff):
    fill(room, 4)

    with pytest.raises(actions.TooLate):
        actions.change_seats(room, 1, by=staff)
    actions.change_seats(room, 3, by=staff)

    assert states(room) == [Seat.CONFIRMED, Seat.CONFIRMED, Seat.OFFERED, Seat.WAITING]


def test_called_off_everybody_is_told_once(room, staff, monkeypatch):
    from maillage.appointments import announcing

    rows, told = fill(room, 3), []
    monkeypatch.setattr(announcing, "LISTENERS", [lambda verb, row: told.append((verb, row.pk))])

    actions.cancel_workshop(room, by=staff)
    with pytest.raises(actions.TooLate):
        actions.cancel_workshop(room, by=staff)

    assert told == [("called off", row.pk) for row in rows]
    assert set(states(room)) == {Seat.CANCELLED}


def test_one_session_called_off_leaves_the_others(room, staff):
    fill(room, 1)
    first = room.sessions.first()

    actions.cancel_session(first, by=staff)

    assert (queries.begins(room), states(room)) == (at("14:00") + WEEK, [Seat.CONFIRMED])
