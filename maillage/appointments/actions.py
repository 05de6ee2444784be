"""Booking. Each verb is one transaction: lock the diary's row, look again, write; grains are the backstop."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.accounts.secrets import LETTERS, digest, new_token
from maillage.appointments import queries
from maillage.appointments.enums import BookedBy, State
from maillage.appointments.models import GRAIN, Appointment, Grain, Practice
from maillage.appointments.queries import Free
from maillage.appointments.recurrence import local_day
from maillage.appointments.slots import Slot, nearest
from maillage.core.events import tell

CODE = 5  # letters said at the desk; found among a day's appointments, opens nothing by itself
OTHERS = 3
AROUND = timedelta(days=3)


class Taken(Exception):
    """Somebody was faster, or it never was free. `others` are the nearest free moments."""

    def __init__(self, others: list[Free] = ()):  # type: ignore[assignment]
        super().__init__("not free")
        self.others = list(others)


class TooLate(Exception):
    """Past, already cancelled, or closer than the diary allows."""


@dataclass(frozen=True)
class Person:
    """What little is said of who comes. Nothing is required."""

    called: str = ""
    phone: str = ""
    email: str = ""
    language: str = "fr"
    service: str = ""
    booked_by: str = BookedBy.SELF


@dataclass(frozen=True)
class Booked:
    """`token` opens the ticket's page; it is known now and never again."""

    appointment: Appointment
    token: str = field(repr=False)


@transaction.atomic
def book(practice: Practice | int, start: datetime, *, person: Person | None = None, by: User | None = None) -> Booked:
    """One appointment at a free moment. Raises Taken with other moments."""
    diary = lock(practice)
    free = queries.slot_at(diary, start)
    if free is None:
        raise Taken(others_near(diary, start))
    return _write(diary, free, person or Person(), by=by)


def lock(practice: Practice | int) -> Practice:
    """The diary's row, ours until the end of the transaction: two bookings of one diary come one after the other."""
    key = practice.pk if isinstance(practice, Practice) else practice
    return Practice.objects.select_for_update().get(pk=key)


def others_near(practice: Practice, start: datetime) -> list[Free]:
    """The nearest free moments of the same diary."""
    since, until = local_day(start - AROUND), local_day(start + AROUND)
    found = {Slot(one.start, one.end): one for one in queries.free_slots([practice], since, until)}
    return [found[slot] for slot in nearest(found, start, OTHERS)]


def _write(
    diary: Practice, free: Free, person: Person, *, by: User | None, lane: int = 0, moved: Appointment | None = None
):
    token = new_token()
    row = Appointment(
        practice=diary, place_id=free.place_id, start=free.start, end=free.end, lane=lane, by=by,
        code=new_code(), token_hash=digest("appointment", token), moved_from=moved, **contact(person),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            Grain.objects.bulk_create(grains(row))
    except IntegrityError:
        raise Taken(others_near(diary, free.start)) from None
    tell("booked", row, by=by, practice=diary.pk, start=row.start, lane=lane, booked_by=row.booked_by)
    return Booked(row, token)


def contact(person: Person) -> dict:
    """Columns of what they said; the digest lets us count what one contact has pending, and nothing else."""
    said = person.email.strip().lower() or "".join(sign for sign in person.phone if sign.isdigit())
    return {
        "called": person.called, "phone": person.phone, "email": person.email, "language": person.language,
        "service": person.service, "booked_by": person.booked_by,
        "contact_hash": digest("contact", said) if said else "",
    }  # fmt: skip


def grains(row: Appointment) -> Iterable[Grain]:
    first, last = int(row.start.timestamp()) // GRAIN, -(-int(row.end.timestamp()) // GRAIN)
    return [
        Grain(practice_id=row.practice_id, number=number, lane=row.lane, appointment=row)
        for number in range(first, last)
    ]


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


@transaction.atomic
def cancel(appointment: Appointment, *, by: User | None = None, state: State = State.EXCUSED) -> Appointment:
    """The moment is free again at once. Raises TooLate when nothing is left to cancel."""
    lock(appointment.practice_id)
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if row.state != State.BOOKED or row.end <= timezone.now():
        raise TooLate
    row.grains.all().delete()
    row.state, row.state_at, row.sequence = state, timezone.now(), row.sequence + 1
    row.save(update_fields=["state", "state_at", "sequence"])
    tell("cancelled", row, by=by, state=state)
    return row
