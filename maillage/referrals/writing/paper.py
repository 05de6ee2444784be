"""What the person leaves with: the sheet of the place on A6, with their code, its PIN and a code to scan."""

import json
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone, translation

from maillage.appointments.queries import begins
from maillage.appointments.recurrence import PARIS
from maillage.core.languages import codes as spoken_here
from maillage.places.paper import ticket as sheets
from maillage.places.paper import typesetting
from maillage.places.paper.vocabulary import Speech, Words
from maillage.referrals.models import Referral
from maillage.referrals.queries import printable_moment


class Printed(NamedTuple):
    """The two ways in, as they stand on the paper."""

    code: str
    pin: str
    path: str  # of the long code: its page, in the person's language


def printed(referral: Referral) -> Printed | None:
    """None once the person's data is erased."""
    if not referral.paper:
        return None
    told = json.loads(referral.paper)
    with translation.override(referral.language if referral.language in spoken_here() else "fr"):
        path = reverse("sheet:sheet", args=[told["token"]])
    return Printed(grouped(referral.code), told["pin"], path)


def grouped(code: str) -> str:
    """ABCD EFGH-2: four by four, as one says it."""
    return f"{code[:4]} {code[4:]}"


def pdf(referral: Referral, *, address: str, format: str = "a6") -> bytes:
    """One page in French and in the person's language; neither their name nor a word typed is on it."""
    known = printed(referral)
    if known is None:
        raise ValueError("nothing to print any more")
    speech, now = Speech(referral.language), timezone.localtime()
    sheet = sheets.Ticket(
        place=referral.place, speech=speech, now=now, url=address, format=format, needs=(referral.service,)
    )
    data = sheet.data() | {"qr": sheets.qr(address, "scan_sheet", speech), "held": _held(known, speech)}
    at = printable_moment(referral)
    if aim := _aim(referral, speech, at):
        data |= {"aim": aim}
    if at:
        data |= {"when": {"label": speech.say("when"), "value": speech.each(_moment_of(at))}}
    return typesetting.on_one_page("ticket.typ", data, at=now)


def _aim(referral: Referral, speech: Speech, at: datetime | None) -> dict | None:
    """The workshop, with its first session when it is not the moment told, or the action. Names of the place's own."""
    if referral.workshop is not None:
        first = begins(referral.workshop)
        when = speech.each(_moment_of(first)) if first and first != at else []
        return {"label": speech.say("aim_workshop"), "name": sheets.cut(referral.workshop.nom), "when": when}
    if referral.offer is not None:
        return {"label": speech.say("aim_offer"), "name": sheets.cut(referral.offer.nom), "when": []}
    return None


def _held(known: Printed, speech: Speech) -> list[dict]:
    return [
        {"label": speech.say("held_code"), "value": known.code.replace(" ", "\N{NO-BREAK SPACE}")},
        {"label": speech.say("held_pin"), "value": known.pin},
    ]


def _moment_of(at: datetime):
    local = at.astimezone(PARIS)

    def said(words: Words) -> str:
        return f"{words.date('date', local.date())}{words.comma}{words.clock(local)}"

    return said
