"""The list of campaigns, one of them with its funnel, opening and ending it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.network import rules
from maillage.network.rules import acting, allowed, run_survey
from maillage.places.models import Place
from maillage.surveys import publishing
from maillage.surveys.campaigns import actions, presenting, queries, scope
from maillage.surveys.campaigns.forms import CampaignForm
from maillage.surveys.models import Campaign

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 30
MENTIONED = 12


@require_safe
@allowed(rules.runs_or_reads)
def campaigns(request):
    actor = acting(request)
    rows = scope.campaigns(actor)
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "runs": scope.operators(actor).exists(), "waiting": queries.conflicts(rows).count(),
    }  # fmt: skip
    return render(request, "surveys/campaigns/campaigns.html", context)


@require_safe
def campaign(request, pk):
    actor = acting(request)
    row = scope.the_campaign(actor, pk)
    funnel = queries.funnel_of(row)
    context = {
        "campaign": row, "zones": row.zones.all(), "funnel": funnel, "steps": presenting.steps(funnel),
        "gauge": presenting.gauge(row, funnel), "told": publishing.latest(row.survey, row),
        "findings": row.findings.prefetch_related("offers"), "mentioned": _mentioned(row),
        "runs": run_survey(actor, row.operator_id), "keeping_until": actions.keeping_until(row),
        "conflicts": row.conflicts.filter(settled="").count(),
    }  # fmt: skip
    return render(request, "surveys/campaigns/campaign.html", context)


def _mentioned(row: Campaign) -> list[tuple[Place, int]]:
    counts = queries.mentioned(row)
    places = Place.objects.in_bulk([pk for pk, _count in counts.most_common(MENTIONED)])
    return [(places[pk], count) for pk, count in counts.most_common(MENTIONED) if pk in places]


@READ_OR_SEND
@allowed(rules.runs_a_team)
def create(request):
    form = CampaignForm(request.POST if request.method == "POST" else None, actor=acting(request))
    if request.method == "POST" and form.is_valid():
        row = actions.save_campaign(form.save(commit=False), zones=form.cleaned_data["zones"], by=request.user)
        messages.success(request, _("La campagne est créée. Ajoutez maintenant les binômes et leurs tournées."))
        return redirect("campaigns:rounds", row.pk)
    return _form(request, form, _("Une campagne de plus"))


@READ_OR_SEND
def change(request, pk):
    row = scope.run_campaign(acting(request), pk)
    form = CampaignForm(request.POST if request.method == "POST" else None, instance=row, actor=acting(request))
    if request.method == "POST" and form.is_valid():
        actions.save_campaign(form.save(commit=False), zones=form.cleaned_data["zones"], by=request.user)
        messages.success(request, _("C'est enregistré."))
        return redirect("campaigns:campaign", row.pk)
    return _form(request, form, _("Changer la campagne"), row)


def _form(request, form, title, row=None):
    context = {"form": form, "title": title, "campaign": row}
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/campaigns/campaign_form.html", context, status=status)


@require_POST
def end(request, pk):
    row = scope.run_campaign(acting(request), pk)
    actions.end_campaign(row, by=request.user)
    messages.success(request, _("La campagne est terminée. Les téléphones ont encore sept jours pour envoyer."))
    return redirect("campaigns:campaign", row.pk)


@require_POST
def publish(request, pk):
    row = scope.run_campaign(acting(request), pk)
    if publishing.publish(row.survey, row, by=request.user):
        messages.success(request, _("Les tableaux sont à jour."))
    else:
        messages.warning(
            request, _("Rien de plus ne peut être montré : trop peu de réponses nouvelles pour rester anonymes.")
        )
    return redirect("campaigns:campaign", row.pk)
