"""The tables of the agenda: diaries, and what is booked in them."""

from maillage.appointments.models.bookings import (
    GRAIN,
    Appointment,
    Attendance,
    DoneNote,
    Grain,
    Registration,
    Session,
    Workshop,
)  # fmt: skip
from maillage.appointments.models.diaries import (
    BusyCalendar,
    BusyTime,
    Changed,
    Closure,
    DeskSays,
    Feed,
    OpeningRange,
    Practice,
)  # fmt: skip
from maillage.appointments.models.told import Told

__all__ = [
    "GRAIN", "Appointment", "Attendance", "BusyCalendar", "BusyTime", "Changed", "Closure", "DeskSays", "DoneNote",
    "Feed", "Grain", "OpeningRange", "Practice", "Registration", "Session", "Told", "Workshop",
]  # fmt: skip
