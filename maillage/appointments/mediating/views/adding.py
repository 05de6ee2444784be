"""Somebody is written in by hand; over another one only knowingly."""

from datetime import timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.appointments import actions as agenda
from maillage.appointments import queries as known
from maillage.appointments.actions import Booked
from maillage.appointments.booking.presenting import when
from maillage.appointments.mediating.forms import AddForm
from maillage.appointments.mediating.scope import the_diary
from maillage.appointments.mediating.views.common import READ_OR_SEND, day_asked, day_url
from maillage.appointments.models import Practice
from maillage.network.rules import acting


@READ_OR_SEND
def add(request, pk):
    practice = the_diary(acting(request), pk)
    day = day_asked(request)
    if request.method != "POST":
        asked = {"start": request.GET["heure"][:5]} if "heure" in request.GET else {}
        form = AddForm(practice=practice, day=day, initial=asked)
        return _page(request, practice, form, day)
    form = AddForm(request.POST, practice=practice, day=day)
    if not form.is_valid():
        return _page(request, practice, form, day, status=422)
    try:
        booked = _written(request, practice, form)
    except agenda.Overlaps as error:
        return _page(request, practice, form, day, status=409, warns=True, met=error.rows)
    except agenda.Taken:
        return _page(request, practice, form, day, status=409, warns=True, met=_met(practice, form))
    except agenda.Already as error:
        form.add_error(None, _("Cette personne est déjà attendue ailleurs à ce moment."))
        return _page(request, practice, form, day, status=409, already=error.row)
    return _added(request, practice, form, booked)


def _written(request, practice: Practice, form: AddForm) -> Booked:
    """A free moment is booked like any other; the rest needs to have been shown what it meets."""
    at, minutes = form.at(), form.cleaned_data["minutes"]
    if "quand-meme" in request.POST:
        over = [
            int(one) for one in request.POST.getlist("vu")[:50] if one.isascii() and one.isdigit() and len(one) < 19
        ]
        return agenda.force(practice, at, minutes, person=form.who(), by=request.user, over=over)
    if minutes != practice.minutes:
        raise agenda.Taken
    return agenda.book(practice, at, person=form.who(), by=request.user)


def _seen(request) -> list[int]:
    """Appointments that were shown before going on."""
    asked = request.POST.getlist("vu")[:50]
    return [int(one) for one in asked if one.isascii() and one.isdigit() and len(one) < 19]


def _met(practice: Practice, form: AddForm) -> list:
    start = form.at()
    end = start + timedelta(minutes=form.cleaned_data["minutes"])
    return known.met_by(start, end, practices=[practice])


def _page(request, practice, form, day, *, status=200, **more):
    slots = known.free_slots([practice], day, day)
    context = {"practice": practice, "form": form, "day": day, "free": [one.start for one in slots], **more}
    context["back"] = day_url(day, practice.pk)
    return render(request, "appointments/mediating/add.html", context, status=status)


def _added(request, practice, form, booked):
    row = booked.appointment
    context = {
        "practice": practice, "row": row, "when": when(row.start, row.end, timezone.now()),
        "reachable": form.reachable, "ticket": reverse("booking:ticket", args=[booked.token]),
        "back": day_url(row.start, practice.pk),
    }  # fmt: skip
    return render(request, "appointments/mediating/added.html", context)
