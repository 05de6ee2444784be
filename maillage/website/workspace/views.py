from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.network.models import Membership
from maillage.network.rules import acting
from maillage.website.workspace.gathering import today as gather


@require_safe
def today(request):
    """First of all: what needs you today."""
    held = Membership.objects.filter(user=request.user).select_related("organisation")
    return render(request, "website/workspace/today.html", {"tasks": gather(acting(request)), "memberships": held})
