"""One day of some diaries, and who no longer fits in their hours."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q

from maillage.appointments import opening
from maillage.appointments.enums import IN_LINE, Seat, State
from maillage.appointments.models import (
    Appointment,
    Closure,
    DoneNote,
    OpeningRange,
    Practice,
    Registration,
    Session,
    Workshop,
)
from maillage.appointments.opening import Opening, bounds

JUST = timedelta(minutes=1)  # a wrong tap is undone within it


class Day(NamedTuple):
    day: date
    next: Appointment | None  # the first to come, still expected
    late: list[Appointment]  # their time is over and nobody said whether they came
    rest: list[Appointment]
    done: list[Appointment]
    openings: list[Opening]
    sessions: list[Session]
    passing: list[DoneNote]  # who came without appointment

    @property
    def empty(self) -> bool:
        return not (self.next or self.late or self.rest or self.done or self.openings or self.sessions)


def the_day(practices: Iterable[Practice], day: date, now: datetime) -> Day:
    """Seven queries whatever the number of diaries and people."""
    practices = list(practices)
    start, end = bounds(day, day)
    rows = list(_appointments(practices, start, end))
    to_come = [row for row in rows if row.state == State.BOOKED and row.end > now]
    late = [row for row in rows if row.state == State.BOOKED and row.end <= now]
    return Day(
        day,
        next=to_come[0] if to_come else None,
        late=late,
        rest=to_come[1:],
        done=[row for row in rows if row.state != State.BOOKED],
        openings=_openings(practices, day),
        sessions=list(sessions_between(practices, start, end)),
        passing=list(DoneNote.objects.filter(practice__in=practices, day=day, walk_in=True).order_by("pk")),
    )


def _appointments(practices: list[Practice], start: datetime, end: datetime):
    rows = Appointment.objects.filter(practice__in=practices, start__gte=start, start__lt=end)
    return rows.select_related("practice", "place", "done").order_by("start", "lane", "pk")


def _openings(practices: list[Practice], day: date) -> list[Opening]:
    found = opening.openings(practices, day, day)
    return sorted((one for several in found.values() for one in several), key=lambda one: one.stretch.start)


def sessions_between(practices: Iterable[Practice], start: datetime, end: datetime):
    rows = Session.objects.filter(workshop__practice__in=practices, start__gte=start, start__lt=end)
    seated = Count("workshop__registrations", filter=Q(workshop__registrations__state=Seat.CONFIRMED))
    return rows.select_related("workshop", "workshop__place", "place").annotate(seated=seated).order_by("start")


def just_said(pk: int, practices: Iterable[Practice], now: datetime) -> Appointment | None:
    """The tap that may still be taken back without alarming anybody."""
    rows = Appointment.objects.select_related("practice", "place", "done")
    return rows.filter(pk=pk, practice__in=practices, state_at__gt=now - JUST).exclude(state=State.BOOKED).first()


def ranges_of(practices: Iterable[Practice], today: date) -> dict[int, list[OpeningRange]]:
    """{diary: what comes back, or will}, in the order of the week."""
    rows = OpeningRange.objects.filter(practice__in=practices).exclude(last_day__lt=today).select_related("place")
    found: dict[int, list[OpeningRange]] = {}
    for row in rows:
        found.setdefault(row.practice_id, []).append(row)
    return found


def closures_to_come(practices: Iterable[Practice], places: Iterable[str], now: datetime) -> list[Closure]:
    rows = Closure.objects.filter(Q(practice__in=practices) | Q(place__in=places), end__gt=now)
    return list(rows.select_related("practice", "place"))


def seated_counts(workshops: Iterable[Workshop]) -> dict[int, Counter]:
    """{workshop: how many registrations in each state}"""
    found: dict[int, Counter] = {one.pk: Counter() for one in workshops}
    rows = Registration.objects.filter(workshop__in=found).order_by().values_list("workshop", "state")
    for pk, state, count in rows.annotate(count=Count("pk")):
        found[pk][state] = count
    return found


def expected(session: Session) -> list[Registration]:
    """Who has a seat, with what was said of this session; who waits comes after."""
    said = dict(session.attendances.values_list("registration", "state"))
    found = list(session.workshop.registrations.filter(state__in=IN_LINE))
    for row in found:
        row.said = said.get(row.pk, "")  # type: ignore[attr-defined]
    return sorted(found, key=lambda row: (row.state == Seat.WAITING, row.pk))
