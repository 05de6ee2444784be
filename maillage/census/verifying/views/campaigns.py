"""The coordinator's campaigns: whom it will ask before it asks, who answered, whom to call."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.census.models import Campaign, Request
from maillage.census.verifying import queries
from maillage.census.verifying.actions import following, launching
from maillage.census.verifying.forms import ChoiceForm, LaunchForm
from maillage.census.verifying.showing import sheets
from maillage.network import rules
from maillage.network.rules import allowed
from maillage.places.presenting import phone, phone_link

A_PAGE = 50


@require_safe
@allowed(rules.coordinates)
def campaigns(request):
    found = Paginator(queries.campaigns(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "census/verifying/campaigns.html", {"campaigns": found})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(rules.coordinates)
def new(request):
    """Choose, see whom it asks and how, then launch."""
    choice = ChoiceForm(request.POST or request.GET or {})
    form = LaunchForm(request.POST or None, initial={"nom": queries.suggested_name(choice.choice)})
    if request.method == "POST" and form.is_valid():
        try:
            campaign = launching.launch(choice=choice.choice, by=request.user, **form.cleaned_data)
            messages.success(request, _("C'est parti : les courriels s'envoient."))
            return redirect("verifying:campaign", campaign.pk)
        except launching.NobodyToAsk:
            form.add_error(None, _("Personne à solliciter : une demande est déjà en cours pour chacun de ces lieux."))
    context = {"choice": choice, "form": form, "preview": queries.preview(choice.choice)}
    return render(request, "census/verifying/new.html", context, status=400 if form.errors else 200)


@require_safe
@allowed(rules.coordinates)
def campaign(request, pk):
    """Where each one stands."""
    found = get_object_or_404(queries.campaigns(), pk=pk)
    state = request.GET.get("etat", "")
    asked = Paginator(queries.requests(found, state), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "campaign": found, "requests": asked, "state": state, "states": queries.STATES,
        "letters": queries.letters(asked), "corrections": queries.corrections(found),
    }  # fmt: skip
    return render(request, "census/verifying/campaign.html", context)


@require_safe
@allowed(rules.coordinates)
def call_list(request, pk):
    """On paper: whom to call, what to ask, boxes to tick."""
    found = get_object_or_404(Campaign, pk=pk)
    everyone = "tous" in request.GET
    to_call = queries.to_call(found, everyone)
    waiting = [(one, sheets(one.lines_to_print), phone(queries.phone_of(one))) for one in to_call]
    return render(request, "census/verifying/call_list.html", {"campaign": found, "calls": waiting, "all": everyone})


@require_safe
@allowed(rules.coordinates)
def one_request(request, pk):
    """One holder: what is asked, what was answered, what can be done."""
    found = get_object_or_404(Request.objects.select_related("campaign", "organisation"), pk=pk)
    shown = sheets(queries.lines(found))
    number = next((one.place.telephone for one in shown if one.place.telephone), "")
    number = (found.organisation and found.organisation.telephone) or number
    context = {
        "asked": found, "sheets": shown, "phone": phone(number), "phone_link": phone_link(number),
        "letter": queries.letters([found]).get(found.pk),
    }  # fmt: skip
    return render(request, "census/verifying/request.html", context)


@require_POST
@allowed(rules.coordinates)
def close(request, pk):
    following.close_campaign(get_object_or_404(Campaign, pk=pk), by=request.user)
    messages.success(request, _("La campagne est close. Plus aucun rappel ne partira."))
    return redirect("verifying:campaign", pk)


@require_POST
@allowed(rules.coordinates)
def revoke(request, pk):
    following.revoke(get_object_or_404(Request, pk=pk), by=request.user)
    messages.success(request, _("Les liens envoyés ne mènent plus nulle part."))
    return redirect("verifying:request", pk)


@require_POST
@allowed(rules.coordinates)
def leave_alone(request, pk):
    following.stop_reminding(get_object_or_404(Request, pk=pk), by=request.user)
    messages.success(request, _("Plus aucun rappel pour cette demande."))
    return redirect("verifying:request", pk)
