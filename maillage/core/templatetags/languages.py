"""Parts of a page that are not in its language; figures that read from left to right whatever stands around."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language_bidi

from maillage.core import speaking

register = template.Library()
_FRENCH = re.compile(f"{speaking.ISOLATE}(.*?){speaking.END}", re.DOTALL)


@register.filter
def french(text):
    """{{ place.nom|french }}: a name, an address, free text; nothing to say on a page in French."""
    return format_html('<bdi lang="fr">{}</bdi>', text) if text and speaking.language() != "fr" else text


@register.filter
def ltr(text):
    """{{ phone|ltr }}"""
    return format_html('<bdi dir="ltr">{}</bdi>', text) if text and get_language_bidi() else text


@register.filter
def marked(text):
    """{{ reason|marked }}: a sentence whose French fragments were set apart by `speaking.apart`; hours are not cut."""
    parts = _FRENCH.split(speaking.unbroken(str(text)))
    if len(parts) == 1:
        return parts[0]
    return format_html_join("", "{}", ((french(part) if at % 2 else part,) for at, part in enumerate(parts)))


@register.filter
def listed(words):
    """a, b, c, with the comma of the language."""
    return format_html_join(speaking.comma(), "{}", ((marked(word),) for word in words))


@register.filter
def one_by_one(words):
    """a, b, c: each whole on its line where the line is short."""
    ends = [speaking.comma().rstrip()] * (len(words) - 1) + [""]
    return format_html_join(" ", '<span class="whole">{}{}</span>', zip(map(marked, words), ends, strict=True))


@register.simple_tag
def french_part():
    """<p{% french_part %}>: an element whose whole text is French."""
    return format_html(' lang="{}" dir="ltr"', "fr") if speaking.language() != "fr" else ""
