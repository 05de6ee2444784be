"""A workshop: its sessions, its seats, the line in front of it, the seat that was kept."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from maillage.appointments import actions as agenda
from maillage.appointments.booking import actions, presenting, queries, tickets
from maillage.appointments.booking.steps import Subject, contact_lines, walk
from maillage.appointments.booking.views import READ_OR_SEND
from maillage.appointments.models import Workshop
from maillage.appointments.queries import begins
from maillage.core import speaking
from maillage.core.access import public


def _workshop(pk: int) -> Workshop:
    found = queries.workshop_called(pk)
    if found is None:
        raise Http404
    return found


def _times(workshop: Workshop) -> list[tuple]:
    return [(one.start, one.end) for one in workshop.sessions.all() if not one.cancelled]


def _is_open(workshop: Workshop) -> bool:
    first = begins(workshop)
    return workshop.cancelled_at is None and first is not None and first > timezone.now()


@public
@require_safe
def workshop(request, pk):
    found = _workshop(pk)
    now = timezone.now()
    seats = queries.seats_of(found)
    context = {
        "workshop": found,
        "place": found.place,
        "seats": presenting.seats_left(seats),
        "waiting": seats.left == 0,
        "open": _is_open(found),
        "sessions": [
            (presenting.when(one.start, one.end, now), one.cancelled, one.place if one.place_id else None)
            for one in found.sessions.all()
        ],
        "spoken": presenting.languages(found.languages),
        **contact_lines(found.place),
    }
    return render(request, "appointments/booking/workshop.html", context)


@public
@never_cache
@READ_OR_SEND
def for_workshop(request, pk):
    found = _workshop(pk)
    if not _is_open(found):
        return redirect("booking:workshop", pk)
    return walk(request, _subject(found))


def _subject(workshop: Workshop) -> Subject:
    waiting = queries.seats_of(workshop).left == 0
    return Subject(
        title=speaking.apart(workshop.nom),
        place=workshop.place,
        times=_times(workshop),
        address=reverse("booking:for_workshop", args=[workshop.pk]),
        query={},
        back=reverse("booking:workshop", args=[workshop.pk]),
        book=lambda person, by, once: actions.register(workshop, person=person, by=by, once=once),
        lost=lambda request, form: redirect("booking:workshop", workshop.pk),
        button=_("M'inscrire sur la liste d'attente") if waiting else _("M'inscrire"),
        note=_("C'est complet : vous serez sur la liste d'attente, dans l'ordre.") if waiting else "",
    )


@public
@never_cache
@require_POST
def answer(request, token):
    """To the seat kept for them: yes or no."""
    found = tickets.ticket(token)
    if not isinstance(found, tickets.SeatTicket):
        raise Http404
    try:
        if request.POST.get("reponse") == "oui":
            agenda.accept_offer(found.row)
        else:
            agenda.refuse_offer(found.row)
    except agenda.TooLate:
        return redirect(f"{reverse('booking:ticket', args=[token])}?tard=1")
    return redirect("booking:ticket", token)
