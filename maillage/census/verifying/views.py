from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from maillage.census.models import RequestLink
from maillage.census.verifying import tokens
from maillage.core.access import public


@public
@require_safe
def page(request, token):
    """What the holder of this link is asked; opening it changes nothing."""
    link = get_object_or_404(RequestLink.objects.select_related("request"), token_hash=tokens.digest(token))
    if link.request.closed_at:
        raise Http404
    return render(request, "census/verifying/page.html", {"asked": link.request})
