"""What a mediator writes beside the verbs of the agenda: a diary, a workshop, what was done. One transaction each."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from maillage.accounts.models import User
from maillage.appointments import actions
from maillage.appointments.actions.locking import lock, lock_workshop
from maillage.appointments.enums import PracticeKind, Shape, State
from maillage.appointments.models import Appointment, DoneNote, OpeningRange, Practice, Session, Workshop
from maillage.appointments.recurrence import WEEK, local_day, stretch
from maillage.core.events import tell
from maillage.places.models import Place

LONGEST_WORKSHOP = 40  # sessions


@transaction.atomic
def begin_diary(place: Place, kind: PracticeKind, *, by: User, for_oneself: bool) -> Practice:
    """The diary of that function there: the one that is already theirs, or a new one."""
    user = by if for_oneself else None
    known = Practice.objects.filter(place=place, organisation=place.organisation, kind=kind, user=user, active=True)
    found = known.order_by("pk").first()
    if found:
        return found
    row = Practice.objects.create(organisation=place.organisation, place=place, kind=kind, user=user)
    tell("began diary", row, by=by, place=place.pk, kind=kind)
    return row


@transaction.atomic
def publish(practice: Practice, days: Iterable[int], start: time, end: time, *, first: date, by: User):
    """Received without appointment, each week on these days. The same tap sent twice is one range."""
    diary = lock(practice)
    return [_open_once(diary, day, start, end, first, by) for day in days]


def _open_once(diary: Practice, weekday: int, start: time, end: time, first: date, by: User) -> OpeningRange:
    known = OpeningRange.objects.filter(practice=diary, weekday=weekday, start=start, end=end, place=diary.place_id)
    found = known.exclude(last_day__lt=first).first()
    return found or actions.open_range(
        diary, weekday=weekday, start=start, end=end, first_day=first, shape=Shape.WALK_IN, by=by
    )


@transaction.atomic
def change_diary(practice: Practice, *, by: User, **columns) -> Practice:
    diary = lock(practice)
    for name, value in columns.items():
        setattr(diary, name, value)
    diary.save(update_fields=list(columns))
    tell("changed diary", diary, by=by, columns=sorted(columns))
    return diary


@transaction.atomic
def say(appointment: Appointment, state: State, *, by: User) -> Appointment:
    """Who came is counted as well; a tap taken back is counted no more."""
    row = actions.attend(appointment, state, by=by)
    if row.state == State.CAME:
        minutes = int((row.end - row.start).total_seconds() // 60)
        DoneNote.objects.get_or_create(
            appointment=row,
            defaults={
                "practice_id": row.practice_id, "day": local_day(row.start), "service": row.service, "minutes": minutes,
            },
        )  # fmt: skip
    else:
        DoneNote.objects.filter(appointment=row).delete()
    return row


@transaction.atomic
def count_passing(practice: Practice, day: date, service: str, *, by: User) -> DoneNote:
    """One more person without appointment."""
    row = DoneNote.objects.create(practice=practice, day=day, service=service, walk_in=True)
    tell("counted", practice, by=by, day=day, service=service)
    return row


@transaction.atomic
def uncount(note: DoneNote, *, by: User) -> None:
    tell("uncounted", note.practice, by=by, day=note.day, service=note.service)
    note.delete()


@transaction.atomic
def describe(note: DoneNote, *, by: User, **columns) -> DoneNote:
    """In closed categories: for what, how, how long."""
    for name, value in columns.items():
        setattr(note, name, value)
    note.save(update_fields=list(columns))
    tell("described", note.practice, by=by, **columns)
    return note


@transaction.atomic
def create_workshop(spans: list[tuple[datetime, datetime]], *, by: User, **columns) -> Workshop:
    """Its sessions in a row; seats are for all of them."""
    row = Workshop.objects.create(**columns)
    Session.objects.bulk_create(Session(workshop=row, start=start, end=end) for start, end in spans)
    tell("created workshop", row, by=by, sessions=len(spans), seats=row.seats)
    return row


def in_a_row(first: date, start: time, end: time, count: int) -> list[tuple[datetime, datetime]]:
    """The same hours of the clock, week after week."""
    found = (stretch(first + week * WEEK, start, end) for week in range(min(count, LONGEST_WORKSHOP)))
    return [(one.start, one.end) for one in found if one]


@transaction.atomic
def add_session(workshop: Workshop, start: datetime, end: datetime, *, by: User) -> Session:
    room = lock_workshop(workshop)
    row = Session.objects.create(workshop=room, start=start, end=end)
    tell("added session", room, by=by, start=start, end=end)
    return row
