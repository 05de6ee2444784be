"""What each calendar holds: the same occasions as the pages, over a year."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.cache import cache

from maillage.accounts.secrets import digest
from maillage.appointments.calendars import writing
from maillage.appointments.models import Appointment, Feed, Practice
from maillage.appointments.queries import Occasion, occasions
from maillage.appointments.recurrence import PARIS, local_day
from maillage.core.models import Event, Revision
from maillage.places.models import PLACES, Place

BEHIND, AHEAD = timedelta(days=90), timedelta(days=366)
KEPT = 600  # seconds
OF_A_PLACE = ("id", "slug", "nom", "adresse", "code_postal", "commune")


def window(now: datetime) -> tuple[date, date]:
    """From the first of a year, so that a series does not seem to begin anew every day, to the end of a month."""
    today = local_day(now)
    last = (today + AHEAD).replace(day=1)
    return (today - BEHIND).replace(month=1, day=1), last - timedelta(days=1)


def public(name: str, now: datetime, **asked) -> bytes:
    """Kept for a while, as long as nothing happened: every write of the agenda tells an event."""
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = digest("calendar", name, str(sorted(asked.items())), str((local_day(now), last, Revision.current(PLACES))))
    return cache.get_or_set(key, lambda: _written(name, now, asked), KEPT)


def _written(name: str, now: datetime, asked: dict) -> bytes:
    since, until = window(now)
    found = occasions(since, until, now=now, count_free=False, **asked)
    return writing.calendar(name, found, _places(found), until, now)


def _places(found: Iterable[Occasion]) -> dict[str, Place]:
    return Place.objects.only(*OF_A_PLACE).in_bulk({one.place_id for one in found})


def of_a_diary(practice: Practice, now: datetime) -> bytes:
    """Its hours, its workshops, who is expected; of the person nothing but for what they come."""
    since, until = window(now)
    here = {practice.place_id} | set(practice.ranges.values_list("place", flat=True))
    here |= set(practice.ranges.exclude(changed__place=None).values_list("changed__place", flat=True))
    here |= set(practice.workshops.values_list("place", flat=True))
    found = [one for one in occasions(since, until, places=here, now=now, count_free=False) if _is_of(one, practice)]
    rows = Appointment.objects.filter(practice=practice, start__gt=now - BEHIND).select_related("place")
    rows = rows.defer("called", "phone", "email")
    return writing.calendar(f"{practice}, {practice.place}", found, _places(found), until, now, rows)


def _is_of(one: Occasion, practice: Practice) -> bool:
    return practice.pk in (one.practice and one.practice.pk, one.workshop and one.workshop.practice_id)


def feed_digest(token: str) -> str:
    return digest("feed", token)


def feed(token: str) -> Feed | None:
    """The one of that address, unless it was revoked."""
    rows = Feed.objects.filter(token_hash=feed_digest(token), revoked_at=None, practice__active=True)
    return rows.select_related("practice__place").first()


def coming(places: Iterable[str], now: datetime, days: int = 21) -> list[tuple[date, list[Occasion]]]:
    """For a page of somebody else: what is still to come there, day by day."""
    found: dict[date, list[Occasion]] = {}
    today = local_day(now)
    for one in occasions(today, today + timedelta(days=days), places=places, now=now):
        if one.end > now:
            found.setdefault(one.start.astimezone(PARIS).date(), []).append(one)
    return list(found.items())
