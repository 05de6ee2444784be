"""My day: first the next person, one tap for what became of them, then the rest."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.appointments import actions as agenda
from maillage.appointments.enums import State
from maillage.appointments.mediating import actions, queries, wording
from maillage.appointments.mediating.forms import NoteForm, services_of
from maillage.appointments.mediating.scope import MOST, bounded, diaries, the_diary
from maillage.appointments.mediating.views.common import day_asked, day_url, not_understood, shown, today
from maillage.appointments.models import Appointment, DoneNote
from maillage.appointments.recurrence import local_day
from maillage.appointments.telling.queries import this_month
from maillage.network import rules
from maillage.network.enums import SupportManner
from maillage.network.rules import act_in_diary, acting, allowed, require
from maillage.places.enums import Service

TAPS = ((State.CAME, "oui", "Venu"), (State.NO_SHOW, "non", "Pas venu"), (State.EXCUSED, "telephone", "Excusé"))
TAPS += ((State.CANCELLED, "jamais", "Annulé par nous"),)
DAY = timedelta(days=1)


@require_safe
@allowed(rules.runs_a_structure)
def my_day(request):
    practices, day, now = shown(request), day_asked(request), timezone.now()
    several = list(diaries(acting(request)).filter(active=True)[: MOST + 1])
    one = practices[0] if len(practices) == 1 else None
    context = {
        "today": today(), "day": day, "dated": wording.dated(day, today()), "before": day - DAY, "after": day + DAY,
        "found": queries.the_day(practices, day, now), "practices": practices, "several": several[:MOST], "one": one,
        "taps": TAPS, "said": _just_said(request, practices, now), "services": services_of(one) if one else (),
        "all_services": Service.choices, "manners": SupportManner.choices, "now": now,
        "spent": this_month(now).spent, "asked": one.pk if one and "agenda" in request.GET else None,
    }  # fmt: skip
    return render(request, "appointments/mediating/day.html", context)


def _just_said(request, practices, now):
    asked = request.GET.get("dit", "")
    return queries.just_said(bounded(int(asked[:20])), practices, now) if asked.isascii() and asked.isdigit() else None


def _the_appointment(request, pk: int) -> Appointment:
    row = get_object_or_404(Appointment.objects.select_related("practice"), pk=bounded(pk))
    require(act_in_diary(acting(request), row.practice))
    return row


@require_POST
def say(request, pk):
    """One tap; one tap takes it back."""
    row = _the_appointment(request, pk)
    state = request.POST.get("etat", "")
    if state not in State.values:
        return not_understood(request, day_url(row.start, _asked(request)))
    try:
        row = actions.say(row, State(state), by=request.user)
    except agenda.TooEarly:
        messages.warning(request, _("Ce rendez-vous n'est pas encore venu : on le pointe le jour même."))
    except agenda.Taken:
        messages.warning(request, _("Ce moment a été donné à quelqu'un d'autre depuis."))
    return redirect(day_url(row.start, _asked(request), dit=row.pk if row.state != State.BOOKED else None))


def _asked(request) -> int | None:
    """The diary the page was about, carried by the form."""
    asked = request.POST.get("agenda", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None


@require_POST
def note(request, pk):
    """What was done: one tap a category."""
    row = _the_appointment(request, pk)
    done = get_object_or_404(DoneNote, appointment=row)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return not_understood(request, day_url(row.start, _asked(request)))
    actions.describe(done, by=request.user, **form.columns())
    return redirect(day_url(row.start, _asked(request), dit=row.pk))


@require_POST
def passing(request, pk):
    """One more without appointment; or one counted by mistake."""
    practice = the_diary(acting(request), pk)
    taken_back = request.POST.get("retirer", "")
    if taken_back:
        known = taken_back if taken_back.isascii() and taken_back.isdigit() else "0"
        row = get_object_or_404(DoneNote, pk=bounded(int(known[:20])), practice=practice, walk_in=True)
        actions.uncount(row, by=request.user)
    else:
        service = request.POST.get("service", "")
        if service not in ("", *Service.values):
            return not_understood(request, day_url(today(), _asked(request)))
        actions.count_passing(practice, local_day(timezone.now()), service, by=request.user)
        messages.success(request, _("C'est compté."))
    return redirect(day_url(today(), _asked(request)) + "#sans-rendez-vous")
