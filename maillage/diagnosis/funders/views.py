"""A funder's report, for the coordination to read, print and send."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.core import answers
from maillage.diagnosis.funders import paper, queries, wording
from maillage.diagnosis.funders.quarters import Quarter, asked, ended
from maillage.network import rules
from maillage.network.rules import allowed


@require_safe
@allowed(rules.decides_in_diagnosis)
def page(request):
    quarters = _asked(request)
    shown = queries.report(quarters)
    context = {
        "title": wording.TITLE, "period": wording.period(quarters), "shown": shown,
        "summary": wording.summary([one.table for one in shown], shown[0].smallest),
        "choices": wording.choices(ended(_today())), "key": request.GET.get("periode", "") or quarters[0].key,
    }  # fmt: skip
    return render(request, "diagnosis/funders/report.html", context)


@require_safe
@allowed(rules.decides_in_diagnosis)
def as_pdf(request):
    quarters = _asked(request)
    return answers.paper(paper.as_pdf(quarters, queries.report(quarters)), "financeur.pdf")


def _asked(request) -> list[Quarter]:
    found = asked(request.GET.get("periode", ""), _today())
    if found is None:
        raise Http404
    return found


def _today() -> date:
    return timezone.localdate()
