"""To book, alone or several at once. Grains are the backstop of the lock."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from maillage.accounts.models import User
from maillage.appointments import queries
from maillage.appointments.actions import grains
from maillage.appointments.actions.errors import Already, Overlaps, Taken, TooLate
from maillage.appointments.actions.locking import lock, lock_all
from maillage.appointments.actions.tickets import Booked, Person, contact, new_code, own_contact, ticket
from maillage.appointments.actions.turns import in_turn
from maillage.appointments.announcing import changed
from maillage.appointments.models import GRAIN, Appointment, Practice
from maillage.appointments.queries import Free
from maillage.appointments.recurrence import local_day
from maillage.core.events import tell

LONGEST = 480  # minutes
IN_A_ROW = timedelta(minutes=30)  # one does not wait longer between two


@in_turn
def book(
    practice: Practice | int, start: datetime, *, person: Person | None = None, by: User | None = None, once: str = ""
) -> Booked:
    """One appointment at a free moment. Raises Taken with other moments, Already when that contact is expected then.

    `once`: a random mark of the form, so that a click sent twice is one appointment with one ticket.
    """
    diary, person = lock(practice), person or Person()
    token, token_hash = ticket(once, diary.pk, start.timestamp())
    known = Appointment.objects.filter(token_hash=token_hash).first() if once else None
    if known:
        return Booked(known, token, again=True)
    free = queries.slot_at(diary, start)
    if free is None:
        raise Taken([diary], start)
    row = written([_row(free, person, by, token_hash)], person)[0]
    return Booked(row, token)


@in_turn
def book_any(
    practices: Iterable[Practice | int], start: datetime, *, person: Person | None = None, by: User | None = None,
    once: str = "",
) -> Booked:  # fmt: skip
    """Whoever is free then, the least busy that day first."""
    diaries, person = lock_all(practices), person or Person()
    token, token_hash = ticket(once, "any", start.timestamp())
    known = Appointment.objects.filter(token_hash=token_hash).first() if once else None
    if known:
        return Booked(known, token, again=True)
    day = local_day(start)
    free = [one for one in queries.free_slots(diaries, day, day) if one.start == start]
    if not free:
        raise Taken(diaries, start)
    busy = queries.busy_counts(diaries, day)
    least = min(free, key=lambda one: (busy.get(one.practice.pk, 0), one.practice.pk))
    return Booked(written([_row(least, person, by, token_hash)], person)[0], token)


@in_turn
def book_together(
    practices: Sequence[Practice | int], start: datetime, *, person: Person | None = None, by: User | None = None
) -> Booked:
    """All of them at the same time: the first one's appointment, and companions that follow it everywhere."""
    diaries = in_order(practices, lock_all(practices))
    return _several(diaries, [queries.slot_at(one, start) for one in diaries], start, person, by)


@in_turn
def book_in_a_row(
    practices: Sequence[Practice | int], start: datetime, *, person: Person | None = None, by: User | None = None
) -> Booked:
    """One after the other, with little wait between."""
    diaries = in_order(practices, lock_all(practices))
    found: list[Free | None] = [queries.slot_at(diaries[0], start)]
    for diary in diaries[1:]:
        found.append(found[-1] and _right_after(diary, found[-1].end))
    return _several(diaries, found, start, person, by)


def _right_after(diary: Practice, end: datetime) -> Free | None:
    day = local_day(end)
    return next((one for one in queries.free_slots([diary], day, day) if end <= one.start <= end + IN_A_ROW), None)


def _several(
    diaries: list[Practice], found: list[Free | None], start: datetime, person: Person | None, by: User | None
) -> Booked:
    person = person or Person()
    if not all(found):
        raise Taken(diaries[:1], start)
    token, token_hash = ticket("")
    rows = [_row(found[0], person, by, token_hash)]
    rows += [_row(free, person, by, ticket("")[1], companion_of=rows[0]) for free in found[1:]]
    return Booked(written(rows, person)[0], token)


def in_order(practices: Sequence[Practice | int], locked: list[Practice]) -> list[Practice]:
    by_key = {one.pk: one for one in locked}
    return [by_key[one.pk if isinstance(one, Practice) else one] for one in practices]


def _row(free: Free, person: Person, by: User | None, token_hash: str, **columns) -> Appointment:
    return Appointment(
        practice=free.practice, place_id=free.place_id, start=free.start, end=free.end, by=by, code=new_code(),
        token_hash=token_hash, **contact(person), **columns,
    )  # fmt: skip


def written(rows: list[Appointment], person: Person, verb: str = "booked") -> list[Appointment]:
    """Rows and grains, told; what the backstop refuses is Taken, or Already when it is the same person."""
    not_twice(person, rows[:1])
    try:
        with transaction.atomic():
            for row in rows:
                row.save(force_insert=True)
            grains.take(rows)
    except IntegrityError:
        not_twice(person, rows[:1])
        raise Taken([rows[0].practice], rows[0].start) from None
    for row in rows:
        tell(verb, row, by=row.by, practice=row.practice_id, start=row.start, lane=row.lane, booked_by=row.booked_by)
    changed(verb, rows[0])  # type: ignore[arg-type]
    return rows


def not_twice(person: Person, rows: Iterable[Appointment]) -> None:
    engaged = queries.engaged(own_contact(person), [(row.start, row.end) for row in rows if not row.forced])
    if engaged:
        raise Already(engaged)


@in_turn
def force(
    practice: Practice | int, start: datetime, minutes: int, *, person: Person | None = None, by: User,
    over: Iterable[int] = (),
) -> Booked:  # fmt: skip
    """Staff write an appointment where the diary says no, in a second lane when somebody is already there.

    Raises Overlaps until every appointment it meets was shown: their keys come back in `over`.
    """
    if start.timestamp() % GRAIN or not 5 <= minutes <= LONGEST:
        raise TooLate("five minutes at least, eight hours at most, from a round five minutes")
    diary, end = lock(practice), start + timedelta(minutes=minutes)
    met = list(queries.met_by(start, end, practices=[diary]))
    if {row.pk for row in met} - set(over):
        raise Overlaps(met)
    token, token_hash = ticket("")
    row = _row(Free(diary, _where(diary, start), start, end), person or Person(), by, token_hash, forced=True)
    row.lane = grains.free_lane(row)
    return Booked(written([row], person or Person(), "forced")[0], token)


def _where(diary: Practice, start: datetime) -> str:
    """Where this diary receives at that time; else where it usually does."""
    day = local_day(start)
    several = queries.openings_of(diary, day)
    return next((one.place_id for one in several if one.stretch.start <= start < one.stretch.end), diary.place_id)
