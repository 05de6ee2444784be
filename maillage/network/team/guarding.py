"""The second factor of coordinators and administrators: asked for at once, indispensable after some days."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from maillage.accounts.queries import has_second_factor
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.network.rules import Actor, acting

GRACE = timedelta(days=7)
LATER = "second_factor_later"
WATCHING = (Role.COORDINATOR, Role.ADMINISTRATOR)
STAYS_OPEN = ("/espace/compte/", "/sortir/")


def grace_ends(actor: Actor) -> datetime | None:
    """Until when the second factor may wait; None when it may not any more."""
    held = Membership.objects.filter(user=actor.user, role__in=WATCHING).order_by("since")
    ends = (held.values_list("since", flat=True).first() or actor.user.date_joined) + GRACE
    return ends if ends > timezone.now() else None


def must_protect(request: HttpRequest) -> bool:
    actor = acting(request)
    if not actor.coordinates or has_second_factor(request.user):
        return False
    first_page = request.path == reverse("workspace:today") and LATER not in request.session
    return first_page or grace_ends(actor) is None


class SecondFactorForThoseWhoWatch:
    """Only in front of members' pages: public pages stay open to everybody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        private = getattr(view, "login_required", True) or request.path.startswith(reverse("admin:index"))
        asked = settings.MAILLAGE_SECOND_FACTOR and private and not request.path.startswith(STAYS_OPEN)
        if asked and request.user.is_authenticated and must_protect(request):
            return redirect("team:protect")
        return None
