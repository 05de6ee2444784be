"""A national service as people read it: two or three words, and its pictogram."""

from django import template

from maillage.places.paper.signs import ANY_HELP, SERVICE_SIGNS
from maillage.places.presenting import short_service

register = template.Library()
register.filter("short_service", short_service)


@register.filter
def service_sign(service: str) -> str:
    return SERVICE_SIGNS.get(service, ANY_HELP)
