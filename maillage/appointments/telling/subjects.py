"""From rows of the agenda to facts."""

from maillage.appointments.enums import HOLDING, Seat, State
from maillage.appointments.models import Appointment, Registration, Session
from maillage.appointments.telling.facts import Fact, Meeting, Stands, met

SEATS: dict[str, Stands] = {
    Seat.CONFIRMED: "expected", Seat.WAITING: "waiting", Seat.OFFERED: "offered", Seat.REFUSED: "left",
    Seat.LAPSED: "left", Seat.EXCUSED: "gone", Seat.CANCELLED: "called off",
}  # fmt: skip


def fact_of(row: Appointment | Registration) -> Fact:
    return _appointment(row) if isinstance(row, Appointment) else _seat(row)


def _appointment(row: Appointment) -> Fact:
    stands: Stands = "called off" if row.state == State.CANCELLED else "gone"
    return Fact("expected" if row.state in HOLDING else stands, (met(row.start, row.place_id),))


def _seat(row: Registration) -> Fact:
    sessions = list(row.workshop.sessions.order_by("start"))
    kept = tuple(_meeting(one, row) for one in sessions if not one.cancelled)
    stands = SEATS[row.state]
    if stands in ("expected", "waiting", "offered") and (row.workshop.cancelled_at or not kept):
        stands = "called off"
    until = row.offered_until.isoformat() if stands == "offered" and row.offered_until else ""
    return Fact(stands, kept, until)


def _meeting(session: Session, row: Registration) -> Meeting:
    return met(session.start, session.place_id or row.workshop.place_id)
