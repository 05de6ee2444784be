"""Gaps: everyone reads those that are shown; members note, take, act; the coordination opens, shows and closes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.core.access import public
from maillage.diagnosis import actions, funding
from maillage.diagnosis.enums import OVER, GapStatus
from maillage.diagnosis.following import forms, queries
from maillage.diagnosis.models import TargetPublic
from maillage.diagnosis.queries import threshold
from maillage.network import rules
from maillage.network.models import Organisation
from maillage.network.rules import acting, allowed, require
from maillage.places.enums import Service
from maillage.territory.models import Zone
from maillage.workshops.models import Card

A_PAGE = 20
ASKED = {"status": "etat", "zone": "quartier", "service": "theme", "text": "q"}
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def gaps(request):
    """What is missing, by whom it is looked after."""
    actor = acting(request)
    asked = {name: request.GET.get(key, "")[:200].replace("\0", "") for name, key in ASKED.items()}
    page = Paginator(queries.asked(actor, **asked), A_PAGE).get_page(request.GET.get("page"))
    context = asked | {
        "page": page, "statuses": GapStatus.choices, "services": Service.choices,
        "zones": Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).order_by("nom"),
        "may_open": rules.proposes_in_diagnosis(actor),
    }  # fmt: skip
    return render(request, "diagnosis/following/gaps.html", context)


@public
@require_safe
def gap(request, pk):
    """Its evidence, who looks after it, what is done, how it ends."""
    actor = acting(request)
    found = queries.gap_or_404(actor, pk)
    context = {
        "gap": found, "evidence": found.evidence.select_related("organisation"), "over": found.status in OVER,
        "actions": found.actions.select_related("organisation", "offer"), "publics": found.publics.all(),
        "smallest": threshold(), "ideas": funding.ideas(found.service), "decides": rules.decides_in_diagnosis(actor),
        "proposes": rules.proposes_in_diagnosis(actor), "acts": rules.acts_on_gap(actor, found),
    }  # fmt: skip
    return render(request, "diagnosis/following/gap.html", context)


@READ_OR_SEND
@allowed(rules.proposes_in_diagnosis)
def new(request):
    """From the matrix, from a card, or from nothing: what is missing, and what shows it."""
    card = _card(request)
    form = forms.GapForm(request.POST or None, initial=_initial(request, card))
    if request.method == "POST" and form.is_valid():
        told = form.save(commit=False)
        evidence = [form.evidence(_structure(request))]
        opened = actions.open_gap(told, evidence, by=request.user, publics=form.cleaned_data["publics"])
        messages.success(request, _("Le manque est suivi. Qui peut s'en occuper ?"))
        return redirect(opened)
    return _form(request, form, _("Ce qui manque"), _("Suivre ce manque"))


def _initial(request, card: Card | None) -> dict:
    asked = {"service": request.GET.get("theme", ""), "zone": request.GET.get("quartier", "")}
    if card is None:
        return asked
    source = str(card.board.meeting)
    told = {"title": card.text[:300], "said": card.text, "source": source, "kind": "carte"}
    return {"service": card.theme, "zone": card.zone_id} | told


def _card(request) -> Card | None:
    asked = request.GET.get("carte", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 10
    return Card.objects.filter(pk=int(asked)).first() if known else None


def _structure(request) -> Organisation | None:
    """Who says so: one's own structure, when there is only one."""
    own = list(Organisation.objects.filter(pk__in=acting(request).contributes_to)[:2])
    return own[0] if len(own) == 1 else None


@require_POST
@allowed(rules.proposes_in_diagnosis)
def from_card(request, pk):
    """One tap: a card of what is missing becomes a gap."""
    opened = actions.from_card(get_object_or_404(Card, pk=pk, hidden_at=None), by=request.user)
    messages.success(request, _("La carte est devenue un manque suivi."))
    return redirect(opened)


@READ_OR_SEND
@allowed(rules.proposes_in_diagnosis)
def need(request):
    card = _card(request)
    form = forms.NeedForm(request.POST or None, initial=_need_from(request, card))
    if request.method == "POST" and form.is_valid():
        told = form.save(commit=False)
        told.organisation = _structure(request)
        actions.note_need(told, by=request.user, publics=form.cleaned_data["publics"], card=card)
        messages.success(request, _("Merci : ce besoin compte dans le diagnostic."))
        return redirect("diagnosis:matrix")
    return _form(request, form, _("Noter un besoin"), _("Noter ce besoin"))


