"""The ticket's address, short enough for a message of 160 signs: it says which row, and a mark only we can make.

The long address given at booking is kept nowhere, so it cannot be sent; this one needs no keeping.
"""

import re
from hmac import compare_digest
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from maillage.accounts.secrets import LETTERS, digest
from maillage.appointments.models import Appointment, Registration

SIGNS = 16  # of 31: 79 bits
WORD = re.compile(r"([ra])(\d{1,18})-([a-z2-9]{16})")
LETTER = {Appointment: "r", Registration: "a"}  # rendez-vous, atelier


class Named(NamedTuple):
    model: type
    pk: int


def word(row: Appointment | Registration) -> str:
    name = f"{LETTER[type(row)]}{row.pk}"
    return f"{name}-{_mark(name)}"


def named(text: str) -> Named | None:
    """Which row this word opens; None when we did not make it."""
    found = WORD.fullmatch(text)
    if not found or not compare_digest(_mark(found[1] + found[2]), found[3]):
        return None
    return Named(Appointment if found[1] == "r" else Registration, int(found[2]))


def short(row: Appointment | Registration) -> str:
    return settings.MAILLAGE_URL + reverse("telling:short", args=[word(row)])


def _mark(name: str) -> str:
    number, signs = int(digest("ticket link", name), 16), []
    for _ in range(SIGNS):
        number, rest = divmod(number, len(LETTERS))
        signs.append(LETTERS[rest].lower())
    return "".join(signs)
