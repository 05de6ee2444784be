"""What a token opens: an appointment or a seat, told alike, and no more of the person than their first name."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from maillage.appointments import actions
from maillage.appointments.booking import presenting, queries
from maillage.appointments.enums import HOLDING, IN_LINE, Seat, State
from maillage.appointments.models import Appointment, Registration
from maillage.appointments.queries import begins, cancellable_until, rank
from maillage.places.models import Place


@dataclass(frozen=True)
class AppointmentTicket:
    row: Appointment
    kind = "appointment"

    def title(self) -> str:
        return presenting.kind_words(self.row.practice.kind)

    @property
    def place(self) -> Place:
        return self.row.place

    @property
    def times(self) -> list[tuple[datetime, datetime]]:
        return [(self.row.start, self.row.end)]

    @property
    def held(self) -> bool:
        """Still expected."""
        return self.row.state == State.BOOKED and self.row.end > timezone.now()

    @property
    def past(self) -> bool:
        return self.row.state in HOLDING and not self.held

    @property
    def by_service(self) -> bool:
        return self.row.state == State.CANCELLED

    @property
    def until(self) -> datetime:
        """Until when one may cancel or move from here."""
        return cancellable_until(self.row)

    @property
    def open(self) -> bool:
        return self.held and self.until > timezone.now()

    def cancel(self) -> None:
        actions.cancel(self.row)


@dataclass(frozen=True)
class SeatTicket:
    row: Registration
    kind = "seat"

    def title(self) -> str:
        return self.row.workshop.nom

    @property
    def place(self) -> Place:
        return self.row.workshop.place

    @property
    def times(self) -> list[tuple[datetime, datetime]]:
        return [(one.start, one.end) for one in self.row.workshop.sessions.all() if not one.cancelled]

    @property
    def held(self) -> bool:
        return self.row.state in IN_LINE and self.row.workshop.cancelled_at is None and not self.past

    @property
    def past(self) -> bool:
        return bool(self.times) and self.times[-1][1] <= timezone.now()

    @property
    def by_service(self) -> bool:
        return self.row.state == Seat.CANCELLED or self.row.workshop.cancelled_at is not None

    @property
    def waiting(self) -> bool:
        return self.row.state == Seat.WAITING

    @property
    def offered(self) -> bool:
        return self.row.state == Seat.OFFERED

    @property
    def rank(self) -> int:
        return rank(self.row)

    @property
    def until(self) -> datetime:
        return begins(self.row.workshop) or self.row.at

    @property
    def open(self) -> bool:
        return self.held and self.until > timezone.now()

    def cancel(self) -> None:
        actions.withdraw(self.row)


Ticket = AppointmentTicket | SeatTicket


def ticket(token: str) -> Ticket | None:
    if row := queries.appointment_of(token):
        return AppointmentTicket(row)
    seat = queries.registration_of(token)
    return SeatTicket(seat) if seat else None
