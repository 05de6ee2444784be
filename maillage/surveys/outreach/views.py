"""Outings: what was told, one more, mending one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maillage.network import rules
from maillage.network.rules import acting, allowed, require, tell_outreach
from maillage.surveys.models import Outreach
from maillage.surveys.outreach import actions
from maillage.surveys.outreach.forms import OutingForm

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 30
SIGNS = {"marché": "acheter", "rue": "marcher", "école": "enfant", "fête": "loisirs", "hall": "maison"}


@require_safe
@allowed(rules.runs_or_reads)
def outings(request):
    actor = acting(request)
    rows = Outreach.objects.select_related("zone", "organisation")
    rows = rows if actor.reads_everything else rows.filter(organisation__in=actor.contributes_to)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    totals = rows.aggregate(count=Count("pk"), met=Sum("met"), leaflets=Sum("leaflets"), oriented=Sum("oriented"))
    shown = [(one, SIGNS.get(one.kind, "personnes"), tell_outreach(actor, one.organisation_id)) for one in page]
    context = {"page": page, "shown": shown, "totals": totals, "tells": rules.runs_a_structure(actor)}
    return render(request, "surveys/outreach/outings.html", context)


@READ_OR_SEND
@allowed(rules.runs_a_structure)
def tell(request):
    return _form(request, OutingForm(request.POST if request.method == "POST" else None, actor=acting(request)))


@READ_OR_SEND
def change(request, pk):
    actor = acting(request)
    row = get_object_or_404(Outreach, pk=pk if pk < 2**62 else 0)
    require(tell_outreach(actor, row.organisation_id))
    return _form(request, OutingForm(request.POST if request.method == "POST" else None, instance=row, actor=actor))


def _form(request, form):
    if request.method == "POST" and form.is_valid():
        actions.save(form.save(commit=False), by=request.user)
        messages.success(request, _("C'est noté."))
        return redirect("outreach:outings")
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/outreach/outing_form.html", {"form": form}, status=status)
