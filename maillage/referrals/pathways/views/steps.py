"""One step: another place, a day, before or after, done in one tap."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.network.enums import SupportAim, SupportManner
from maillage.referrals.actions import Doer, Incomplete
from maillage.referrals.enums import Autonomy, Stage
from maillage.referrals.holding.answering import BETWEEN, pair
from maillage.referrals.models import Step
from maillage.referrals.pathways import actions, placing, presenting, queries, templates
from maillage.referrals.pathways.actions import Wanted
from maillage.referrals.pathways.forms import DayForm, StepForm
from maillage.referrals.pathways.placing import Found
from maillage.referrals.pathways.views.common import READ_OR_SEND, doer_of, with_pathway, with_step
from maillage.territory.queries import zone_called


def _found(pathway, line: templates.Line) -> list[Found]:
    known = templates.person_of(template=pathway.template, level=pathway.level, language=pathway.language)
    (several,) = placing.find([line], known, zone=zone_called(pathway.zone), now=timezone.localtime())
    return several


@READ_OR_SEND
@with_pathway("étape de plus")
def add(request, pathway):
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"pathway": pathway, "form": form}
        return render(request, "referrals/pathways/add.html", context, status=422 if form.errors else 200)
    told = form.cleaned_data
    first = next(iter(_found(pathway, templates.Line(told["stage"], told["service"]))), None)
    wanted = Wanted(told["stage"], told["service"], first.place if first else None, first.offer if first else None)
    try:
        added = actions.add(pathway, wanted, doer_of(request, pathway.organisation_id))
    except Incomplete:
        messages.warning(request, _("Ce parcours a déjà vingt étapes : retirez-en une d'abord."))
        return redirect("pathways:pathway", pathway.pk)
    return redirect("pathways:step", added.pk)


@READ_OR_SEND
@with_step("étape")
def step(request, step):
    if request.method == "POST":
        return _change(request, step)
    return _page(request, step)


def _page(request: HttpRequest, step: Step, form: DayForm | None = None) -> HttpResponse:
    way = queries.way(queries.the_pathway(step.pathway_id))
    shown = next(one for one in presenting.shown(way, timezone.localtime()) if one.step.pk == step.pk)
    others = _found(step.pathway, templates.Line(step.stage, step.service)) if step.service else []
    context = {
        "step": step, "shown": shown, "pathway": step.pathway, "found": others, "last": len(way.steps),
        "form": form or DayForm(initial={"day": step.planned_on}),
        "write": presenting.writing_url(step.pathway, step),
    }  # fmt: skip
    return render(request, "referrals/pathways/step.html", context, status=422 if form else 200)


def _change(request: HttpRequest, step: Step) -> HttpResponse:
    change = CHANGES.get(request.POST.get("geste", ""))
    doer = doer_of(request, step.pathway.organisation_id)
    if change is None:
        messages.warning(request, _("Rien n'a changé : touchez l'un des boutons de la page."))
        return redirect("pathways:step", step.pk)
    return change(request, step, doer) or redirect("pathways:pathway", step.pathway_id)


def _place(request: HttpRequest, step: Step, doer: Doer) -> HttpResponse | None:
    """One of those the page proposes."""
    asked = request.POST.get("lieu", "")
    several = _found(step.pathway, templates.Line(step.stage, step.service))
    found = next((one for one in several if one.place.pk == asked), None)
    if found is None:
        messages.warning(request, _("Ce lieu n'est plus proposé : en voici d'autres."))
        return redirect("pathways:step", step.pk)
    actions.place_at(step, found.place, doer, offer=found.offer)
    return None


def _none(request: HttpRequest, step: Step, doer: Doer) -> None:
    actions.place_at(step, None, doer)


def _plan(request: HttpRequest, step: Step, doer: Doer) -> HttpResponse | None:
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, step, form)
    actions.plan(step, form.cleaned_data["day"], doer)
    return None


def _earlier(request: HttpRequest, step: Step, doer: Doer) -> None:
    actions.move(step, -1, doer)


def _later(request: HttpRequest, step: Step, doer: Doer) -> None:
    actions.move(step, 1, doer)


def _aside(request: HttpRequest, step: Step, doer: Doer) -> None:
    actions.leave_aside(step, doer)


def _again(request: HttpRequest, step: Step, doer: Doer) -> None:
    actions.undo_done(step, doer)


def _remove(request: HttpRequest, step: Step, doer: Doer) -> HttpResponse | None:
    try:
        actions.remove(step, doer)
    except Incomplete:
        messages.warning(request, _("Ce qui est fait reste écrit. Dites d'abord que ce n'est pas fait."))
        return redirect("pathways:step", step.pk)
    messages.success(request, _("L'étape est retirée."))
    return None


CHANGES: dict[str, Callable[[HttpRequest, Step, Doer], HttpResponse | None]] = {
    "lieu": _place, "aucun": _none, "jour": _plan, "avant": _earlier, "apres": _later, "laisser": _aside,
    "reprendre": _again, "retirer": _remove,
}  # fmt: skip


@READ_OR_SEND
@with_step("étape faite")
def done(request, step):
    """One tap: done how, and what the person can do now. The aim is the stage's, unless one says otherwise."""
    if request.method == "POST":
        manner, autonomy = pair(request.POST.get("fait", ""))
        told = {"manner": manner, "autonomy": autonomy, "aim": request.POST.get("aim", "")}
        try:
            actions.mark_done(step, doer_of(request, step.pathway.organisation_id), **told)
        except Incomplete:
            messages.warning(request, _("Touchez l'un des boutons de la page."))
            return redirect("pathways:done", step.pk)
        messages.success(request, _("C'est noté."))
        return redirect("pathways:pathway", step.pathway_id)
    context = {"step": step, "pathway": step.pathway, "words": Stage(step.stage).label, "taps": taps(),
               "aims": SupportAim.choices, "aim": templates.aim(step.stage)}  # fmt: skip
    return render(request, "referrals/pathways/done.html", context)


def taps() -> list[tuple[str, list[tuple[str, str]]]]:
    """What is done with the person comes first (P04)."""
    said = {SupportManner.WITH: _("Fait avec elle"), SupportManner.FOR: _("Fait à sa place")}
    return [(words, [(f"{manner}{BETWEEN}{one}", one.label) for one in Autonomy]) for manner, words in said.items()]
