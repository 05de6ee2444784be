"""The ticket on paper: the sheet of its place, with who, when and the code on top, in French and in their language."""

from datetime import datetime

from django.utils import timezone, translation

from maillage.appointments.booking import presenting
from maillage.appointments.booking.tickets import AppointmentTicket, Ticket
from maillage.appointments.recurrence import PARIS
from maillage.places.paper import signs, typesetting
from maillage.places.paper import ticket as sheets
from maillage.places.paper.vocabulary import Speech, Words


def pdf(found: Ticket, *, language: str, url: str, format: str) -> bytes:
    """One page, A6 or A4; nobody's name on it."""
    speech, now = Speech(language), timezone.localtime()
    sheet = sheets.Ticket(place=found.place, speech=speech, now=now, url=url, format=format)
    data = sheet.data() | {
        "needs": [{"sign": signs.pictogram("horloge"), "words": speech.each(lambda one: _who(found, one))}],
        "when": {"label": speech.say("when"), "value": speech.each(lambda one: _when(found, one))},
        "week": None,
    }
    return typesetting.on_one_page("ticket.typ", data, at=now)


def _who(found: Ticket, words: Words) -> str:
    """Écrivain public · Votre code : ABCDE."""
    with translation.override(words.language):
        title = found.title() if isinstance(found, AppointmentTicket) else sheets.cut(found.title(), 60)
        return f"{title} · {presenting.code_words()} {found.row.code}"


def _when(found: Ticket, words: Words) -> str:
    return " ; ".join(_moment(start.astimezone(PARIS), words) for start, _ in found.times)


def _moment(start: datetime, words: Words) -> str:
    return f"{words.date('date', start.date())}{words.comma}{words.clock(start)}"
