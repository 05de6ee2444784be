"""« Mon parcours »: by the code to scan, or the one to say with its PIN. In pictures, in their language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.core.access import public
from maillage.referrals import actions, codes, journal
from maillage.referrals.actions import PinWrong, Void
from maillage.referrals.enums import Who
from maillage.referrals.holding import granting, guessing
from maillage.referrals.holding.forms import CodeForm
from maillage.referrals.holding.presenting import wrong_pin
from maillage.referrals.holding.queries import CODE
from maillage.referrals.holding.views.private import READ_OR_SEND, private
from maillage.referrals.models import Pathway
from maillage.referrals.pathways import presenting, queries

ENTER = "referrals/pathways/person/enter.html"
OVER = "referrals/pathways/person/over.html"
MINE = "referrals/pathways/person/mine.html"


@READ_OR_SEND
@public
@private
def enter(request):
    """The code and the PIN of the paper."""
    return _try(request) if request.method == "POST" else _form(request)


def _form(request: HttpRequest, *, code: str = "", problem: str = "", status: int = 200) -> HttpResponse:
    return render(request, ENTER, {"code": code, "problem": problem}, status=status)


def _try(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _form(request, code=request.POST.get("code", "")[:40], problem="missing", status=400)
    code = codes.typed(form.cleaned_data["code"])
    if guessing.too_many(request):
        return _form(request, code=code, problem="slow", status=429)
    try:
        found = actions.open_with_pin(Pathway, code, form.cleaned_data["pin"])
        if found is None:
            raise guessing.unknown(code)
    except PinWrong as wrong:
        return _form(request, code=code, problem=wrong_pin(wrong.left), status=400)
    except Void:
        return render(request, OVER, {"why": "void"}, status=410)
    granting.give(request, found, granting.BEARER, "code")
    return redirect("pathway:mine", found.code)


@require_safe
@public
@private
def mine(request, key):
    said = CODE.fullmatch(key)
    pathway = queries.of_code(key) if said else queries.of_token(key)
    if said and (pathway is None or not granting.holds(request, pathway)):
        return _form(request, code=key)
    if pathway is None:
        return render(request, OVER, {"why": "unknown"}, status=404)
    journal.note(journal.What.READ, pathway, who=Who.PERSON, why="mon parcours")
    way = queries.way(pathway)
    steps = presenting.shown(way, timezone.localtime())
    context = {
        "steps": steps, "current": next((one for one in steps if one.state == presenting.NOW), None),
        "printed": presenting.paper(pathway, request.build_absolute_uri), "way": way,
    }  # fmt: skip
    return render(request, MINE, context)
