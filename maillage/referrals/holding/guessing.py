"""Against guessing: few tries from one address; a code that is none counts its tries as one that is."""

from django.core.cache import cache
from django.http import HttpRequest

from maillage.accounts.secrets import digest
from maillage.core.limits import address_of, within
from maillage.referrals.actions import PinWrong, Void
from maillage.referrals.models import PIN_TRIES

MOST, MINUTES = 20, 60  # a library's computer serves many
A_DAY = 86_400


def too_many(request: HttpRequest) -> bool:
    return not within("referrals.code", address_of(request), most=MOST, minutes=MINUTES)


def unknown(code: str) -> Exception:
    """The same answer as for a wrong PIN, so that nobody learns which codes exist."""
    key = f"referrals.unknown:{digest('referral.unknown', code)}"
    tries = cache.get(key, 0) + 1
    cache.set(key, tries, A_DAY)
    return PinWrong(PIN_TRIES - tries) if tries < PIN_TRIES else Void()
