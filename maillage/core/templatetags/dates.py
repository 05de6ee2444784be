"""{{ day|date:"j F Y" }}, with the first of a month as French says it: 1er décembre."""

import re

from django import template
from django.template import defaultfilters

from maillage.core import speaking

register = template.Library()
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_FIRST = re.compile(rf"(?<!\d)1 (?=(?:{MONTHS})\b)")


@register.filter(expects_localtime=True, is_safe=False)
def date(value, arg=None):
    text = defaultfilters.date(value, arg)
    return _FIRST.sub("1er ", text) if speaking.language() == "fr" else text
