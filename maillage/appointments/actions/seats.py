"""Seats of a workshop, and the line before it. The workshop's row is locked; the line's order is that of keys."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.appointments import queries
from maillage.appointments.actions.errors import Already, TooLate
from maillage.appointments.actions.locking import lock_workshop
from maillage.appointments.actions.tickets import Person, contact, new_code, own_contact, ticket
from maillage.appointments.actions.turns import in_turn
from maillage.appointments.announcing import Verb, changed
from maillage.appointments.enums import IN_LINE, SEATED, Seat
from maillage.appointments.models import Registration, Workshop
from maillage.core.events import tell


@dataclass(frozen=True)
class Registered:
    """`token` opens the ticket's page; it is known now and never again. `rank` in the line, 0 with a seat."""

    registration: Registration
    token: str = field(repr=False)
    rank: int = 0
    again: bool = False


@in_turn
def register(
    workshop: Workshop | int, *, person: Person | None = None, by: User | None = None, once: str = ""
) -> Registered:
    """A seat, or a rank in the line. Raises Already (that contact has one, or is expected then), TooLate once begun."""
    room, person = lock_workshop(workshop), person or Person()
    token, token_hash = ticket(once, "workshop", room.pk)
    known = Registration.objects.filter(token_hash=token_hash).first() if once else None
    if known:
        return Registered(known, token, queries.rank(known), again=True)
    _still_to_come(room)
    _not_twice(room, person)
    seat = free_seat(room)
    row = Registration(
        workshop=room, state=Seat.CONFIRMED if seat else Seat.WAITING, seat=seat, by=by, code=new_code(),
        token_hash=token_hash, **contact(person),
    )  # fmt: skip
    _save_new(row)
    verb: Verb = "registered" if seat else "waiting"
    rank = queries.rank(row)
    tell(verb, row, by=by, workshop=room.pk, seat=seat, rank=rank, booked_by=row.booked_by)
    changed(verb, row)
    return Registered(row, token, rank)


def _still_to_come(room: Workshop) -> None:
    begins = queries.begins(room)
    if room.cancelled_at or begins is None or begins <= timezone.now():
        raise TooLate


def _not_twice(room: Workshop, person: Person) -> None:
    who = own_contact(person)
    if not who:
        return
    here = room.registrations.filter(contact_hash=who, state__in=IN_LINE).first()
    elsewhere = here or queries.engaged(who, queries.spans(room))
    if elsewhere:
        raise Already(elsewhere)


def _save_new(row: Registration) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        here = Registration.objects.filter(workshop=row.workshop_id, contact_hash=row.contact_hash).latest("pk")
        raise Already(here) from None


def free_seat(room: Workshop) -> int | None:
    taken = set(room.registrations.filter(state__in=SEATED).values_list("seat", flat=True))
    return next((seat for seat in range(1, room.seats + 1) if seat not in taken), None)


@in_turn
def withdraw(registration: Registration, *, by: User | None = None, state: Seat = Seat.EXCUSED) -> Registration:
    """The seat goes to the first of the line. Raises TooLate when there is nothing to give back, or once begun."""
    room, row = _locked(registration)
    begins = queries.begins(room)
    if row.state not in IN_LINE or (by is None and (begins is None or begins <= timezone.now())):
        raise TooLate
    _leave(row, state, "withdrawn", by=by)
    fill(room)
    return row


@in_turn
def accept_offer(registration: Registration, *, by: User | None = None) -> Registration:
    """Takes the seat kept for them. So close that no seat is kept any more, whoever waits may take a free one."""
    room, row = _locked(registration)
    _still_to_come(room)
    seat = row.seat if _is_kept(row) else _left_at_the_end(room, row)
    if not seat:
        raise TooLate
    row.state, row.seat, row.offered_until = Seat.CONFIRMED, seat, None
    _save(row)
    tell("accepted", row, by=by, seat=seat)
    changed("accepted", row)
    return row


def _is_kept(row: Registration) -> bool:
    return row.state == Seat.OFFERED and row.offered_until is not None and timezone.now() <= row.offered_until


def _left_at_the_end(room: Workshop, row: Registration) -> int | None:
    if row.state != Seat.WAITING or deadline(room, timezone.now()):
        return None
    return free_seat(room)


@in_turn
def refuse_offer(registration: Registration, *, by: User | None = None) -> Registration:
    room, row = _locked(registration)
    if row.state != Seat.OFFERED:
        raise TooLate
    _leave(row, Seat.REFUSED, "refused", by=by)
    fill(room)
    return row


def lapse_offers() -> int:
    """No answer in time: the seat goes to the next one. How many; run every few minutes."""
    late = Registration.objects.filter(state=Seat.OFFERED, offered_until__lt=timezone.now())
    return sum(_lapse(room) for room in sorted(set(late.values_list("workshop", flat=True))))


@in_turn
def _lapse(key: int) -> int:
    room = lock_workshop(key)
    late = list(room.registrations.filter(state=Seat.OFFERED, offered_until__lt=timezone.now()))
    for row in late:
        _leave(row, Seat.LAPSED, "lapsed", by=None)
    fill(room)
    return len(late)


def fill(room: Workshop) -> None:
    """Every free seat is offered to the first who wait, while there is time to answer. The workshop is locked."""
    until = None if room.cancelled_at else deadline(room, timezone.now())
    seat = free_seat(room) if until else None
    while seat:
        row = room.registrations.filter(state=Seat.WAITING).order_by("pk").first()
        if row is None:
            return
        row.state, row.seat, row.offered_until = Seat.OFFERED, seat, until
        _save(row)
        tell("offered", row, seat=seat, until=until)
        changed("offered", row)
        seat = free_seat(room)


def deadline(room: Workshop, now: datetime) -> datetime | None:
    """Until when a seat offered now is kept; None when the workshop is too close."""
    begins = queries.begins(room)
    if begins is None:
        return None
    last = begins - timedelta(minutes=settings.MAILLAGE_OFFER_NOTICE_MINUTES)
    until = min(now + timedelta(hours=settings.MAILLAGE_OFFER_HOURS), last)
    return until if until > now else None


def _locked(registration: Registration) -> tuple[Workshop, Registration]:
    room = lock_workshop(registration.workshop_id)
    return room, Registration.objects.get(pk=registration.pk)


def _leave(row: Registration, state: Seat, verb: Verb, *, by: User | None) -> None:
    row.state, row.seat, row.offered_until = state, None, None
    _save(row)
    tell(verb, row, by=by, state=state)
    changed(verb, row)


def _save(row: Registration) -> None:
    row.state_at, row.sequence = timezone.now(), row.sequence + 1
    row.save(update_fields=["state", "state_at", "seat", "offered_until", "sequence"])
