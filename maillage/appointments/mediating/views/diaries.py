"""My hours, all of them; and how I receive."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.accounts.models import User
from maillage.appointments.mediating import actions, queries, wording
from maillage.appointments.mediating.forms import DiaryForm
from maillage.appointments.mediating.scope import MOST, the_diary
from maillage.appointments.mediating.scope import diaries as diaries_of
from maillage.appointments.mediating.views.common import READ_OR_SEND, today
from maillage.network import rules
from maillage.network.rules import acting, allowed, answer_for_diaries


@require_safe
@allowed(rules.runs_a_structure)
def diaries(request):
    """What comes back every week, by diary; absences to come."""
    practices = list(diaries_of(acting(request))[:MOST])
    ranges = queries.ranges_of(practices, today())
    places = {one.place_id for one in practices}
    away = queries.closures_to_come(practices, places, timezone.now())
    shown = [
        (one, [(row, wording.told(row), wording.shape(row)) for row in ranges.get(one.pk, ())]) for one in practices
    ]
    context = {"shown": shown, "away": [(row, wording.away(row, today())) for row in away]}
    return render(request, "appointments/mediating/diaries.html", context)


def _said(row) -> tuple:
    return row, wording.told(row), wording.shape(row)


@READ_OR_SEND
def settings(request, pk):
    practice = the_diary(acting(request), pk)
    people = None
    if answer_for_diaries(acting(request), practice.organisation):
        people = User.objects.filter(memberships__organisation=practice.organisation, is_active=True).distinct()
    form = DiaryForm(request.POST or None, instance=practice, colleagues=people)
    if request.method == "POST" and form.is_valid():
        actions.change_diary(practice, by=request.user, **form.cleaned_data)
        messages.success(request, _("C'est enregistré."))
        return redirect("mediating:diaries")
    status = 422 if request.method == "POST" else 200
    context = {"practice": practice, "form": form}
    return render(request, "appointments/mediating/settings.html", context, status=status)
