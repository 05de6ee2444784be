"""The ticket: shown, printed, cancelled, moved. Whoever holds its address holds the ticket; it names nobody."""

from datetime import datetime

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from maillage.appointments import actions as agenda
from maillage.appointments.booking import paper as printed
from maillage.appointments.booking import presenting, queries, tickets
from maillage.appointments.booking.naming import moment_called, written
from maillage.appointments.booking.steps import contact_lines
from maillage.appointments.booking.tickets import AppointmentTicket, Ticket
from maillage.appointments.booking.views import READ_OR_SEND, shown
from maillage.core import answers
from maillage.core.access import public


def _found(token: str) -> Ticket:
    ticket = tickets.ticket(token)
    if ticket is None:
        raise Http404
    return ticket


@public
@never_cache
@require_safe
def ticket(request, token):
    found = _found(token)
    address = request.build_absolute_uri(request.path)
    context = {
        **_about(found, token),
        "told": presenting.told_in(presenting.beside_french(get_language() or "fr"), found.title, found.times),
        "code_to_scan": segno.make(address, error="m", micro=False).svg_data_uri(border=2),
        "again": _again(found),
        "late": "tard" in request.GET,
    }  # fmt: skip
    return render(request, "appointments/booking/ticket.html", context)


def _again(found: Ticket) -> str:
    shown = found.place.published
    return reverse("booking:moments", args=[found.place.slug]) if shown else reverse("agenda:week")


def _about(found: Ticket, token: str) -> dict:
    now = timezone.now()
    offered_until = getattr(found.row, "offered_until", None)
    return {
        "ticket": found,
        "token": token,
        "place": found.place,
        "subject": presenting.Chosen(found.title(), [presenting.when(start, end, now) for start, end in found.times]),
        "until": presenting.limit(found.until, now),
        "offered_until": presenting.limit(offered_until, now) if offered_until else "",
        **contact_lines(found.place),
    }


@public
@never_cache
@require_safe
def paper(request, token):
    """To print: a small sheet, or a large one."""
    language = get_language() or "fr"
    url = request.build_absolute_uri(reverse("booking:ticket", args=[token]))
    format = "a4" if request.GET.get("format") == "a4" else "a6"
    sheet = printed.pdf(_found(token), language=language, url=url, format=format)
    return answers.paper(sheet, "ticket.pdf")


@public
@never_cache
@READ_OR_SEND
def cancel(request, token):
    """A page, then a button: what follows links in mails cancels nothing."""
    found = _found(token)
    if request.method == "POST":
        try:
            found.cancel()
        except agenda.TooLate:
            return render(request, "appointments/booking/cancel.html", _about(_found(token), token), status=409)
        return redirect("booking:ticket", token)
    return render(request, "appointments/booking/cancel.html", _about(found, token))


@public
@never_cache
@READ_OR_SEND
def move(request, token):
    """The same moments, then the same button; the ticket and its code stay."""
    found = _found(token)
    if not isinstance(found, AppointmentTicket):
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    start = moment_called(asked.get("quand", ""))
    if request.method == "POST" and start:
        return _move(request, found, token, start)
    free = queries.free_for(found.row, start) if start else None
    if start and free is None:
        return _choose(request, found, token, problem=_("Ce moment n'est plus libre"))
    if free:
        wanted = presenting.when(free.start, free.end, timezone.now())
        context = _about(found, token) | {"was": _was(found), "wanted": wanted, "written": written(free.start)}
        return render(request, "appointments/booking/move.html", context)
    return _choose(request, found, token)


def _was(found: AppointmentTicket) -> presenting.When:
    return presenting.when(found.row.start, found.row.end, timezone.now())


def _move(request: HttpRequest, found: AppointmentTicket, token: str, start: datetime) -> HttpResponse:
    try:
        agenda.move(found.row, start)
    except agenda.Taken:
        return _choose(request, found, token, problem=_("Ce moment n'est plus libre"))
    except agenda.TooLate:
        return _choose(request, _found(token), token, problem=_("Il est trop tard pour changer ici : appelez le lieu."))
    return redirect("booking:ticket", token)


def _choose(request: HttpRequest, found: AppointmentTicket, token: str, problem: str = "") -> HttpResponse:
    if not found.open:
        problem = _("Il est trop tard pour changer ici : appelez le lieu.")
    days = queries.other_days(found.row) if found.open else []
    context = _about(found, token) | {
        "was": _was(found), "problem": problem, "open": found.open,
        "days": shown(days, lambda one: f"?quand={written(one.start)}"),
    }  # fmt: skip
    return render(request, "appointments/booking/move.html", context, status=409 if problem else 200)
