"""Booking from a page: the same verbs as everybody's, plus what is refused to one contact."""

from datetime import datetime

from maillage.accounts.models import User
from maillage.appointments import actions
from maillage.appointments.actions import Booked, Person, Registered, Taken
from maillage.appointments.actions.tickets import contact_hash
from maillage.appointments.booking import queries
from maillage.appointments.models import Workshop
from maillage.places.models import Place

MOST_PENDING = 5


class TooMany(Exception):
    """This contact already waits for as many things as one may."""


def book(place: Place, kind: str, start: datetime, *, person: Person, by: User | None = None, once: str = "") -> Booked:
    """Whoever is free there then, in that function. Taken when nobody is any more."""
    if again := queries.made_by(once, start):
        return again
    moment = queries.moment_at(place, kind, start)
    if moment is None:
        raise Taken
    _refuse_too_many(person, by)
    return actions.book_any(moment.practices, start, person=person, by=by, once=once)


def register(workshop: Workshop, *, person: Person, by: User | None = None, once: str = "") -> Registered:
    """A seat, or a rank in the line."""
    _refuse_too_many(person, by)
    return actions.register(workshop, person=person, by=by, once=once)


def _refuse_too_many(person: Person, by: User | None) -> None:
    """A member may book for many people from one telephone."""
    if by is None and queries.pending(contact_hash(person)) >= MOST_PENDING:
        raise TooMany
