"""What is said, in the reader's language: the day, the hour, the place, a link. Nothing of the person. No database."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from maillage.appointments.recurrence import PARIS
from maillage.appointments.telling.facts import News
from maillage.core import gsm7, speaking
from maillage.core.languages import codes
from maillage.places.presenting import clock


class Said(NamedTuple):
    """A mail: its subject is its title."""

    title: str
    lines: list[str]
    action: str


def spoken(language: str) -> str:
    return language if language in codes() else "fr"


def moment(at: datetime) -> str:
    """Mardi 24 novembre à 10 h: dates, since one may read it the day after."""
    local = at.astimezone(PARIS)
    day = speaking.said(date(local.year, local.month, local.day), "day")
    return _("%(day)s à %(time)s") % {"day": day, "time": speaking.left_to_right(clock(local))}


def headline(news: News, at: datetime) -> str:
    said = {"when": moment(at)}
    match news:
        case "moved":
            return _("Rendez-vous changé : %(when)s") % said
        case "reminder":
            return _("Rappel : rendez-vous %(when)s") % said
        case "gone":
            return _("Rendez-vous annulé : %(when)s") % said
        case "called off":
            return _("Annulé par le lieu : rendez-vous %(when)s") % said
        case "waiting":
            return _("Liste d'attente : %(when)s") % said
        case "offered":
            return _("Une place est libre pour vous : %(when)s") % said
    return _("Rendez-vous %(when)s") % said


def asked(news: News, until: datetime | None = None) -> str:
    """What one may do about it, before the link."""
    if news in ("gone", "called off"):
        return _("Autres moments")
    if news == "offered" and until:
        return _("Répondez avant %(when)s") % {"when": moment(until)}
    return _("Annuler ou changer")


def mail(news: News, meetings: list[tuple[datetime, str]], code: str, until: datetime | None) -> Said:
    """`meetings`: a time and where; the first one makes the title."""
    lines = [f"{speaking.capitalised(moment(at))}{speaking.comma()}{speaking.apart(where)}" for at, where in meetings]
    if news not in ("gone", "called off"):
        lines.append(_("Code à dire en arrivant : %(code)s") % {"code": speaking.left_to_right(code)})
    if news == "offered" and until:
        lines.append(_("Sans réponse de vous, elle ira à la personne suivante."))
    return Said(headline(news, meetings[0][0]), lines, asked(news, until))


def sms(news: News, at: datetime, place: str, link: str, until: datetime | None) -> str:
    """At most 160 signs of GSM-7, whatever the language; the link opens the page in the reader's own."""
    before, after = headline(news, at), asked(news, until)
    if not gsm7.legible(before):  # a script that short messages cannot write: figures
        before, after = f"RDV {at.astimezone(PARIS):%d/%m/%Y %H:%M}", ""
    return gsm7.composed(f"{before},", place, f"- {after} : {link}" if after else f"- {link}")
