"""Moments, languages and phones on the pages of who receives."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from maillage.appointments.booking.presenting import clock
from maillage.appointments.mediating import wording
from maillage.appointments.mediating.views.common import day_url as address
from maillage.appointments.recurrence import local_day
from maillage.places import presenting

register = template.Library()
register.filter("clock", clock)
register.filter("phone", presenting.phone)
register.filter("spoken", presenting.language_name)


@register.filter
def dated(at: datetime) -> str:
    return wording.dated(local_day(at), local_day(timezone.now()))


@register.filter
def day_url(day: date | str, practice: int | None) -> str:
    return address(day or local_day(timezone.now()), practice)
