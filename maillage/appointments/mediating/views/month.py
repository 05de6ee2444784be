"""The month, counted: a page of bars with their tables, a file."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.appointments.mediating import counting
from maillage.appointments.mediating.scope import diaries
from maillage.appointments.mediating.views.common import today
from maillage.appointments.models import Practice
from maillage.appointments.telling.queries import this_month
from maillage.core import answers, speaking
from maillage.network import rules
from maillage.network.rules import acting, allowed

ALL = 2_000


def _asked(request) -> tuple[list[Practice], counting.Month]:
    practices = list(diaries(acting(request))[:ALL])
    asked = request.GET.get("agenda", "")
    if asked.isascii() and asked.isdigit():
        practices = [one for one in practices if str(one.pk) == asked]
    return practices, counting.the_month(practices, counting.first_of(request.GET.get("mois", ""), today()))


@require_safe
@allowed(rules.runs_a_structure)
def month(request):
    practices, found = _asked(request)
    this = counting.first_of("", today())
    context = {
        "month": found, "said": speaking.said(found.first, "month"), "practices": practices,
        "before": found.first - timedelta(days=1), "after": counting.next_month(found.first),
        "query": request.GET.urlencode(), "told": this_month(timezone.now()) if found.first == this else None,
    }  # fmt: skip
    return render(request, "appointments/mediating/month.html", context)


@require_safe
@allowed(rules.runs_a_structure)
def export(request):
    """One line a count; spreadsheets open it in French."""
    _practices, found = _asked(request)
    when = f"{found.first:%Y-%m}"
    head = [["mois", "ce qui est compté", "valeur", "nombre"], [when, "personnes reçues", "", found.total]]
    lines = [[when, table.title, line.label, line.count] for table in found.tables for line in table.lines]
    return answers.table([*head, *lines], f"agenda-{when}.csv")
