"""Parts of a page that are not in its language: {% french place.nom %}; figures that read left to right: {% ltr phone %}."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi

register = template.Library()


@register.simple_tag
def french(text):
    """Names, addresses, free text: marked as French, and apart from the direction of what stands around."""
    return format_html('<bdi lang="fr">{}</bdi>', text) if text and get_language() != "fr" else text


@register.simple_tag
def ltr(text):
    return format_html('<bdi dir="ltr">{}</bdi>', text) if text and get_language_bidi() else text


@register.simple_tag
def french_part():
    """Attributes of an element whose text is French."""
    return format_html("{}", "") if get_language() == "fr" else format_html(' lang="{}" dir="ltr"', "fr")
