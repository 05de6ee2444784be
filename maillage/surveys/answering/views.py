"""A questionnaire everyone may answer."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from maillage.core.access import public
from maillage.core.limits import address_of, within
from maillage.surveys import questions
from maillage.surveys.answering import actions
from maillage.surveys.answering.asking import Asking
from maillage.surveys.enums import ONLINE, Stage
from maillage.surveys.models import Survey

TRIES, MINUTES = 30, 60  # a room that answers together shares an address


def _survey(slug: str) -> Survey:
    """The open version, else the last closed one: its page says that it is over."""
    rows = Survey.objects.filter(slug=slug, purpose__in=ONLINE).exclude(stage=Stage.DRAFT)
    row = rows.filter(stage=Stage.OPEN).first() or rows.order_by("-version").first()
    if row is None:
        raise Http404
    return row


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request, slug):
    row = _survey(slug)
    if row.stage == Stage.CLOSED:
        return render(request, "surveys/answering/closed.html", {"survey": row}, status=410)
    language = get_language() or "fr"
    asking = Asking(row, request.POST if request.method == "POST" else None, language)
    if request.method == "POST" and asking.done:
        return _kept(request, row, asking, language)
    status = 422 if asking.errors else 200
    said = questions.said(row.texts, language) if row.texts else None
    context = {"survey": row, "asking": asking, "said": said}
    return render(request, "surveys/answering/survey.html", context, status=status)


def _kept(request, row: Survey, asking: Asking, language: str):
    if not within("survey", address_of(request), most=TRIES, minutes=MINUTES):
        return render(request, "surveys/answering/closed.html", {"survey": row, "too_many": True}, status=429)
    actions.answer(row, asking.id, asking.answers, language)
    return redirect("answering:thanks", row.slug)


@public
@require_safe
def thanks(request, slug):
    return render(request, "surveys/answering/thanks.html", {"survey": _survey(slug)})
