"""What these pages share: a pathway one follows, or 404; each page shown is a line in the log."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.network.rules import acting, follow_pathway, require
from maillage.referrals import journal
from maillage.referrals.actions import Doer
from maillage.referrals.enums import Who
from maillage.referrals.models import Pathway
from maillage.referrals.pathways import queries

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


def doer_of(request: HttpRequest, organisation: int) -> Doer:
    return Doer(Who.AUTHOR, request.user, organisation)


def note(request: HttpRequest, pathway: Pathway, why: str, what: journal.What = journal.What.READ) -> None:
    journal.note(what, pathway, who=Who.AUTHOR, user=request.user, organisation=pathway.organisation_id, why=why)


def with_pathway(why: str):
    """The view receives the pathway; `why` names the page in the log of accesses."""
    return _guarded(queries.the_pathway, lambda pathway: pathway, why)


def with_step(why: str):
    return _guarded(queries.the_step, lambda step: step.pathway, why)


def _guarded(find, pathway_of, why: str):
    def decorate(view):
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, pk: int) -> HttpResponse:
            found = find(pk)
            require(found is not None and follow_pathway(acting(request), pathway_of(found)))
            if request.method in ("GET", "HEAD"):
                note(request, pathway_of(found), why)
            return view(request, found)

        return guarded

    return decorate
