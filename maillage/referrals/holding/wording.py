"""What the person reads by mail or short message, in their language. No database."""

from datetime import datetime

from django.utils.translation import gettext as _

from maillage.appointments.recurrence import PARIS
from maillage.appointments.telling.wording import moment
from maillage.core import gsm7


def appointment(at: datetime) -> str:
    return _("Rendez-vous %(when)s") % {"when": moment(at)}


def sms(at: datetime, place: str) -> str:
    """160 signs of GSM-7; in figures where the script of the language cannot be sent."""
    before = appointment(at)
    if not gsm7.legible(before):
        before = f"RDV {at.astimezone(PARIS):%d/%m/%Y %H:%M}"
    return gsm7.composed(f"{before},", place, "")
