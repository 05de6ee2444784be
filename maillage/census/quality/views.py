from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.census.quality import queries
from maillage.census.quality.measuring import DEFINITIONS, Criterion, Gap
from maillage.census.verifying.forms import ChoiceForm
from maillage.core import answers
from maillage.network import rules
from maillage.network.rules import acting, allowed

A_PAGE = 20
COLUMNS = ["identifiant", "nom", "structure", "telephone", "information du", *Criterion, "ce qui manque"]


@require_safe
@allowed(rules.reads_everything)
def quality(request):
    """What the base is worth, what is missing, whom to call. The address says the whole question."""
    form, gap = ChoiceForm(request.GET), request.GET.get("manque", "")
    found = queries.measured(form.choice)
    calls = queries.whom_to_call(queries.with_gap(found, gap))
    context = {
        "form": form, "gap": gap if gap in set(Gap) else "", "total": queries.overall(found),
        "zones": queries.by_zone(found), "missing": queries.missing_most(found), "definitions": DEFINITIONS,
        "calls": Paginator(calls, A_PAGE).get_page(request.GET.get("page")), "query": _query(request),
        "may_verify": acting(request).coordinates,
    }  # fmt: skip
    return render(request, "census/quality/quality.html", context)


def _query(request, *without: str) -> str:
    """The question without its page, ready for links."""
    asked = request.GET.copy()
    for name in ("page", "manque", *without):
        asked.pop(name, None)
    return asked.urlencode()


@require_safe
@allowed(rules.reads_everything)
def export(request):
    """The same as a table: one line a place."""
    found = queries.measured(ChoiceForm(request.GET).choice)
    return answers.table([COLUMNS, *map(_line, found)], f"qualite-{timezone.localdate()}.csv")


def _line(one: queries.Measured) -> list[str]:
    place = one.place
    met = ["oui" if yes else "non" for yes in one.met.values()]
    structure = place.organisation.nom if place.organisation else ""
    day = queries.confirmed_on(place)
    cells = [place.pk, place.nom, structure, place.telephone, day.isoformat() if day else "", *met]
    return [*cells, ", ".join(one.gaps)]
