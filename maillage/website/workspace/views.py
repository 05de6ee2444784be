from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.network.models import Membership
from maillage.network.rules import acting
from maillage.website.workspace.gathering import today as gather


@require_safe
def today(request):
    """First of all: what needs you today."""
    held = Membership.objects.filter(user=request.user).select_related("organisation")
    actor = acting(request)
    context = {"tasks": gather(actor), "memberships": held, "visits": actor.visits}
    return render(request, "website/workspace/today.html", context)
