"""Nobody is received. People already expected are shown, and one says what becomes of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.appointments import actions as agenda
from maillage.appointments.mediating import queries, wording
from maillage.appointments.mediating.forms import AbsenceForm
from maillage.appointments.mediating.scope import MOST, bounded, diaries, places_of
from maillage.appointments.mediating.views.common import READ_OR_SEND, today
from maillage.appointments.models import Closure
from maillage.network import rules
from maillage.network.rules import act_in_diary, acting, allowed, answer_for_diaries, require

MEETS = ("ask", "cancel", "keep")


@READ_OR_SEND
@allowed(rules.runs_a_structure)
def absences(request):
    practices = list(diaries(acting(request)).filter(active=True)[:MOST])
    places = [one for one in places_of(acting(request)) if answer_for_diaries(acting(request), one.organisation)]
    if request.method != "POST":
        asked = {"first": today(), "who": f"agenda-{request.GET.get('agenda', '')}"}
        return _page(request, AbsenceForm(initial=asked, diaries=practices, places=places), practices, places)
    form = AbsenceForm(request.POST, diaries=practices, places=places)
    if not form.is_valid():
        return _page(request, form, practices, places, status=422)
    return _write(request, form, practices, places)


def _write(request, form, practices, places):
    told = form.cleaned_data
    meets = request.POST.get("rendez-vous", "ask")
    try:
        away = agenda.absent(
            form.subject(), *form.span(), told["reason"], by=request.user, every_week_until=told["weekly"],
            meets=meets if meets in MEETS else "ask",
        )  # fmt: skip
    except agenda.Asks as asks:
        return _page(request, form, practices, places, status=409, met=asks.met, sessions=asks.sessions)
    messages.success(request, _("C'est noté : personne ne pourra réserver pendant ce temps."))
    if meets == "cancel" and away.met:
        messages.success(request, _("Rendez-vous annulés : %(count)s.") % {"count": len(away.met)})
    return redirect("mediating:absences")


def _page(request, form, practices, places, status=200, **more):
    rows = queries.closures_to_come(practices, [one.pk for one in places], timezone.now())
    context = {"form": form, "away": [(row, wording.away(row, today())) for row in rows], **more}
    context["someone"] = bool(practices or places)
    return render(request, "appointments/mediating/absences.html", context, status=status)


@require_POST
def back(request, pk):
    row = get_object_or_404(Closure.objects.select_related("practice", "place__organisation"), pk=bounded(pk))
    mine = act_in_diary(acting(request), row.practice) if row.practice else False
    require(mine or (row.place is not None and answer_for_diaries(acting(request), row.place.organisation)))
    agenda.back(row, by=request.user, now=timezone.now())
    messages.success(request, _("C'est retiré : on peut de nouveau réserver."))
    return redirect("mediating:absences")
