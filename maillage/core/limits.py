"""How often one may do something from one address: a small limiter for forms open to everyone."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone


def within(name: str, who: str, *, most: int, minutes: int) -> bool:
    """Counts this try; False once there were more than `most` in the current span of `minutes`.

    Kept in the cache, so that it costs no row: two processes may each let one more through.
    """
    span = int(timezone.now().timestamp() // (minutes * 60))
    key = f"limit:{name}:{who}:{span}"
    tries = cache.get(key, 0) + 1
    cache.set(key, tries, minutes * 60)
    return tries <= most


def address_of(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR", "")
