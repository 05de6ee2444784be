"""Against robots, without asking anybody to read a crooked word: a hidden field, a minimal delay, a few an hour."""

import secrets
import time
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from maillage.core.limits import address_of, within

SALT = "booking"
TRAP = "website"  # nobody sees it, so nobody fills it in
A_DAY = 86_400


class Seen(NamedTuple):
    """When the first form was shown, and a mark of its own: a click sent twice is one booking."""

    mark: str
    at: float

    @property
    def age(self) -> float:
        return time.time() - self.at


def first_seen() -> str:
    return signing.dumps([secrets.token_urlsafe(12), time.time()], salt=SALT)


def seen_in(text: str) -> Seen | None:
    try:
        mark, at = signing.loads(text, salt=SALT, max_age=A_DAY)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Seen(str(mark), float(at))


def still_seen(request: HttpRequest) -> str:
    """The one of the form that was sent, as long as it holds; else a new one."""
    text = request.POST.get("seen", "")
    return text if seen_in(text) else first_seen()


def mark_of(request: HttpRequest) -> str:
    seen = seen_in(request.POST.get("seen", ""))
    return seen.mark if seen else ""


def hasty(request: HttpRequest) -> bool:
    """Too fast for a person, too old, or the hidden field is filled in: asked to confirm once more."""
    seen = seen_in(request.POST.get("seen", ""))
    return bool(request.POST.get(TRAP)) or seen is None or seen.age < settings.MAILLAGE_BOOKING_SECONDS


def too_many(request: HttpRequest) -> bool:
    """Members are known, and not counted."""
    if request.user.is_authenticated:
        return False
    return not within("book", address_of(request), most=settings.MAILLAGE_BOOKINGS_AN_HOUR, minutes=60)
