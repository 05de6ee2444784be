"""For the structure that wrote a sheet or follows a pathway: who opened it; at the person's request, export, erase."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.network.rules import Actor, acting, follow_pathway, require, sent_referral
from maillage.referrals import journal
from maillage.referrals.actions import Doer
from maillage.referrals.enums import Who
from maillage.referrals.holding.views.private import private
from maillage.referrals.models import Held, Pathway, Referral
from maillage.referrals.protecting import actions, giving
from maillage.referrals.protecting.accesses import openings
from maillage.referrals.protecting.person import person_of

KINDS: dict[str, type[Held]] = {"fiches": Referral, "parcours": Pathway}


def owns(actor: Actor, row: Held) -> bool:
    return sent_referral(actor, row) if isinstance(row, Referral) else follow_pathway(actor, row)


def own_row(view: Callable) -> Callable:
    """The sheet or the pathway of one's own structure."""

    @private
    @wraps(view)
    def found(request: HttpRequest, pk, kind: str, **more) -> HttpResponse:
        row = KINDS[kind].objects.select_related("organisation").filter(pk=pk).first()
        require(row is not None and owns(acting(request), row))
        return view(request, row, kind=kind, **more)

    return found


def doer_of(request: HttpRequest, row: Held) -> Doer:
    return Doer(Who.AUTHOR, request.user, row.organisation_id)


def address(row: Held, kind: str) -> str:
    return reverse(f"protecting:{kind}_data", args=[row.pk])


@require_safe
@own_row
def data(request, row, *, kind):
    doer = doer_of(request, row)
    journal.note(journal.What.READ, row, who=doer.who, user=doer.user, organisation=doer.organisation, why="données")
    return _page(request, row, kind)


def _page(request: HttpRequest, row: Held, kind: str, *, status: int = 200, problem: bool = False) -> HttpResponse:
    back = reverse("writing:sheet", args=[row.pk]) if isinstance(row, Referral) else ""
    context = {"row": row, "kind": kind, "openings": openings(row), "back": back, "problem": problem}
    context |= {"exports": [(one, reverse(f"protecting:{kind}_export", args=[row.pk, one])) for one in giving.KINDS]}
    context |= {"erase": reverse(f"protecting:{kind}_erase", args=[row.pk])}
    return render(request, "referrals/protecting/data.html", context, status=status)


@require_POST
@own_row
def export(request, row, *, kind, file):
    """Its own sheets only: what another structure wrote is given to the person by their paper, not to us."""
    if file not in giving.KINDS:
        raise Http404
    actor = acting(request)
    person = person_of(row, lambda one: owns(actor, one))
    return giving.given(request, actions.exported(person, doer_of(request, row)), file)


@require_POST
@own_row
def erase(request, row, *, kind):
    """After a tick: nothing brings it back."""
    if request.POST.get("sure") != "oui":
        return _page(request, row, kind, status=400, problem=True)
    actor = acting(request)
    actions.erase_person(person_of(row, lambda one: owns(actor, one)), doer_of(request, row))
    messages.success(request, _("C'est effacé. Les nombres restent, sans la personne."))
    return redirect(address(row, kind))
