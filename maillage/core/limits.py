"""How often one may do something from one address: a small limiter for forms open to everyone."""

from ipaddress import ip_address, ip_network

from django.conf import settings
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
    """Who asks: the last address that is not one of our proxies (MAILLAGE_PROXIES). A visitor cannot choose it."""
    passed = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    for hop in [request.META.get("REMOTE_ADDR", ""), *reversed(passed)]:
        if hop not in settings.MAILLAGE_PROXIES:
            return _network(hop)
    return "proxy"


def _network(text: str) -> str:
    """A household has a whole IPv6 network to itself: it counts as one."""
    try:
        found = ip_address(text)
    except ValueError:
        return text[:64]
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
