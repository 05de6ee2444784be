"""Which answers a visitor's device may keep for the day without network. Pure: the service worker obeys this header.

A service worker cannot see Set-Cookie, so the server decides: nothing is kept unless the answer says so.
"""

import re
from collections.abc import Mapping

HEADER = "X-Offline"
KEPT = re.compile(
    r"(?:/[a-z]{2})?(?:/|/ou-aller/|/lieux/|/lieux/[-\w]+/|/lieux/[-\w]+/ticket\.pdf|/hors-ligne/|/hors-ligne/lieux\.json)"
)


NOTEBOOK = re.compile(r"/porte/[-\w]+/")  # a visitor's: an empty shell, its link is the only secret in it


def may_be_kept(path: str, headers: Mapping[str, str], *, sets_cookie: bool, status: int, fragment: bool) -> bool:
    """A whole page of the resident journey, the same for all; or the notebook, whatever other caches are told."""
    if NOTEBOOK.fullmatch(path):
        return status == 200 and not (sets_cookie or fragment)
    silent = "no-store" in headers.get("Cache-Control", "") or "private" in headers.get("Cache-Control", "")
    return status == 200 and not (silent or sets_cookie or fragment) and KEPT.fullmatch(path) is not None
