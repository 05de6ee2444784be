"""Booking from a page: the same verbs as everybody's, plus what is refused to one contact."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from maillage.accounts.models import User
from maillage.appointments import actions
from maillage.appointments.actions import Booked, Person, Registered, Taken
from maillage.appointments.actions.tickets import contact_hash
from maillage.appointments.actions.turns import alone, in_turn
from maillage.appointments.booking import queries
from maillage.appointments.models import Workshop
from maillage.places.models import Place

MOST_PENDING = 5
R = TypeVar("R")


class TooMany(Exception):
    """This contact already waits for as many things as one may."""


def book(place: Place, kind: str, start: datetime, *, person: Person, by: User | None = None, once: str = "") -> Booked:
    """Whoever is free there then, in that function. Taken when nobody is any more."""
    if again := queries.made_by(once, start):
        return again
    moment = queries.moment_at(place, kind, start)
    if moment is None:
        raise Taken
    return _counted(
        person, by, lambda: queries.made_by(once, start),
        lambda: actions.book_any(moment.practices, start, person=person, by=by, once=once),
    )  # fmt: skip


def register(workshop: Workshop, *, person: Person, by: User | None = None, once: str = "") -> Registered:
    """A seat, or a rank in the line."""
    return _counted(
        person, by, lambda: queries.registered_by(once, workshop),
        lambda: actions.register(workshop, person=person, by=by, once=once),
    )  # fmt: skip


@in_turn
def _counted(person: Person, by: User | None, known: Callable[[], object], verb: Callable[[], R]) -> R:
    """One contact's bookings come one after the other, so that counting them holds. A member may book for many people
    from one telephone."""
    contact = contact_hash(person) if by is None else ""
    if contact:
        alone(contact)
        if queries.pending(contact) >= MOST_PENDING and not known():
            raise TooMany
    return verb()
