"""Indicators, two dates beside each other, the report of a meeting: for everyone; the coordination keeps dates."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.core import answers
from maillage.core.access import public
from maillage.diagnosis import actions
from maillage.diagnosis.reporting import paper, queries
from maillage.network import rules
from maillage.network.rules import acting, allowed

LONGEST = 200


@public
@require_safe
def indicators(request):
    """Each number, its formula, its source, and what it does not say."""
    now = queries.moment(queries.NOW)
    context = {"report": queries.report(None, now), "decides": rules.decides_in_diagnosis(acting(request))}
    return render(request, "diagnosis/reporting/indicators.html", context)


@public
@require_safe
def report(request):
    """What moved between two dates; the oldest snapshot and today when nobody says. To read, or to print."""
    found = _asked(request)
    context = {
        "report": found, "moments": queries.moments(), "since": found.before.key if found.before else "",
        "until": found.now.key, "decides": rules.decides_in_diagnosis(acting(request)),
    }  # fmt: skip
    return render(request, "diagnosis/reporting/report.html", context)


@public
@require_safe
def report_pdf(request):
    return answers.paper(paper.as_pdf(_asked(request), TITLE), "retour.pdf")


TITLE = "Où en est l'aide au numérique ?"


def _asked(request) -> queries.Report:
    first, last = queries.first_and_last()
    since, until = request.GET.get("de", first), request.GET.get("a", last)
    before, now = (queries.moment(since) if since else None), queries.moment(until)
    if now is None or (since and before is None):
        raise Http404
    if before and before.at > now.at:
        before, now = now, before
    return queries.report(before, now)


@require_POST
@allowed(rules.decides_in_diagnosis)
def take(request):
    """Today, kept for ever."""
    nom = request.POST.get("nom", "").replace("\0", "").strip()[:LONGEST]
    actions.take_snapshot(nom=nom, by=request.user)
    messages.success(request, _("C'est gardé : on pourra comparer avec aujourd'hui."))
    return redirect("diagnosis_report:report")
