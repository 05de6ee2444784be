"""PDFs to print and hand over; a question that cannot be printed gets a page that says why."""

from functools import wraps
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.core import answers
from maillage.core.access import public
from maillage.core.points import Point, parse_point
from maillage.places.models import Place
from maillage.places.paper import leaflet as leaflets
from maillage.places.paper import queries, typesetting
from maillage.places.paper import ticket as tickets
from maillage.places.paper.queries import Refused
from maillage.places.paper.vocabulary import Speech

MOST_NEEDS = 20  # a URL may hold thousands
LONGEST_CODE = 400  # a longer address makes a code that old telephones cannot read


def or_says_why(view):
    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return render(request, "places/paper/refused.html", {"reason": str(refused)}, status=refused.status)

    return answer


@public
@require_safe
@or_says_why
def ticket(request, slug):
    """One place on one page, in `lang` beside French; `near` adds the walk, `need` what the person came for."""
    place = get_object_or_404(Place.objects.published(), slug=slug)
    sheet = tickets.Ticket(
        place=place,
        speech=Speech(request.GET.get("lang", "")),
        now=timezone.localtime(),
        url=request.build_absolute_uri(place.get_absolute_url()),
        format=_format(request, tickets.FORMATS),
        start=_start(request),
        needs=tuple((request.GET.getlist("need") + request.GET.getlist("service"))[:MOST_NEEDS]),
    )
    return answers.paper(typesetting.on_one_page("ticket.typ", sheet.data(), at=sheet.now), f"ticket-{place.slug}.pdf")


@public
@require_safe
@or_says_why
def leaflet(request):
    """The places of a neighbourhood or a selection, to fold (A5) or to pin up (A4)."""
    format = _format(request, leaflets.FORMATS)
    found = queries.chosen(request.GET, leaflets.MOST_PLACES)
    sheet = leaflets.Leaflet(
        places=found.places,
        speech=Speech(request.GET.get("lang", "")),
        now=timezone.localtime(),
        url=request.build_absolute_uri(_list_address(request, found)),
        zone=found.zone.nom if found.zone else "",
        format=format,
        more=found.more,
    )
    return answers.paper(typesetting.packed(typesetting.pdf("leaflet.typ", sheet.data(), at=sheet.now)), "depliant.pdf")


@public
@require_safe
@or_says_why
def press_list(request):
    """Names, addresses, phones and hours as text."""
    found = queries.in_zone(request.GET, queries.MOST_IN_PRESS_LIST)
    text = leaflets.press_list(found.places, found.zone.nom if found.zone else "", found.more, timezone.localtime())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _format(request, formats: tuple[str, ...]) -> str:
    wanted = request.GET.get("format", "").lower() or formats[0]
    if wanted not in formats:
        raise Refused(_("Format inconnu. Formats possibles : %(formats)s.") % {"formats": ", ".join(formats)})
    return wanted


def _start(request) -> Point | None:
    text = request.GET.get("near", "")
    start = parse_point(text) if text else None
    if text and start is None:
        raise Refused(_("Le point de départ n'est pas compris : il faut latitude,longitude (near=50.69,3.17)."))
    return start


def _list_address(request, found: queries.Chosen) -> str:
    """Where the same places are always up to date: the list of the zone, or this leaflet made again."""
    if not found.zone:
        address, short = request.get_full_path(), reverse("places:search")
    else:
        short = f"{reverse('places:search')}?{urlencode({'zones': found.zone.pk})}"
        kept = [(name, value) for name, values in request.GET.lists() for value in values if value]
        narrowed = [pair for pair in kept if pair[0] not in {"zone", "zones", "lang", "format"}]
        address = f"{short}&{urlencode(narrowed)}" if narrowed else short
    return address if len(address) <= LONGEST_CODE else short
