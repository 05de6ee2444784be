"""One meeting as an iCalendar file (RFC 5545), for whoever wants the day in their own calendar."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from icalendar import Calendar, Event, Timezone

from maillage.places.hours import PARIS
from maillage.workshops.inviting.occasion import Occasion
from maillage.workshops.models import Meeting


def calendar(meeting: Meeting, now: Occasion, *, sequence: int, at: datetime) -> bytes:
    """The event keeps its identifier: taken again after a change, it moves instead of being doubled."""
    file = Calendar()
    file.add("prodid", "-//Maillage//Rencontres//FR")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add_component(Timezone.from_tzid("Europe/Paris", first_date=date(2020, 1, 1), last_date=date(2040, 1, 1)))
    file.add_component(_event(meeting, now, sequence, at))
    return file.to_ical()


def _event(meeting: Meeting, now: Occasion, sequence: int, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{settings.MAILLAGE_COMMUNE}.maillage")
    event.add("dtstamp", at)
    event.add("dtstart", _moment(now.day, now.start))
    event.add("dtend", _moment(now.day, now.end) if now.end else now.day + timedelta(days=1))
    event.add("summary", str(meeting))
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    if now.where:
        event.add("location", now.where)
    if meeting.objectives:
        event.add("description", meeting.objectives)
    return event


def _moment(day: date, at: time | None) -> datetime | date:
    return datetime.combine(day, at, PARIS) if at else day
