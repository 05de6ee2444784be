"""Workshops: sessions in a row, seats, who came to which."""

from datetime import date

import pytest
from django.urls import reverse

from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.enums import Seat, State
from maillage.appointments.models import Attendance, Session, Workshop
from maillage.network.enums import Role
from tests.appointments.mediating.conftest import member_of
from tests.appointments.saying import at, clock
from tests.factories.agenda import SessionFactory, WorkshopFactory


def create(client, diary, **more):
    sent = {
        "nom": "Premiers pas", "who": f"agenda-{diary.pk}", "first": "2027-03-15", "start": "14:00", "end": "16:00",
        "count": "3", "seats": "2",
    }  # fmt: skip
    return client.post(reverse("mediating:create_workshop"), sent | more)


@pytest.fixture
def workshop(diary):
    """The writer's, today at two, with two seats; three people asked."""
    row = WorkshopFactory(practice=diary, organisation=diary.organisation, seats=2)
    SessionFactory(workshop=row, start=at("14:00"), end=at("16:00"))
    for name in ("A.", "B.", "C."):
        actions.register(row, person=Person(called=name))
    return row


def test_sessions_in_a_row_keep_their_hour_across_the_change_of_clocks(inside, diary):
    create(inside, diary)

    row = Workshop.objects.get()
    assert (row.practice, row.place, row.seats) == (diary, diary.place, 2)
    assert [(one.start.day, clock(one.start), clock(one.end)) for one in row.sessions.all()] == [
        (15, "14:00", "16:00"), (22, "14:00", "16:00"), (29, "14:00", "16:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sent",
    [
        {"nom": ""}, {"count": "0"}, {"count": "9999"}, {"seats": "0"}, {"seats": "x"}, {"first": "2020-01-01"},
        {"end": "13:00"}, {"who": "agenda-0"}, {"nom": "a\0b"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_creates_nothing(inside, diary, sent):
    assert (create(inside, diary, **sent).status_code, Workshop.objects.count()) == (422, 0)


def test_who_came_is_said_session_by_session(inside, workshop):
    session = workshop.sessions.get()
    first = workshop.registrations.order_by("pk").first()
    page = reverse("mediating:session", args=[session.pk])

    inside.post(page, {"qui": first.pk, "etat": State.CAME})
    inside.post(page, {"qui": first.pk, "etat": State.NO_SHOW})

    assert list(Attendance.objects.values_list("registration", "state")) == [(first.pk, State.NO_SHOW)]


def test_who_waits_is_shown_in_order_and_is_not_asked_for(inside, workshop):
    page = inside.get(reverse("mediating:session", args=[workshop.sessions.get().pk])).content.decode()

    came, waiting = page.split("En liste d'attente</h2>")
    codes = list(workshop.registrations.order_by("pk").values_list("code", flat=True))
    assert [code in came for code in codes] == [True, True, False]
    assert codes[2] in waiting


def test_more_seats_move_the_line_and_nobody_loses_theirs(inside, workshop):
    seats = reverse("mediating:seats", args=[workshop.pk])

    inside.post(seats, {"seats": "1"})
    workshop.refresh_from_db()
    assert workshop.seats == 2

    inside.post(seats, {"seats": "3"})
    states = list(workshop.registrations.order_by("pk").values_list("state", flat=True))
    assert states == [Seat.CONFIRMED, Seat.CONFIRMED, Seat.OFFERED]


def test_a_session_moves_is_added_and_is_called_off(inside, workshop):
    session = workshop.sessions.get()
    later = {"day": "2026-12-08", "start": "10:00", "end": "11:00"}

    inside.post(reverse("mediating:move_session", args=[session.pk]), later)
    inside.post(reverse("mediating:workshop", args=[workshop.pk]), later | {"day": "2026-12-15"})
    inside.post(reverse("mediating:cancel_session", args=[session.pk]))

    assert list(Session.objects.values_list("start", "cancelled")) == [
        (at("10:00", date(2026, 12, 8)), True), (at("10:00", date(2026, 12, 15)), False),
    ]  # fmt: skip


def test_all_of_it_is_called_off(inside, workshop):
    inside.post(reverse("mediating:cancel_workshop", args=[workshop.pk]))

    assert set(workshop.registrations.values_list("state", flat=True)) == {Seat.CANCELLED}


def test_a_colleague_touches_nothing_of_it(client, diary, workshop):
    client.force_login(member_of(diary.organisation, Role.CONTRIBUTOR, "collegue"))
    session = workshop.sessions.get()
    who = workshop.registrations.first()
    addresses = [reverse(f"mediating:{name}", args=[workshop.pk]) for name in ("workshop", "seats", "cancel_workshop")]
    addresses += [reverse(f"mediating:{name}", args=[session.pk]) for name in ("session", "move_session")]

    assert {client.post(one, {"qui": who.pk, "etat": State.CAME}).status_code for one in addresses} == {404}
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_my_workshops_cost_the_same_with_one_and_with_three(inside, diary, count, django_assert_max_num_queries):
    for _number in range(count):
        SessionFactory(workshop=WorkshopFactory(practice=diary), start=at("14:00"), end=at("16:00"))

    with django_assert_max_num_queries(9):
        assert inside.get(reverse("mediating:workshops")).status_code == 200
