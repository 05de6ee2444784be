from django import template
from django.conf import settings

register = template.Library()


@register.filter
def absolute(path: str) -> str:
    """A page's address as one writes it in a mail: with the name of the site."""
    return settings.MAILLAGE_URL.rstrip("/") + path
