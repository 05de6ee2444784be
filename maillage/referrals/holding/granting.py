"""What a session opens for half an hour: one sheet, as whom, by which way. Void once the paper is renewed.

The address then shows the short code only; the long token is neither in it nor in the session.
"""

from datetime import timedelta

from django.core import signing
from django.db.models import Model
from django.http import HttpRequest

from maillage.referrals.models import Held

KEPT = timedelta(minutes=30)
SALT, NAME, MOST = "referrals.grant", "held", 6
BEARER, RECEIVER = "bearer", "receiver"


def give(request: HttpRequest, row: Held, role: str, via: str = "") -> None:
    """`via` is how they came: code, lien, papier. The session gets a new key: one planted before opens nothing."""
    kept = {name: signed for name, signed in _all(request).items() if _read(signed)}
    kept = dict(list(kept.items())[-MOST + 1 :])
    if not request.user.is_authenticated:
        request.session.cycle_key()
    request.session[NAME] = kept | {_name(row, role): signing.dumps([str(row.pk), row.papers, via], salt=SALT)}


def way(request: HttpRequest, row: Held, role: str) -> str | None:
    """How this session came to hold it; None when it does not, or no longer."""
    found = _read(_all(request).get(_name(row, role), ""))
    return found[2] if found and found[:2] == [str(row.pk), row.papers] else None


def holds(request: HttpRequest, row: Held, role: str = BEARER) -> bool:
    return way(request, row, role) is not None


def _all(request: HttpRequest) -> dict[str, str]:
    return request.session.get(NAME, {})


def _name(row: Model, role: str) -> str:
    return f"{role} {row._meta.model_name} {row.pk}"


def _read(signed: str) -> list | None:
    try:
        return signing.loads(signed, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
