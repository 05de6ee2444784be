"""The sheets of one's structures: the list, one of them, and stopping it when the person asks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from maillage.network import rules
from maillage.network.rules import acting, allowed
from maillage.places import presenting
from maillage.referrals import actions, lifecycle
from maillage.referrals.actions import NotNow
from maillage.referrals.enums import Adaptation, Verb
from maillage.referrals.holding import showing
from maillage.referrals.queries import became
from maillage.referrals.writing import following, wording
from maillage.referrals.writing.views.common import READ_OR_SEND, somebody_was_quicker, with_sheet

A_PAGE = 20


@require_safe
@allowed(rules.writes_referrals)
def sheets(request):
    actor = acting(request)
    way = following.SENT if request.GET.get("sens") == following.SENT else following.RECEIVED
    ended = request.GET.get("etat") == following.ENDED_ONES
    code = request.GET.get("code", "").replace("\0", "")[:40].strip()
    rows = following.listed(actor, way=way, ended=ended, code=code)
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "received": way == following.RECEIVED, "ended": ended, "code": code, "way": way,
    }  # fmt: skip
    return render(request, "referrals/writing/list.html", context)


@never_cache
@require_safe
@with_sheet("fiche")
def sheet(request, sheet):
    referral = sheet.referral
    may = set(lifecycle.possible(referral.state, sheet.who))
    context = {
        "sheet": sheet, "referral": referral, "lines": following.timeline(sheet),
        "trail": following.trail(referral, acting(request)),
        "service": presenting.short_service(referral.service),
        "adaptation": [Adaptation(one).label for one in referral.adaptation.split("|") if one in Adaptation.values],
        "times": [wording.SOME_TIMES[one] for one in referral.times if one in wording.SOME_TIMES],
        "aim": showing.aim(referral), "moment": showing.expected(referral),
        "answer": _answer(sheet, may), "may_book": Verb.EXPECTED in may, "may_send_on": Verb.REDIRECTED in may,
        "may_withdraw": Verb.WITHDRAWN in may,
    }  # fmt: skip
    return render(request, "referrals/writing/sheet.html", context)


ANSWERS = {Verb.SAW, Verb.ACCEPTED, Verb.REFUSED, Verb.CAME, Verb.NO_SHOW, Verb.CLOSED}


def _answer(sheet: following.Seen, may: set[str]) -> str:
    """Where the place answers."""
    if not sheet.receives or not may & ANSWERS:
        return ""
    try:
        return reverse("holding:answer", args=[sheet.referral.pk])
    except NoReverseMatch:
        return ""


@never_cache
@READ_OR_SEND
@with_sheet("retirer")
def withdraw(request, sheet):
    """The person no longer agrees: asked once more, since what is erased does not come back."""
    if Verb.WITHDRAWN not in lifecycle.possible(sheet.referral.state, sheet.who):
        return somebody_was_quicker(request, sheet)
    if request.method != "POST":
        context = {"sheet": sheet, "referral": sheet.referral, "booked": showing.booked(sheet.referral)}
        return render(request, "referrals/writing/withdraw.html", context)
    try:
        actions.withdraw(sheet.referral, sheet.doer(request.user), cancel="annuler" in request.POST)
    except NotNow:
        return somebody_was_quicker(request, sheet)
    told = [_("La fiche est arrêtée. Le prénom et le contact sont effacés."), became(sheet.referral)]
    messages.success(request, " ".join(filter(None, told)))
    return redirect(f"{reverse('writing:list')}?sens={following.RECEIVED if sheet.receives else following.SENT}")
