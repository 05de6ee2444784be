"""Hours that come back, as people say them: tous les mardis, de 9 h à 12 h. No database."""

from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from maillage.appointments.enums import Shape
from maillage.appointments.models import Closure, OpeningRange
from maillage.appointments.recurrence import PARIS
from maillage.core import speaking
from maillage.places import presenting

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
NTH = {"1": "1er", "2": "2e", "3": "3e", "4": "4e", "5": "dernier"}
PRESETS = ((time(9), time(12)), (time(10), time(12)), (time(14), time(17)), (time(13, 30), time(17)))
PRESETS += ((time(9), time(17)), (time(17), time(19)))


def between(start: time, end: time) -> str:
    """De 9 h à 12 h."""
    words = _("de %(start)s à %(end)s") % {"start": presenting.clock(start), "end": presenting.clock(end)}
    return speaking.unbroken(words)


def from_to(start: time, end: time) -> str:
    """9 h – 12 h, on one line."""
    return f"{presenting.clock(start)} – {presenting.clock(end)}".replace(" ", "\u00a0")


def how_often(row: OpeningRange) -> str:
    """Tous les mardis; un mardi sur deux; le 1er et le 3e mardi du mois."""
    day = DAYS[row.weekday]
    nth = [NTH[one] for one in row.of_month.split(",") if one in NTH]
    if nth:
        words = _("le %(nth)s %(day)s du mois") % {"nth": _(" et le ").join(nth), "day": day}
    else:
        words = _("tous les %(day)ss") % {"day": day}
    if row.every == 2:
        return _("un %(day)s sur deux") % {"day": day} if not nth else f"{words}, {_('une semaine sur deux')}"
    return words if row.every == 1 else _("%(day)s, toutes les %(every)s semaines") % {"day": day, "every": row.every}


def told(row: OpeningRange) -> str:
    """Tous les mardis de 9 h à 12 h."""
    return speaking.capitalised(f"{how_often(row)} {between(row.start, row.end)}")


def shape(row: OpeningRange) -> str:
    return str(Shape(row.shape).label)


def dated(day: date, today: date) -> str:
    return speaking.capitalised(speaking.said(day, "day" if day.year == today.year else "day_with_year"))


def away(row: Closure, today: date) -> str:
    """Écrivain public : mardi 1er décembre de 9 h à 12 h (congés)."""
    start, end = row.start.astimezone(PARIS), row.end.astimezone(PARIS)
    last = (end - timedelta(microseconds=1)).date()
    part_of_day = (start.time(), end.time()) != (time(), time())
    if start.date() == last:
        when = dated(last, today)
    else:
        when = _("du %(first)s au %(last)s") % {
            "first": speaking.said(start.date(), "day"), "last": speaking.said(last, "day"),
        }  # fmt: skip
    if part_of_day:
        when = f"{when} {between(start.time(), end.time())}"
    reason = f" ({row.reason})" if row.reason else ""
    return f"{row.practice or row.place} : {when}{reason}"
