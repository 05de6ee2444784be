"""{{ part.start|clock }} as people say an hour: 9 h, 9 h 30."""

from django import template

from maillage.places import presenting

register = template.Library()
register.filter("clock", presenting.clock)
