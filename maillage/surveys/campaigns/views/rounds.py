"""Who goes where: rounds, the link of each pair on a sheet, a round counted on paper."""

import segno
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.network.rules import acting
from maillage.surveys.campaigns import actions, queries, scope
from maillage.surveys.campaigns.forms import LinkForm, PaperForm, RoundForm
from maillage.surveys.campaigns.views.campaigns import READ_OR_SEND
from maillage.surveys.models import Campaign, Collector


@READ_OR_SEND
def rounds(request, pk):
    """A round is added here."""
    row = scope.run_campaign(acting(request), pk)
    form = RoundForm(request.POST if request.method == "POST" else None, campaign=row)
    if request.method == "POST" and form.is_valid():
        actions.save_round(form.save(commit=False), by=request.user)
        messages.success(request, _("La tournée est ajoutée."))
        return redirect("campaigns:rounds", row.pk)
    return _page(request, row, form, LinkForm(), status=422 if request.method == "POST" else 200)


def _page(request, row: Campaign, form, link_form, status=200):
    doors = queries.doors_by_round(row)
    context = {
        "campaign": row, "form": form, "link_form": link_form, "collectors": row.collectors.all(),
        "rounds": [(one, doors.get(one.pk)) for one in queries.rounds(row)], "now": timezone.now(),
    }  # fmt: skip
    return render(request, "surveys/campaigns/rounds.html", context, status=status)


@READ_OR_SEND
def change_round(request, pk):
    row = scope.the_round(acting(request), pk)
    form = RoundForm(request.POST if request.method == "POST" else None, instance=row, campaign=row.campaign)
    if request.method == "POST" and form.is_valid():
        actions.save_round(form.save(commit=False), by=request.user)
        messages.success(request, _("C'est enregistré."))
        return redirect("campaigns:rounds", row.campaign_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/campaigns/round_form.html", {"form": form, "round": row}, status=status)


@READ_OR_SEND
def paper(request, pk):
    """Its totals, when it was counted on paper."""
    row = scope.the_round(acting(request), pk)
    form = PaperForm(
        request.POST if request.method == "POST" else None, initial={"day": row.day, "targeted": row.target or None}
    )
    if request.method == "POST" and form.is_valid():
        count = actions.tell_paper_round(row, form.funnel(), day=form.cleaned_data["day"], by=request.user)
        messages.success(request, _("%(count)s portes sont comptées.") % {"count": count})
        return redirect("campaigns:campaign", row.campaign_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/campaigns/paper.html", {"form": form, "round": row}, status=status)


# -- links


@require_POST
def open_link(request, pk):
    row = scope.run_campaign(acting(request), pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, row, RoundForm(campaign=row), form, status=422)
    collector, token = actions.open_link(row, form.cleaned_data["nom"], by=request.user)
    return _sheet(request, collector, token)


@require_POST
def renew_link(request, pk):
    collector = scope.the_collector(acting(request), pk)
    return _sheet(request, collector, actions.renew_link(collector, by=request.user))


def _sheet(request, collector: Collector, token: str):
    """Shown once, to print: nobody can read this address again, not even here."""
    collector.refresh_from_db()
    address = actions.address(token)
    context = {
        "collector": collector, "campaign": collector.campaign, "address": address,
        "code_to_scan": segno.make(address, error="m", micro=False).svg_data_uri(border=2),
        "rounds": collector.rounds.select_related("zone"),
    }  # fmt: skip
    response = render(request, "surveys/campaigns/sheet.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def revoke_link(request, pk):
    collector = scope.the_collector(acting(request), pk)
    actions.revoke_link(collector, by=request.user)
    messages.success(request, _("Le lien de ce binôme ne mène plus nulle part."))
    return redirect("campaigns:rounds", collector.campaign_id)
