"""Why a verb says no. Each carries what the page needs to go on."""

from collections.abc import Iterable

from maillage.appointments.models import Appointment, Registration, Session
from maillage.appointments.queries import Free


class Taken(Exception):
    """Somebody was faster, or it never was free. `others` are the nearest free moments."""

    def __init__(self, others: Iterable[Free] = ()):
        super().__init__("not free")
        self.others = list(others)


class TooLate(Exception):
    """Past, already cancelled, or closer than the diary allows."""


class TooEarly(Exception):
    """One cannot have come to what is not yet today."""


class Already(Exception):
    """The same contact is expected elsewhere at that time, or already has a seat. `row` is that one."""

    def __init__(self, row: Appointment | Registration):
        super().__init__("already expected")
        self.row = row


class Overlaps(Exception):
    """Staff are warned before they force: show these `rows`, then call again with their keys in `over`."""

    def __init__(self, rows: Iterable[Appointment]):
        super().__init__("would overlap")
        self.rows = list(rows)


class Asks(Exception):
    """An absence meets people: call again with `meets="cancel"` or `meets="keep"`."""

    def __init__(self, met: Iterable[Appointment], sessions: Iterable[Session] = ()):
        super().__init__("people are expected then")
        self.met, self.sessions = list(met), list(sessions)
