"""Who is expected, who waits."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from maillage.appointments.enums import HOLDING, IN_LINE, SEATED, BookedBy, Seat, State
from maillage.appointments.models import Appointment, Practice, Registration, Session, Workshop
from maillage.appointments.opening import bounds
from maillage.places.models import Place

Span = tuple[datetime, datetime]


def met_by(
    start: datetime, end: datetime, *, practices: Iterable[Practice] | None = None, place: str | None = None
) -> list[Appointment]:
    """Still expected at that time, in these diaries or at that place."""
    rows = Appointment.objects.filter(state=State.BOOKED, start__lt=end, end__gt=start)
    rows = rows if practices is None else rows.filter(practice__in=practices)
    return list(rows if place is None else rows.filter(place=place))


def sessions_met_by(start: datetime, end: datetime, who: Practice | Place) -> list[Session]:
    there = (
        Q(workshop__practice=who) if isinstance(who, Practice) else Q(place=who) | Q(place=None, workshop__place=who)
    )
    rows = Session.objects.filter(there, cancelled=False, workshop__cancelled_at=None, start__lt=end, end__gt=start)
    return list(rows.select_related("workshop"))


def engaged(contact: str, several: Iterable[Span]) -> Appointment | Registration | None:
    """Where the person of this contact is already expected at one of these times. No contact: nobody can tell."""
    several = list(several)
    if not contact or not several:
        return None
    mine = Q(contact_hash=contact, booked_by=BookedBy.SELF)
    then = _any(Q(start__lt=end, end__gt=start) for start, end in several)
    row = Appointment.objects.filter(mine & then, state=State.BOOKED, forced=False, companion_of=None).first()
    if row:
        return row
    sessions = Session.objects.filter(then, cancelled=False, workshop__cancelled_at=None)
    return Registration.objects.filter(mine, state__in=IN_LINE, workshop__sessions__in=sessions).first()


def _any(several: Iterable[Q]) -> Q:
    found = Q()
    for one in several:
        found |= one
    return found


def spans(workshop: Workshop) -> list[Span]:
    return list(workshop.sessions.filter(cancelled=False).values_list("start", "end"))


def begins(workshop: Workshop) -> datetime | None:
    """Its first session; seats are for all of them."""
    return workshop.sessions.filter(cancelled=False).order_by("start").values_list("start", flat=True).first()


def rank(registration: Registration) -> int:
    """1 for the first who waits; 0 for who does not wait."""
    if registration.state != Seat.WAITING:
        return 0
    return Registration.objects.filter(
        workshop=registration.workshop_id, state=Seat.WAITING, pk__lte=registration.pk
    ).count()


def seats_left(workshops: Iterable[int | Workshop]) -> dict[int, int]:
    """{workshop: seats nobody has and nobody is offered}; one query."""
    taken = Count("registrations", filter=Q(registrations__state__in=SEATED))
    rows = Workshop.objects.filter(pk__in=[getattr(one, "pk", one) for one in workshops]).annotate(taken=taken)
    return {key: max(0, seats - used) for key, seats, used in rows.order_by().values_list("pk", "seats", "taken")}


def busy_counts(practices: Iterable[Practice], day: date) -> dict[int, int]:
    """How many each receives that day."""
    start, end = bounds(day, day)
    rows = Appointment.objects.filter(practice__in=practices, state__in=HOLDING, start__gte=start, start__lt=end)
    return dict(rows.order_by().values_list("practice").annotate(Count("pk")))


def cancellable_until(row: Appointment) -> datetime:
    """After that, one calls: the delay is the diary's."""
    return row.start - timedelta(minutes=row.practice.cancel_before)
