"""What several of these pages need."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.appointments.mediating.scope import asked_day, bounded, diaries, own_first
from maillage.appointments.models import Practice
from maillage.appointments.recurrence import local_day
from maillage.network.rules import acting

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


def today() -> date:
    return local_day(timezone.now())


def day_asked(request: HttpRequest) -> date:
    return asked_day(request.GET.get("jour", ""), today())


def shown(request: HttpRequest) -> list[Practice]:
    """The diary that the address names, else one's own."""
    asked = request.GET.get("agenda", "")
    if asked.isascii() and asked.isdigit():
        return list(diaries(acting(request)).filter(pk=bounded(int(asked[:20]))))
    return own_first(acting(request))


def day_url(day: date | datetime, practice: int | None = None, **more) -> str:
    day = local_day(day) if isinstance(day, datetime) else day
    asked = {"jour": day.isoformat(), "agenda": practice, **more}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"{reverse('mediating:day')}?{query}"


def not_understood(request: HttpRequest, url: str) -> HttpResponse:
    """A button that is not of the page."""
    messages.warning(request, _("Rien n'a changé : touchez l'un des boutons de la page."))
    return redirect(url)