def _need_from(request, card: Card | None) -> dict:
    found = _initial(request, card)
    return found | ({"text": card.text[:500]} if card else {})


@READ_OR_SEND
@allowed(rules.proposes_in_diagnosis)
def count(request):
    form = forms.CountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.count_public(form.save(commit=False), by=request.user)
        messages.success(request, _("Merci : ce nombre compte dans le diagnostic."))
        return redirect("diagnosis:publics")
    return _form(request, form, _("Combien de personnes ?"), _("Ajouter ce nombre"))


@READ_OR_SEND
@allowed(rules.proposes_in_diagnosis)
def evidence(request, pk):
    found = queries.gap_or_404(acting(request), pk)
    form = forms.EvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.save(commit=False)
        told.organisation = _structure(request)
        actions.add_evidence(found, told, by=request.user)
        return redirect(found)
    return _form(request, form, _("Ajouter une preuve"), _("Ajouter"), found)


@READ_OR_SEND
@allowed(rules.proposes_in_diagnosis)
def take(request, pk):
    """A structure looks after it."""
    found = queries.gap_or_404(acting(request), pk)
    own = _structure(request)
    form = forms.TakeForm(request.POST or None, actor=acting(request), initial={"owner": own and own.pk})
    if request.method == "POST" and form.is_valid():
        return _done(request, found, lambda: actions.take(found, by=request.user, **form.cleaned_data))
    return _form(request, form, _("Qui s'en occupe ?"), _("Nous nous en occupons"), found)


@READ_OR_SEND
@allowed(rules.proposes_in_diagnosis)
def act(request, pk):
    """One more action of the plan, aimed at this gap."""
    found = queries.gap_or_404(acting(request), pk)
    own = _structure(request)
    form = forms.ActionForm(request.POST or None, actor=acting(request), initial={"organisation": own and own.pk})
    if request.method == "POST" and form.is_valid():
        return _done(request, found, lambda: actions.act(found, form.save(commit=False), by=request.user))
    return _form(request, form, _("Que fait-on ?"), _("Ajouter cette action"), found)


@READ_OR_SEND
@allowed(rules.proposes_in_diagnosis)
def progress(request, pk):
    action = queries.action_or_404(pk)
    actor = acting(request)
    require(action.organisation_id in actor.contributes_to or actor.coordinates)
    form = forms.ProgressForm(request.POST or None, instance=action)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.progress(action, told.pop("status"), by=request.user, **told)
        aimed = action.gaps.first()
        return redirect(aimed) if aimed else redirect("gaps:list")
    return _form(request, form, action.nom, _("Enregistrer"), action.gaps.first())


@READ_OR_SEND
@allowed(rules.proposes_in_diagnosis)
def end(request, pk):
    """How it was filled, by who looked after it or who coordinates."""
    found = queries.gap_or_404(acting(request), pk)
    require(rules.acts_on_gap(acting(request), found))
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _done(request, found, lambda: actions.close(found, by=request.user, **form.cleaned_data))
    return _form(request, form, _("Ce manque n'en est plus un ?"), _("Terminer"), found)


@require_POST
@allowed(rules.decides_in_diagnosis)
def show(request, pk):
    """Everyone, or members only."""
    found = queries.gap_or_404(acting(request), pk)
    return _done(request, found, lambda: actions.show(found, by=request.user, shown="montrer" in request.POST))


@require_POST
@allowed(rules.decides_in_diagnosis)
def reopen(request, pk):
    found = queries.gap_or_404(acting(request), pk)
    return _done(request, found, lambda: actions.reopen(found, by=request.user))


def _done(request, gap, action):
    """The action, or the reason why not; then the gap as it is."""
    try:
        action()
    except actions.Over:
        messages.warning(request, _("Ce manque est terminé : rouvrez-le d'abord."))
    except actions.NoEvidence:
        messages.warning(request, _("Il faut une preuve avant de montrer ce manque à tous."))
    return redirect(gap)


def _form(request, form, title: str, button: str, gap=None):
    context = {"form": form, "title": title, "button": button, "gap": gap, "has_publics": TargetPublic.objects.exists()}
    return render(request, "diagnosis/following/form.html", context, status=400 if form.errors else 200)
