"""A new pathway in a few taps: for whom, then where they live and what they speak; the steps find their places."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.network import rules
from maillage.network.rules import acting, allowed
from maillage.orientation.level import codes
from maillage.orientation.level.planning import LEVELS, Plan, plan
from maillage.orientation.queries import zones_by_sector
from maillage.referrals.enums import PathTemplate
from maillage.referrals.pathways import actions, placing, queries, templates
from maillage.referrals.pathways.actions import Wanted
from maillage.referrals.pathways.forms import BeginForm
from maillage.referrals.pathways.views.common import READ_OR_SEND, doer_of
from maillage.territory.queries import zone_called


@READ_OR_SEND
@allowed(rules.writes_referrals)
def begin(request):
    template, code = request.GET.get("pour", ""), request.GET.get("code", "").strip()[:60]
    found = checked(code)
    if template not in PathTemplate.values:
        return _for_whom(request, code, found)
    structures = queries.structures(acting(request))
    form = BeginForm(request.POST or None, zones=_zones(), structures=structures, initial=_known(found))
    if request.method == "POST" and form.is_valid():
        return _begun(request, template, found, form, structures)
    context = {"form": form, "template": PathTemplate(template), "lines": _lines(template, found), "code": code}
    return render(request, "referrals/pathways/begin.html", context, status=422 if form.errors else 200)


def checked(code: str) -> tuple[Plan, str] | None:
    """What a level check found, and the need it began with; None for a code nobody can read."""
    try:
        sitting = codes.decode(code) if code else None
    except codes.Damaged:
        return None
    return (plan(sitting.counted()), str(sitting.answers.get("N0", ""))) if sitting and sitting.finished else None


def _for_whom(request: HttpRequest, code: str, found) -> HttpResponse:
    proposed = templates.proposed(found[0].barriers, found[1]) if found else []
    first = sorted(PathTemplate, key=lambda one: one not in proposed)
    cards = [(one, templates.PICTOGRAMS[one], one in proposed) for one in first]
    context = {"cards": cards, "code": code, "damaged": bool(code) and not found, "proposed": proposed, "found": found}
    return render(request, "referrals/pathways/for_whom.html", context)


def _lines(template: str, found) -> tuple[templates.Line, ...]:
    return templates.lines(template, found[0].barriers if found else ())


def _known(found) -> dict:
    if not found:
        return {}
    spoken = found[0].asks.get("languages", ())
    return {"level": LEVELS[found[0].score.profile]} | ({"language": spoken[0]} if spoken else {})


def _zones() -> list[tuple[str, str]]:
    return [(zone.code, zone.nom) for sector in zones_by_sector() for zone in sector["zones"]]


def _begun(request: HttpRequest, template: str, found, form: BeginForm, structures) -> HttpResponse:
    told = form.cleaned_data
    organisation = next(one for one in structures if one.slug == told["structure"])
    lines = _lines(template, found)
    person = templates.person_of(template=template, level=told["level"], language=told["language"])
    places = placing.find(lines, person, zone=zone_called(told["zone"]), now=timezone.localtime())
    begun = actions.begin(
        [_wanted(line, several) for line, several in zip(lines, places, strict=True)],
        doer=doer_of(request, organisation.pk), organisation=organisation, template=template,
        language=told["language"], zone=told["zone"], level=told["level"], goals=told["goals"],
    )  # fmt: skip
    messages.success(request, _("Le parcours est prêt : adaptez-le, puis imprimez-le."))
    return redirect("pathways:pathway", begun.pathway.pk)


def _wanted(line: templates.Line, several: list[placing.Found]) -> Wanted:
    first = next(iter(several), None)
    return Wanted(line.stage, line.service, first.place if first else None, first.offer if first else None)
