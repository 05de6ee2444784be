"""Any value of any column as people read it: what history, proposals and previews show before and after."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import DateField
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.core.fields import TermsField
from maillage.network.models import Organisation
from maillage.places import portrait, presenting, weekly_words
from maillage.places.columns import ROW_COLUMNS, ROW_MODELS, column_name
from maillage.places.models import Place

NOTHING = gettext_lazy("non renseigné")
Words = Callable[[Any], str]


class Change(NamedTuple):
    """One line of a difference."""

    column: str
    name: str
    before: str
    after: str


def changes(told: dict[str, list]) -> list[Change]:
    """`{column: [before, after]}` of an event or a proposal, in the order the place's page has them."""
    order = {field.name: at for at, field in enumerate(Place._meta.concrete_fields)}
    return [
        Change(column, name_of(column), said(column, before), said(column, after))
        for column, (before, after) in sorted(told.items(), key=lambda item: order.get(item[0], 1_000))
        if known(column)
    ]


def known(column: str) -> bool:
    return column in ROW_COLUMNS or column in {field.name for field in Place._meta.concrete_fields}


def name_of(column: str) -> str:
    """Horaires, Téléphone: a column's name, as a title."""
    name = column_name(column)
    return name[:1].upper() + name[1:]


def said(column: str, value: Any) -> str:
    """Never empty: a blank is "non renseigné"."""
    if value in (None, "", []):
        return str(NOTHING)
    if column in ROW_MODELS and isinstance(value, list):
        return " ; ".join(_row(column, row) for row in value)
    if column in SPECIAL:
        return SPECIAL[column](value)
    return _plain(column, value)


def _plain(column: str, value: Any) -> str:
    if column in ROW_MODELS:  # an action told by its name alone
        return str(value)
    field = Place._meta.get_field(column)
    if isinstance(field, TermsField):
        return ", ".join(presenting.term(field.terms, one) if field.terms else str(one) for one in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    dated = isinstance(value, str) and isinstance(field, DateField)
    day = parse_date(value) if dated else value
    return presenting.full_date(day) if isinstance(day, date) else str(value)


def _row(column: str, row: dict) -> str:
    """Imprimante : 1, en panne."""
    if column in LINES:
        return LINES[column](ROW_MODELS[column](**row))
    fields = {field.name: field for field in ROW_MODELS[column]._meta.concrete_fields}
    cells = []
    for name in ROW_COLUMNS[column]:
        value = row.get(name)
        if value in (None, "", []):
            continue
        choices = dict(fields[name].flatchoices) if name in fields and fields[name].choices else {}
        terms = getattr(fields.get(name), "terms", None)
        words = [presenting.term(terms, one) if terms else str(one) for one in value] if isinstance(value, list) else []
        cells.append(", ".join(words) if words else str(choices.get(value, value)))
    return ", ".join(cells)


LINES: dict[str, Words] = {
    "equipment": portrait.device_line,
    "equipment_services": portrait.equipment_service_line,
    "staff": portrait.staff_line,
    "labels": portrait.label_line,
}


def said_hours(value: str) -> str:
    """Du lundi au vendredi : 9 h – 12 h ; fermé le 24 décembre 2026: closures are said too, so that they are seen."""
    return " ; ".join(weekly_words.said(value, timezone.localdate())) or str(NOTHING)


def _host(value: Any) -> str:
    place = Place.objects.filter(pk=value).first()
    return str(place) if place else str(value)


def _structure(value: Any) -> str:
    found = Organisation.objects.filter(pk=value).first() if isinstance(value, int) else None
    found = found or Organisation.objects.filter(slug=str(value)).first()
    return str(found) if found else str(value)


def _languages(codes: list[str]) -> str:
    return ", ".join(presenting.language_name(code) for code in codes)


def _contested(columns: list[str]) -> str:
    return ", ".join(name_of(column).lower() for column in columns if known(column))


SPECIAL: dict[str, Words] = {
    "telephone": presenting.phone,
    "horaires": said_hours,
    "languages": _languages,
    "hosted_at": _host,
    "merged_into": _host,
    "organisation": _structure,
    "contested": _contested,
    "latitude": lambda value: _("%(degrees).5f°") % {"degrees": value},
    "longitude": lambda value: _("%(degrees).5f°") % {"degrees": value},
}
