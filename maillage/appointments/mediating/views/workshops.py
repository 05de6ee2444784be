"""Workshops: sessions in a row, seats, who came to which."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.appointments import actions as agenda
from maillage.appointments.enums import SEATED, Seat, State
from maillage.appointments.mediating import actions, queries, scope
from maillage.appointments.mediating.forms import SessionForm, WorkshopForm
from maillage.appointments.mediating.scope import MOST, bounded, the_session, the_workshop
from maillage.appointments.mediating.views.common import READ_OR_SEND, not_understood
from maillage.network import rules
from maillage.network.rules import acting, allowed, answer_for_diaries

SAYS = ((State.CAME, "oui", "Venu"), (State.NO_SHOW, "non", "Pas venu"), (State.EXCUSED, "telephone", "Excusé"))


@require_safe
@allowed(rules.runs_a_structure)
def workshops(request):
    rows = list(scope.workshops(acting(request)).prefetch_related("sessions")[:MOST])
    counts = queries.seated_counts(rows)
    shown = [(row, _seated(counts[row.pk]), counts[row.pk][Seat.WAITING]) for row in rows]
    return render(request, "appointments/mediating/workshops.html", {"shown": shown, "now": timezone.now()})


def _seated(counts) -> int:
    return sum(counts[state] for state in SEATED)


@READ_OR_SEND
@allowed(rules.runs_a_structure)
def create(request):
    actor = acting(request)
    practices = list(scope.diaries(actor).filter(active=True)[:MOST])
    places = [one for one in scope.places_of(actor) if answer_for_diaries(actor, one.organisation)]
    form = WorkshopForm(request.POST if request.method == "POST" else None, diaries=practices, places=places)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        spans = actions.in_a_row(told["first"], told["start"], told["end"], told["count"])
        row = actions.create_workshop(spans, by=request.user, **form.columns())
        messages.success(request, _("L'atelier est publié : on peut s'inscrire."))
        return redirect("mediating:workshop", row.pk)
    context = {"form": form, "someone": bool(practices or places)}
    status = 422 if request.method == "POST" else 200
    return render(request, "appointments/mediating/workshop_form.html", context, status=status)


@READ_OR_SEND
def workshop(request, pk):
    """Its sessions and its seats; a session is added here."""
    row = the_workshop(acting(request), pk)
    form = SessionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.add_session(row, *form.span(), by=request.user)
        messages.success(request, _("La séance est ajoutée."))
        return redirect("mediating:workshop", row.pk)
    counts = queries.seated_counts([row])[row.pk]
    context = {
        "workshop": row, "sessions": row.sessions.all(), "seated": _seated(counts), "waiting": counts[Seat.WAITING],
        "form": form, "now": timezone.now(),
    }  # fmt: skip
    return render(
        request, "appointments/mediating/workshop.html", context, status=422 if request.method == "POST" else 200
    )


@require_POST
def seats(request, pk):
    row = the_workshop(acting(request), pk)
    asked = request.POST.get("seats", "")
    try:
        count = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
        agenda.change_seats(row, count, by=request.user)
        messages.success(request, _("C'est changé. S'il y avait une liste d'attente, elle avance."))
    except agenda.TooLate:
        messages.warning(request, _("Il faut au moins autant de places que de personnes inscrites."))
    return redirect("mediating:workshop", row.pk)


@require_POST
def cancel(request, pk):
    row = the_workshop(acting(request), pk)
    try:
        agenda.cancel_workshop(row, by=request.user)
        messages.success(request, _("L'atelier est annulé."))
    except agenda.TooLate:
        messages.warning(request, _("Cet atelier est déjà annulé."))
    return redirect("mediating:workshop", row.pk)


@READ_OR_SEND
def session(request, pk):
    """Who is expected; one tap says who came."""
    row = the_session(acting(request), pk)
    if request.method == "POST":
        return _attended(request, row)
    return _session_page(request, row, SessionForm(initial=_span(row)))


def _span(row) -> dict:
    start, end = timezone.localtime(row.start), timezone.localtime(row.end)
    return {"day": start.date(), "start": start.time(), "end": end.time()}


def _session_page(request, row, form, status=200):
    people = queries.expected(row)
    context = {
        "session": row, "workshop": row.workshop, "people": [one for one in people if one.state != Seat.WAITING],
        "waiting": [one for one in people if one.state == Seat.WAITING], "says": SAYS, "form": form,
        "now": timezone.now(),
    }  # fmt: skip
    return render(request, "appointments/mediating/session.html", context, status=status)


def _attended(request, row):
    asked, state = request.POST.get("qui", ""), request.POST.get("etat", "")
    if state not in State.values or not (asked.isascii() and asked.isdigit()):
        return not_understood(request, reverse("mediating:session", args=[row.pk]))
    who = get_object_or_404(row.workshop.registrations, pk=bounded(int(asked[:20])))
    if timezone.localtime(row.start).date() > timezone.localdate():
        messages.warning(request, _("Cette séance n'est pas encore venue : on pointe le jour même."))
    else:
        agenda.attend_session(who, row, State(state), by=request.user)
    return redirect("mediating:session", row.pk)


@require_POST
def move(request, pk):
    row = the_session(acting(request), pk)
    form = SessionForm(request.POST)
    if not form.is_valid():
        return _session_page(request, row, form, status=422)
    agenda.move_session(row, *form.span(), by=request.user)
    messages.success(request, _("La séance est déplacée."))
    return redirect("mediating:session", row.pk)


@require_POST
def cancel_session(request, pk):
    row = the_session(acting(request), pk)
    agenda.cancel_session(row, by=request.user)
    messages.success(request, _("La séance est annulée ; les autres restent."))
    return redirect("mediating:workshop", row.workshop_id)
