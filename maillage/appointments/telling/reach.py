"""By which ways a person can be reached. No database."""

from typing import NamedTuple

from maillage.core import texting


class Ways(NamedTuple):
    mail: str = ""  # an address
    sms: str = ""  # a number, as providers want it


def ways(email: str, phone: str) -> Ways:
    """A short message needs a mobile, and somebody who carries it."""
    return Ways(email, texting.mobile(phone) if phone and texting.available() else "")


def reachable(email: str, phone: str) -> bool:
    return any(ways(email, phone))
