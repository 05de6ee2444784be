"""In the workspace: confirm one's own places; enter, in their name, what a holder said by phone or on paper."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.census.models import Channel
from maillage.census.verifying import queries
from maillage.census.verifying.actions import answering, launching
from maillage.census.verifying.forms import CorrectionForm, HeardForm, RhythmForm
from maillage.census.verifying.showing import sheet
from maillage.network import rules
from maillage.network.models import Organisation
from maillage.network.rules import acting, allowed, require
from maillage.places.models import Place


@require_safe
@allowed(rules.runs_a_structure)
def mine(request):
    """The places I answer for, those to look at first; how often I want to be asked."""
    actor = acting(request)
    found = queries.own_places(actor)
    rhythms = [(one, RhythmForm(initial=_rhythm(one), prefix=one.slug)) for one in queries.run_by(actor)]
    return render(request, "census/verifying/mine.html", {"places": found, "rhythms": rhythms})


def _rhythm(organisation: Organisation) -> dict:
    return {"rhythm": organisation.rhythm, "email": organisation.verification_email}


@require_http_methods(["GET", "HEAD", "POST"])
def place(request, slug):
    """One place as people read it; « Tout est exact », by whom and how."""
    found, heard_from_others = _to_verify(request, slug)
    form = HeardForm(request.POST or None) if heard_from_others else None
    if request.method == "POST" and (form is None or form.is_valid()):
        answering.confirm(found, **_heard(form), by=request.user)
        messages.success(request, _("Merci ! La page dit maintenant que c'est vérifié."))
        return redirect("verifying:place", found.slug)
    shown = sheet(found, timezone.localdate(), known=queries.freshness(found))
    context = {"place": found, "sheet": shown, "form": form}
    return render(request, "census/verifying/place.html", context, status=400 if form and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, slug):
    """« Quelque chose a changé »: written by those who may, proposed by the others."""
    found, heard_from_others = _to_verify(request, slug)
    form = CorrectionForm(request.POST or None, place=found)
    heard = HeardForm(request.POST or None) if heard_from_others else None
    if request.method == "POST" and all([form.is_valid(), heard is None or heard.is_valid()]):
        _write(request, found, form, heard)
        return redirect("verifying:place", found.slug)
    wrong = form.errors or (heard and heard.errors)
    context = {"place": found, "form": form, "heard": heard, "sheet": sheet(found, timezone.localdate())}
    return render(request, "census/verifying/place_correct.html", context, status=400 if wrong else 200)


def _write(request, found: Place, form: CorrectionForm, heard: HeardForm | None) -> None:
    if rules.edit_place(acting(request), found):
        answering.hear(form, **_heard(heard), by=request.user)
        messages.success(request, _("C'est enregistré. Les habitants le voient déjà."))
    else:
        answering.propose(form, channel=Channel.MEMBER, by=request.user)
        messages.success(request, _("Merci. Votre responsable ou la coordination relit avant que la page change."))


@require_POST
def rhythm(request, slug):
    """How often, and where to write."""
    found = get_object_or_404(Organisation, slug=slug)
    require(rules.edit_structure(acting(request), found))
    form = RhythmForm(request.POST, prefix=slug)
    if not form.is_valid():
        context = {"places": queries.own_places(acting(request)), "rhythms": [(found, form)]}
        return render(request, "census/verifying/mine.html", context, status=400)
    said = form.cleaned_data
    launching.set_rhythm(found, rhythm=said["rhythm"], email=said["email"], by=request.user)
    messages.success(request, _("C'est noté."))
    return redirect("verifying:mine")


def _to_verify(request, slug: str) -> tuple[Place, bool]:
    """The place, and whether another than its holder speaks; 404 for who may not."""
    found = get_object_or_404(queries.shown(Place.objects.filter(merged_into=None)), slug=slug)
    actor = acting(request)
    require(rules.verify_place(actor, found))
    return found, found.organisation_id not in actor.contributes_to


def _heard(form: HeardForm | None) -> dict:
    if form is None:
        return {"channel": Channel.MEMBER}
    return {"channel": form.cleaned_data["channel"], "at": form.at}
