"""In front of members' pages about sheets and pathways: a second factor for the roles that need one; and every refusal
is a line of the log of accesses, and of the security log."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.accounts.queries import has_second_factor
from maillage.network.rules import Actor, acting
from maillage.referrals import journal

GUARDED = "maillage.referrals."
REFUSED = (403, 404)


def needs_second_factor(actor: Actor) -> bool:
    """Holds a role that opens sheets with a second factor only, and has none."""
    asked = settings.MAILLAGE_SECOND_FACTOR and actor.roles & set(settings.MAILLAGE_SECOND_FACTOR_ROLES)
    return bool(asked) and not has_second_factor(actor.user)


class GuardsSheets:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "about_sheets", False) and response.status_code in REFUSED:
            _log_refusal(request, response.status_code)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        private = getattr(view, "login_required", True) and view.__module__.startswith(GUARDED)
        if not (private and request.user.is_authenticated):
            return None
        request.about_sheets = True
        if needs_second_factor(acting(request)):
            return render(request, "referrals/protecting/second_factor.html", status=403)
        return None


def _log_refusal(request: HttpRequest, status: int) -> None:
    """The name of the page, not its address: a code may stand in it."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    organisation = min(acting(request).contributes_to, default=None)
    journal.note(
        journal.What.DENIED, None, who="membre", user=request.user, organisation=organisation, why=f"{status} {page}"
    )
