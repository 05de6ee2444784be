"""With the paper in hand: who opened my sheet, a copy of all that is kept about me, everything erased."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from maillage.referrals.actions import Doer
from maillage.referrals.holding.views.bearer import by_paper
from maillage.referrals.models import Referral
from maillage.referrals.protecting import actions, giving
from maillage.referrals.protecting.accesses import openings
from maillage.referrals.protecting.person import person_of


@require_safe
@by_paper
def data(request, referral, *, key, who):
    return _page(request, referral, key, who)


def _page(request: HttpRequest, referral: Referral, key: str, who: str, *, status=200, problem=False) -> HttpResponse:
    context = {"referral": referral, "key": key, "who": who, "problem": problem, "kinds": list(giving.KINDS)}
    context |= {"openings": openings(referral)}
    return render(request, "referrals/protecting/mine.html", context, status=status)


@require_POST
@by_paper
def export(request, referral, *, key, who):
    kind = request.POST.get("fichier", "")
    if kind not in giving.KINDS:
        raise Http404
    return giving.given(request, actions.exported(person_of(referral), Doer(who)), kind)


@require_POST
@by_paper
def erase(request, referral, *, key, who):
    if request.POST.get("sure") != "oui":
        return _page(request, referral, key, who, status=400, problem=True)
    actions.erase_person(person_of(referral), Doer(who))
    return redirect("sheet:sheet", key)
