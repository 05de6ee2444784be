"""Whatever is done in whatever order, by residents and by staff: nobody meets anybody, seats are not exceeded, and each
thing announced happened. Thousands at the same time: tests/racing."""

import os
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from maillage.accounts.models import User
from maillage.appointments import actions, announcing, queries
from maillage.appointments.actions import Person
from maillage.appointments.actions.grains import numbers
from maillage.appointments.enums import HOLDING, IN_LINE, SEATED, Seat, State
from maillage.appointments.models import Appointment, Closure, Grain, Registration
from maillage.core.models import Event
from tests.appointments.saying import MONDAY, at
from tests.factories.agenda import OpeningRangeFactory, SessionFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("MAILLAGE_EXAMPLES", "6"))
REFUSALS = (actions.Taken, actions.TooLate, actions.TooEarly, actions.Already, actions.Overlaps, actions.Asks)
CLOCKS = [f"{hour:02}:{minute:02}" for hour in (9, 10, 11) for minute in (0, 15, 30, 45)]
ANY, TIMES = st.integers(0, 10_000), st.sampled_from(CLOCKS)
PEOPLE = st.sampled_from([Person(), Person(email="a@example.org"), Person(email="b@example.org")])


class Agenda(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.clock = time_machine.travel(at("08:00", MONDAY - timedelta(days=1)), tick=False)
        self.clock.start()
        self.base = transaction.atomic()
        self.base.__enter__()
        self.told: list[tuple[str, int]] = []
        announcing.LISTENERS[:] = [lambda verb, row: self.told.append((verb, row.pk))]
        self.diaries = [OpeningRangeFactory().practice, OpeningRangeFactory(start="09:15").practice]
        self.room = WorkshopFactory(seats=2)
        SessionFactory(workshop=self.room, start=at("20:00"), end=at("21:00"))
        self.staff = User.objects.create_user("accueil", email="accueil@example.org")

    def teardown(self):
        transaction.set_rollback(True)
        self.base.__exit__(None, None, None)
        self.clock.stop()

    def tried(self, verb, *given, **named):
        try:
            return verb(*given, **named)
        except REFUSALS:
            return None

    def one_of(self, model, number: int):
        rows = list(model.objects.all())
        return rows[number % len(rows)] if rows else None

    @rule(number=ANY, clock=TIMES, person=PEOPLE)
    def book(self, number, clock, person):
        self.tried(actions.book, self.diaries[number % 2], at(clock), person=person)

    @rule(clock=TIMES, together=st.booleans())
    def book_for_both(self, clock, together):
        self.tried(actions.book_together if together else actions.book_in_a_row, self.diaries, at(clock))

    @rule(clock=TIMES, person=PEOPLE)
    def book_whoever(self, clock, person):
        self.tried(actions.book_any, self.diaries, at(clock), person=person)

    @rule(number=ANY, clock=TIMES, minutes=st.sampled_from([5, 30, 60]))
    def force(self, number, clock, minutes):
        over = [row.pk for row in Appointment.objects.all()]
        diary = self.diaries[number % 2]
        self.tried(actions.force, diary, at(clock), minutes, person=None, by=self.staff, over=over)

    @rule(number=ANY, clock=TIMES)
    def move(self, number, clock):
        if row := self.one_of(Appointment, number):
            self.tried(actions.move, row, at(clock))

    @rule(number=ANY)
    def cancel(self, number):
        if row := self.one_of(Appointment, number):
            self.tried(actions.cancel, row)

    @rule(number=ANY, state=st.sampled_from([State.BOOKED, State.EXCUSED, State.CANCELLED]))
    def attend(self, number, state):
        if row := self.one_of(Appointment, number):
            self.tried(actions.attend, row, state, by=self.staff)

    @rule(number=ANY, clock=TIMES, minutes=st.integers(1, 90), meets=st.sampled_from(["ask", "cancel", "keep"]))
    def absent(self, number, clock, minutes, meets):
        end = at(clock) + timedelta(minutes=minutes)
        self.tried(actions.absent, self.diaries[number % 2], at(clock), end, by=self.staff, meets=meets)

    @rule(number=ANY)
    def back(self, number):
        if row := self.one_of(Closure, number):
            actions.back(row, by=self.staff)

    @rule(number=ANY, person=PEOPLE)
    def register(self, number, person):
        self.tried(actions.register, self.room, person=person)

    @rule(number=ANY, verb=st.sampled_from([actions.withdraw, actions.accept_offer, actions.refuse_offer]))
    def answer(self, number, verb):
        if row := self.one_of(Registration, number):
            self.tried(verb, row)

    @invariant()
    def nobody_meets_anybody(self):
        for diary in self.diaries:
            rows = Appointment.objects.filter(practice=diary, lane=0, state__in=HOLDING).order_by("start")
            assert all(one.end <= other.start for one, other in pairwise(rows))

    @invariant()
    def grains_are_those_of_who_is_expected(self):
        rows = Appointment.objects.filter(state__in=HOLDING)
        held = {(row.pk, number) for row in rows for number in numbers(row)}
        assert held == set(Grain.objects.values_list("appointment", "number"))

    @invariant()
    def seats_are_not_exceeded_and_none_is_left_while_somebody_waits(self):
        seats = sorted(Registration.objects.filter(state__in=SEATED).values_list("seat", flat=True))
        waiting = Registration.objects.filter(state=Seat.WAITING).count()
        assert len(set(seats)) == len(seats) <= 2
        assert not waiting or seats == [1, 2]

    @invariant()
    def one_contact_is_nowhere_twice(self):
        lines = Registration.objects.filter(state__in=IN_LINE).exclude(contact_hash="")
        assert len(lines) == len(set(lines.values_list("contact_hash", flat=True)))

    @invariant()
    def what_is_free_meets_nobody(self):
        for free in queries.free_slots(self.diaries, MONDAY, MONDAY):
            assert not queries.met_by(free.start, free.end, practices=[free.practice])

    @invariant()
    def what_was_announced_was_done_to_that_row(self):
        done = set(Event.objects.values_list("verb", "subject_id"))
        assert {(verb, str(key)) for verb, key in self.told} <= done


@pytest.fixture
def nobody_listens(monkeypatch):
    monkeypatch.setattr(announcing, "LISTENERS", [])


def test_in_any_order_the_promises_hold(nobody_listens):
    quick = settings(
        max_examples=EXAMPLES, stateful_step_count=20, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Agenda, settings=quick)
