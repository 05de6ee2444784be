"""When somebody's own calendar is busy, from its file; titles and people are not looked at. No ORM."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import recurring_ical_events
from icalendar import Calendar, Event

from maillage.appointments.recurrence import PARIS, instant

MOST_EVENTS, MOST_SERIES, MOST_TIMES = 10_000, 500, 5_000
TOO_FAST = {"SECONDLY", "MINUTELY", "HOURLY"}
MANY = 24
STEP = timedelta(days=31)
Span = tuple[datetime, datetime]


class Unreadable(Exception):
    """Why, as one says it to who gave the address."""


def busy(content: bytes, since: datetime, until: datetime, *, skip=lambda uid: False) -> list[Span]:
    """Spans in order, joined when they touch. Free, cancelled and `skip`ped events take no time. Raises Unreadable."""
    try:
        file = Calendar.from_ical(content)
        _bearable(file)
        return _joined(_spans(file, since, until, skip))
    except Unreadable:
        raise
    except Exception as error:  # what people's calendars hold makes libraries raise anything
        raise Unreadable("Ce n'est pas un agenda que l'on sait lire (fichier .ics).") from error


def _bearable(file: Calendar) -> None:
    events = file.walk("VEVENT")
    rules = [rule for event in events for rule in _rules(event)]
    if len(events) > MOST_EVENTS or len(rules) > MOST_SERIES:
        raise Unreadable("Cet agenda est trop grand.")
    if any(_is_too_fast(rule) for rule in rules):
        raise Unreadable("Cet agenda contient une répétition que l'on ne sait pas suivre.")


def _rules(event: Event) -> list:
    found = event.get("rrule")
    return found if isinstance(found, list) else [found] if found else []


def _is_too_fast(rule) -> bool:
    times = 1
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= max(1, len(rule.get(part, ())))
    return bool(TOO_FAST & {str(one).upper() for one in rule.get("FREQ", ())}) or times > MANY


def _spans(file: Calendar, since: datetime, until: datetime, skip) -> list[Span]:
    """Month by month: what would never end is seen early."""
    found: set[Span] = set()
    events, start = recurring_ical_events.of(file), since
    while start < until:
        end = min(start + STEP, until)
        found |= {_span(one) for one in events.between(start, end) if _takes_time(one, skip)}
        if len(found) > MOST_TIMES:
            raise Unreadable("Cet agenda contient trop de rendez-vous.")
        start = end
    return sorted(span for span in found if span[0] < span[1])


def _takes_time(event: Event, skip) -> bool:
    free = str(event.get("transp", "")).upper() == "TRANSPARENT"
    gone = str(event.get("status", "")).upper() == "CANCELLED"
    return not (free or gone or skip(str(event.get("uid", ""))))


def _span(event: Event) -> Span:
    return _instant(event.start), _instant(event.end)


def _instant(at: date | datetime) -> datetime:
    """Whole days are those of Paris; an hour without a zone too."""
    if not isinstance(at, datetime):
        return instant(at, time())
    return (at if at.tzinfo else at.replace(tzinfo=PARIS)).astimezone(UTC)


def _joined(spans: list[Span]) -> list[Span]:
    if not spans:
        return []
    found = [spans[0]]
    for _one, (start, end) in pairwise(spans):
        if start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
