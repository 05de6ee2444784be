"""{% coming place as agenda %}: what a place's page says of the next days. Places know nothing of the agenda."""

from django import template

from maillage.appointments.week import queries

register = template.Library()
register.simple_tag(queries.coming, name="coming")
