"""Moments, languages and phones on the pages of who receives."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from maillage.appointments.booking.presenting import clock
from maillage.appointments.enums import State
from maillage.appointments.mediating import wording
from maillage.appointments.mediating.views.common import day_url as address
from maillage.appointments.models import Appointment
from maillage.appointments.recurrence import local_day
from maillage.appointments.telling.reach import ways
from maillage.places import presenting

register = template.Library()
register.filter("clock", clock)
register.filter("phone", presenting.phone)
register.filter("spoken", presenting.language_name)


@register.filter
def dated(at: datetime) -> str:
    return wording.dated(local_day(at), local_day(timezone.now()))


@register.filter
def unreached(row: Appointment, spent: bool | str = False) -> bool:
    """Expected on another day, and no message will remind them: no way was left, or only a mobile and the month's SMS
    are gone."""
    if row.state != State.BOOKED or local_day(row.start) <= local_day(timezone.now()):
        return False
    found = ways(row.email, row.phone)
    return not (found.mail or (found.sms and not spent))


@register.filter
def day_url(day: date | str, practice: int | None) -> str:
    return address(day or local_day(timezone.now()), practice)
