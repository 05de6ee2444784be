"""The agenda of one structure inside somebody else's page: the one page that others may frame. No cookie, no script."""

from csp.decorators import csp_replace
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from maillage.appointments.calendars import queries
from maillage.appointments.week import presenting
from maillage.core.access import public
from maillage.core.languages import SOURCE, codes
from maillage.network.models import Organisation
from maillage.places.models import Place


@public
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embedded(request, slug):
    organisation = get_object_or_404(Organisation, slug=slug)
    places = Place.objects.published().filter(organisation=organisation).in_bulk()
    now = timezone.now()
    asked = request.GET.get("lang", "")
    with translation.override(asked if asked in codes() else SOURCE):
        found = queries.coming(places, now) if places else []
        days = [(day, [presenting.card(one, places[one.place_id], now) for one in several]) for day, several in found]
        context = {"organisation": organisation, "days": days}
        response = render(request, "appointments/calendars/embedded.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=300"
    return response
