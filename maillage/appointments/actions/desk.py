"""One tap at the welcome desk. What was said goes by itself."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.appointments.enums import DeskWord
from maillage.appointments.models import DeskSays
from maillage.appointments.recurrence import instant, local_day
from maillage.core.events import tell
from maillage.places.models import Place

MINUTES = 60
CROWD = (DeskWord.COME, DeskWord.FULL)  # one contradicts the other


@transaction.atomic
def say_at_desk(place: Place, word: DeskWord, *, by: User, minutes: int = MINUTES) -> DeskSays:
    """True for an hour unless said otherwise, and never until tomorrow."""
    Place.objects.select_for_update().get(pk=place.pk)
    now = timezone.now()
    _hush(place, CROWD if word in CROWD else (word,), now)
    until = min(now + timedelta(minutes=max(1, minutes)), instant(local_day(now) + timedelta(days=1), time()))
    row = DeskSays.objects.create(place=place, word=word, at=now, until=until, by=by)
    tell("said at desk", row, by=by, place=place.pk, word=word, until=until)
    return row


@transaction.atomic
def hush_desk(place: Place, *, by: User) -> int:
    """All of it is over now."""
    gone = _hush(place, DeskWord.values, timezone.now())
    tell("hushed desk", place, by=by)
    return gone


def _hush(place: Place, words, now: datetime) -> int:
    return DeskSays.objects.filter(place=place, word__in=words, until__gt=now).update(until=now)
