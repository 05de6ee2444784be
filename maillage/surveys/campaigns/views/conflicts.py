"""The same door told twice, differently: somebody decides."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.network import rules
from maillage.network.rules import acting, allowed, require, run_survey
from maillage.surveys.campaigns import deciding, presenting, queries, scope
from maillage.surveys.enums import Settled
from maillage.surveys.models import Conflict

A_PAGE = 20


@require_safe
@allowed(rules.runs_a_team)
def conflicts(request):
    waiting = queries.conflicts(queries.run_by(acting(request))).select_related("campaign__survey")
    shown = [(one, presenting.both(one)) for one in waiting[:A_PAGE]]
    context = {"shown": shown, "count": waiting.count(), "decisions": Settled.choices}
    return render(request, "surveys/campaigns/conflicts.html", context)


@require_POST
def settle(request, pk):
    row = get_object_or_404(Conflict.objects.select_related("campaign"), pk=scope.bounded(pk))
    require(run_survey(acting(request), row.campaign.operator_id))
    decision = request.POST.get("decision", "")
    if decision not in Settled.values:
        messages.warning(request, _("Rien n'a changé : touchez l'un des boutons de la page."))
        return redirect("campaigns:conflicts")
    try:
        deciding.settle(row, Settled(decision), by=request.user)
        messages.success(request, _("C'est décidé."))
    except deciding.AlreadySettled:
        messages.warning(request, _("Quelqu'un avait déjà décidé."))
    except deciding.CannotBeKept:
        messages.warning(request, _("Le second contenu ne peut pas être gardé : le premier reste."))
    return redirect("campaigns:conflicts")
