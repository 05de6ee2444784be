"""{{ place.telephone|phone }} as people write it, {{ place.telephone|phone_link }} as a telephone dials it."""

from django import template

from maillage.places import presenting

register = template.Library()
register.filter("phone", presenting.phone)
register.filter("phone_link", presenting.phone_link)
