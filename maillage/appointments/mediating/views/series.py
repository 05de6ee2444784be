"""What comes back: changed from a day on, on one day only, or stopped. Who stood in hours that are gone is shown."""

from datetime import date, timedelta
from itertools import islice

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.appointments import actions as agenda
from maillage.appointments import opening, queries
from maillage.appointments.mediating import wording
from maillage.appointments.mediating.fields import DayField
from maillage.appointments.mediating.forms import OccurrenceForm, SeriesForm
from maillage.appointments.mediating.scope import the_range
from maillage.appointments.mediating.views.common import READ_OR_SEND, today
from maillage.appointments.models import Changed, OpeningRange
from maillage.appointments.recurrence import days
from maillage.network.rules import acting

AHEAD = timedelta(days=120)
COMING = 8


@READ_OR_SEND
def series(request, pk):
    row = the_range(acting(request), pk)
    if request.method != "POST":
        return _page(request, row, SeriesForm(range=row))
    form = SeriesForm(request.POST, range=row)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        written = agenda.change_series(row, since=form.cleaned_data["since"], by=request.user, **form.columns())
    except agenda.TooLate:
        form.add_error("since", _("Rien ne revient plus après ce jour."))
        return _page(request, row, form, status=422)
    messages.success(request, _("C'est changé."))
    return redirect("mediating:series", written.row.pk)


def _page(request, row: OpeningRange, form: SeriesForm, status: int = 200):
    context = {
        "range": row, "told": wording.told(row), "how": wording.shape(row), "form": form, "coming": coming(row),
        "left": queries.left_out(row.practice), "today": today(), "others": other_hours(row),
        "refused": bool(form.errors),
    }  # fmt: skip
    return render(request, "appointments/mediating/series.html", context, status=status)


def coming(row: OpeningRange) -> list[opening.Opening]:
    """The next occurrences, those that will not be included."""
    several = opening.openings([row.practice], today(), today() + AHEAD).get(row.practice_id, ())
    return list(islice((one for one in several if one.range.pk == row.pk), COMING))


def other_hours(row: OpeningRange) -> list[str]:
    """What else comes back in the same diary."""
    rows = row.practice.ranges.exclude(pk=row.pk).exclude(last_day__lt=today())
    return [wording.told(one) for one in rows]


@READ_OR_SEND
def occurrence(request, pk, day):
    row = the_range(acting(request), pk)
    day = _the_day(row, day)
    changed = Changed.objects.filter(range=row, day=day).select_related("place").first()
    form = OccurrenceForm(request.POST or None, range=row, changed=changed)
    if request.method == "POST" and form.is_valid():
        agenda.change_occurrence(row, day, by=request.user, **form.columns())
        messages.success(request, _("C'est changé, ce jour-là seulement."))
        return redirect("mediating:series", row.pk)
    context = {"range": row, "told": wording.told(row), "dated": wording.dated(day, today()), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "appointments/mediating/occurrence.html", context, status=status)


def _the_day(row: OpeningRange, text: str) -> date:
    """A day of that range; others do not exist."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if abs(day - today()) > timedelta(days=800) or day not in set(days(opening.rule(row), day, day)):
        raise Http404
    return day


@require_POST
def stop(request, pk):
    """After that day it does not come back; said again with a later day, it does."""
    row = the_range(acting(request), pk)
    try:
        last = DayField().clean(request.POST.get("last_day", ""))
    except ValidationError:
        messages.warning(request, _("Écrivez le dernier jour comme 31/12/2026."))
        return redirect("mediating:series", row.pk)
    agenda.stop_series(row, last, by=request.user)
    messages.success(request, _("C'est arrêté après ce jour."))
    return redirect("mediating:series", row.pk)


@require_POST
def cancel_left(request, pk):
    """Those who stood in hours that are gone: cancelled, and told."""
    row = the_range(acting(request), pk)
    done = agenda.cancel_several(queries.left_out(row.practice), by=request.user)
    messages.success(request, _("Rendez-vous annulés : %(count)s.") % {"count": done})
    return redirect("mediating:series", row.pk)
