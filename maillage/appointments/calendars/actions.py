"""Addresses given and taken back; somebody's own calendar read again. One transaction each."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.accounts.secrets import new_token
from maillage.appointments.actions.locking import lock
from maillage.appointments.calendars import fetching, reading, writing
from maillage.appointments.calendars.queries import feed_digest
from maillage.appointments.models import BusyCalendar, BusyTime, Feed, Practice
from maillage.core.events import tell

BEHIND, AHEAD = timedelta(days=1), timedelta(days=400)
MOST = 5  # calendars of one diary


@transaction.atomic
def open_feed(practice: Practice, *, by: User) -> str:
    """The address is known now and never again; only its digest is kept."""
    token = new_token()
    row = Feed.objects.create(practice=practice, token_hash=feed_digest(token))
    tell("opened feed", row, by=by, practice=practice.pk)
    return token


@transaction.atomic
def revoke(feed: Feed, *, by: User) -> None:
    Feed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=timezone.now())
    tell("revoked feed", feed, by=by, practice=feed.practice_id)


@transaction.atomic
def follow(practice: Practice, url: str, *, by: User) -> BusyCalendar:
    """Raises Refused when the address is not one that we may ask."""
    diary = lock(practice)
    known = list(diary.busy_calendars.order_by("pk"))
    if len(known) >= MOST:
        raise fetching.Refused("Cinq agendas au plus.")
    wanted = fetching.checked(url)
    row = next((one for one in known if one.url == wanted), None)  # sealed: only Python can compare
    row = row or BusyCalendar.objects.create(practice=diary, url=wanted)
    tell("followed calendar", diary, by=by, calendar=row.pk)
    return row


@transaction.atomic
def unfollow(calendar: BusyCalendar, *, by: User) -> None:
    tell("unfollowed calendar", calendar.practice, by=by, calendar=calendar.pk)
    calendar.delete()


def read_again(calendar: BusyCalendar, *, fetch=fetching.fetch) -> int:
    """How many busy times. What cannot be read now leaves what was known, and says why."""
    now = timezone.now()
    try:
        spans = reading.busy(fetch(calendar.url), now - BEHIND, now + AHEAD, skip=writing.is_ours)
    except (fetching.Refused, reading.Unreadable) as error:
        BusyCalendar.objects.filter(pk=calendar.pk).update(error=str(error)[:300])
        return 0
    return _write(calendar, spans)


@transaction.atomic
def _write(calendar: BusyCalendar, spans: list[reading.Span]) -> int:
    lock(calendar.practice_id)
    if not BusyCalendar.objects.filter(pk=calendar.pk).update(read_at=timezone.now(), error=""):
        return 0  # taken away meanwhile
    BusyTime.objects.filter(calendar=calendar).delete()
    BusyTime.objects.bulk_create([BusyTime(calendar=calendar, start=start, end=end) for start, end in spans])
    return len(spans)


def read_all() -> int:
    rows = BusyCalendar.objects.filter(practice__active=True).order_by("read_at", "pk")
    return sum(read_again(row) for row in rows)
