"""Nobody is received: an absence of one diary, a closed place. People already expected are never forgotten."""

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from django.db import transaction

from maillage.accounts.models import User
from maillage.appointments import queries
from maillage.appointments.actions.cancelling import cancel_several
from maillage.appointments.actions.errors import Asks
from maillage.appointments.actions.locking import lock, lock_place
from maillage.appointments.models import Appointment, Closure, Practice, Session
from maillage.appointments.recurrence import PARIS, WEEK, local_day
from maillage.core.events import tell
from maillage.places.models import Place

Choice = Literal["ask", "cancel", "keep"]


class Away(NamedTuple):
    """What was written, and who was expected meanwhile. Workshops' sessions are only told: one cancels them apart."""

    closures: list[Closure]
    met: list[Appointment]
    sessions: list[Session]


@transaction.atomic
def absent(
    who: Practice | Place, start: datetime, end: datetime, reason: str = "", *, by: User, meets: Choice = "ask",
    every_week_until: date | None = None,
) -> Away:  # fmt: skip
    """Away from `start` to `end` (excluded), once or every week. Raises Asks when people are expected and `meets` does
    not say what becomes of them; nothing is written then."""
    diary = lock(who) if isinstance(who, Practice) else None
    if not diary:
        lock_place(who.pk)
    spans = _weeks(start, end, every_week_until)
    met, sessions = _met(diary, who, spans)
    if (met or sessions) and meets == "ask":
        raise Asks(met, sessions)
    closures = [_close(diary, who, span, reason, by) for span in spans]
    if meets == "cancel":
        cancel_several(met, by=by)
    return Away(closures, met, sessions)


def _weeks(start: datetime, end: datetime, until: date | None) -> list[tuple[datetime, datetime]]:
    """The same hours of the clock each week, whatever the season."""
    first, last = start.astimezone(PARIS), end.astimezone(PARIS)
    count = max(0, (until - local_day(start)).days // 7) if until else 0
    return [(first + week * WEEK, last + week * WEEK) for week in range(count + 1)]


def _met(diary: Practice | None, who: Practice | Place, spans: list) -> tuple[list[Appointment], list[Session]]:
    met: dict[int, Appointment] = {}
    sessions: dict[int, Session] = {}
    for start, end in spans:
        rows = queries.met_by(start, end, practices=[diary] if diary else None, place=None if diary else who.pk)
        met |= {row.pk: row for row in rows}
        sessions |= {row.pk: row for row in queries.sessions_met_by(start, end, who)}
    return list(met.values()), list(sessions.values())


def _close(diary: Practice | None, who: Practice | Place, span: tuple, reason: str, by: User) -> Closure:
    start, end = span
    place = None if diary else who
    row = Closure.objects.create(practice=diary, place=place, start=start, end=end, reason=reason)
    tell("absent", row, by=by, start=start, end=end, reason=reason)
    return row


@transaction.atomic
def back(closure: Closure, *, by: User, now: datetime | None = None) -> None:
    """Not away after all; or back sooner, when it has begun: what is past stays told."""
    if now and closure.start < now < closure.end:
        closure.end = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        closure.save(update_fields=["end"])
    else:
        Closure.objects.filter(pk=closure.pk).delete()
    tell("back", closure, by=by, start=closure.start, end=closure.end)
