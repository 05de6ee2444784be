"""Why a verb says no. Each carries what the page needs to go on."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from maillage.appointments.models import Appointment, Practice, Registration, Session
from maillage.appointments.queries import Free, others_near


class Taken(Exception):
    """Somebody was faster, or it never was free."""

    def __init__(self, practices: Iterable[Practice] = (), start: datetime | None = None, without: int | None = None):
        super().__init__("not free")
        self._asked = (list(practices), start, without)

    @cached_property
    def others(self) -> list[Free]:
        """The nearest free moments: looked for when asked, once nobody waits for the lock any more."""
        practices, start, without = self._asked
        return others_near(practices, start, without=without) if start else []


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
