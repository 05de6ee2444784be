"""What one may book at a place, each moment once whoever would receive; what somebody has pending; a ticket."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from maillage.appointments import queries
from maillage.appointments.actions.tickets import Booked, ticket, token_digest
from maillage.appointments.enums import IN_LINE, Seat, State
from maillage.appointments.models import Appointment, Practice, Registration, Workshop
from maillage.appointments.queries import Free
from maillage.appointments.recurrence import local_day
from maillage.appointments.slots import Slot, nearest
from maillage.appointments.telling.links import named
from maillage.places.enums import LifeCycle
from maillage.places.models import Place

AHEAD = 90  # days looked at, at most
SHOWN = 5  # days shown at once
OTHERS = 3


def place_called(slug: str) -> Place | None:
    running = Place.objects.published().exclude(life_cycle=LifeCycle.CLOSED)
    return running.filter(slug=slug).select_related("organisation").first()


def practices_at(place: Place, kind: str = "") -> list[Practice]:
    """Who receives there, be it on some days only."""
    there = Practice.objects.filter(Q(place=place) | Q(ranges__place=place), active=True).distinct()
    return list(there.filter(kind=kind) if kind else there)


class Moment(NamedTuple):
    """A time and a function; `practices` are those who could receive then."""

    start: datetime
    end: datetime
    kind: str
    practices: tuple[int, ...]


class Day(NamedTuple):
    day: date
    moments: list[Moment]


class Offered(NamedTuple):
    """The next days with a free moment; `later` is the first day of the following ones."""

    days: list[Day]
    kinds: list[str]
    later: date | None = None


def offered(place: Place, *, since: date | None = None, kind: str = "", without: int | None = None) -> Offered:
    """Seven queries and one, whatever the number of diaries and bookings."""
    today = local_day(timezone.now())
    since = max(since or today, today)
    practices = practices_at(place)
    until = today + timedelta(days=max([one.horizon for one in practices], default=0))
    until = min(until, since + timedelta(days=AHEAD))
    found = queries.free_slots(practices, since, until, without=without) if since <= until else []
    here = [one for one in found if one.place_id == place.pk]
    moments = each_once([one for one in here if not kind or one.practice.kind == kind])
    days = by_day(moments)
    later = days[SHOWN].day if len(days) > SHOWN else None
    return Offered(days[:SHOWN], sorted({one.practice.kind for one in here}), later)


def each_once(several: Iterable[Free]) -> list[Moment]:
    """Two people free at ten in the same function: shown once."""
    found: dict[tuple, list[Free]] = {}
    for one in several:
        found.setdefault((one.start, one.end, one.practice.kind), []).append(one)
    return [Moment(*key, tuple(free.practice.pk for free in group)) for key, group in sorted(found.items())]


def by_day(moments: Iterable[Moment]) -> list[Day]:
    return [Day(day, list(several)) for day, several in groupby(moments, lambda one: local_day(one.start))]


def moment_at(place: Place, kind: str, start: datetime, *, without: int | None = None) -> Moment | None:
    """That moment, if it is free now: by the function that makes the list."""
    day = local_day(start)
    practices = practices_at(place, kind)
    found = [one for one in queries.free_slots(practices, day, day, without=without) if one.place_id == place.pk]
    return next((one for one in each_once(found) if one.start == start), None)


def free_for(row: Appointment, start: datetime) -> Free | None:
    """That moment for an appointment that moves: in the same diary, at the same place, at another hour."""
    free = queries.slot_at(row.practice, start, without=row.pk)
    return free if free and free.place_id == row.place_id and start != row.start else None


def other_days(row: Appointment) -> list[Day]:
    """Where an appointment may move to."""
    today = local_day(timezone.now())
    until = today + timedelta(days=min(row.practice.horizon, AHEAD))
    found = queries.free_slots([row.practice], today, until, without=row.pk)
    return by_day(each_once(one for one in found if one.place_id == row.place_id and one.start != row.start))[:SHOWN]


def nearest_moments(place: Place, kind: str, wanted: datetime) -> list[Moment]:
    """What to offer instead of a moment just lost."""
    day, today = local_day(wanted), local_day(timezone.now())
    since, until = max(day - timedelta(days=7), today), max(day, today) + timedelta(days=14)
    found = queries.free_slots(practices_at(place, kind), since, until)
    moments = each_once(one for one in found if one.place_id == place.pk)
    by_slot = {Slot(one.start, one.end): one for one in moments}
    return [by_slot[slot] for slot in nearest(by_slot, wanted, OTHERS)]


# Who books


def pending(contact_hash: str) -> int:
    """How many things one contact waits for."""
    if not contact_hash:
        return 0
    coming = Appointment.objects.filter(contact_hash=contact_hash, state=State.BOOKED, end__gt=timezone.now())
    seats = Registration.objects.filter(contact_hash=contact_hash, state__in=IN_LINE, workshop__cancelled_at=None)
    seats = seats.filter(workshop__sessions__end__gt=timezone.now()).distinct()
    return coming.count() + seats.count()


def made_by(once: str, start: datetime) -> Booked | None:
    """The booking that this very form has already made."""
    if not once:
        return None
    token, token_hash = ticket(once, "any", start.timestamp())
    row = Appointment.objects.filter(token_hash=token_hash).first()
    return Booked(row, token, again=True) if row else None


def registered_by(once: str, workshop: Workshop) -> bool:
    """Whether this very form has already made its registration."""
    return bool(once) and Registration.objects.filter(token_hash=ticket(once, "workshop", workshop.pk)[1]).exists()


def appointment_of(token: str) -> Appointment | None:
    rows = Appointment.objects.select_related("practice", "place", "place__organisation")
    return rows.filter(**_opened_by(token, Appointment)).first()


def _opened_by(token: str, model: type) -> dict:
    """The long address given at booking, or the short one of messages."""
    found = named(token)
    return {"pk": found.pk if found.model is model else 0} if found else {"token_hash": token_digest(token)}


def registration_of(token: str) -> Registration | None:
    rows = Registration.objects.select_related("workshop", "workshop__place", "workshop__organisation")
    rows = rows.prefetch_related("workshop__sessions", "workshop__sessions__place")
    return rows.filter(**_opened_by(token, Registration)).first()


def workshop_called(pk: int) -> Workshop | None:
    """With its sessions; not one whose place is not shown."""
    rows = Workshop.objects.filter(place__published=True).select_related("place", "organisation")
    return rows.prefetch_related("sessions", "sessions__place").filter(pk=pk).first()


class Seats(NamedTuple):
    left: int
    waiting: int


def seats_of(workshop: Workshop) -> Seats:
    states = list(workshop.registrations.filter(state__in=IN_LINE).values_list("state", flat=True))
    waiting = states.count(Seat.WAITING)
    return Seats(max(0, workshop.seats - (len(states) - waiting)), waiting)
