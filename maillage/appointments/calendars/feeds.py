"""iCalendar files: public ones by place, zone and theme; the private one of a diary. They need no cookie."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.appointments.calendars import queries
from maillage.core.access import public
from maillage.places.enums import Service
from maillage.places.models import Place
from maillage.territory.models import Zone

THEMES = {slugify(service.value): service for service in Service}
MAX_AGE = 300


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


def _public(title: str, name: str, **asked) -> HttpResponse:
    with translation.override("fr"):
        response = _file(queries.public(title, timezone.now(), **asked), name)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@public
@require_safe
def everything(request):
    return _public("Agenda du réseau", "agenda")


@public
@require_safe
def of_a_place(request, slug):
    place = get_object_or_404(Place.objects.published(), slug=slug)
    return _public(str(place), place.slug, places=[place.pk])


@public
@require_safe
def of_a_zone(request, code):
    zone = get_object_or_404(Zone, code=code)
    return _public(zone.nom, zone.code, zone=zone.code)


@public
@require_safe
def of_a_theme(request, slug):
    if slug not in THEMES:
        raise Http404
    return _public(THEMES[slug].value, slug, service=THEMES[slug].value)


@public
@require_safe
def private(request, token):
    """Whoever holds the address reads it; it names nobody, and is kept by nobody on the way."""
    feed = queries.feed(token)
    if feed is None:
        raise Http404
    with translation.override("fr"):
        response = _file(queries.of_a_diary(feed.practice, timezone.now()), "mon-agenda")
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
