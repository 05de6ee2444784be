"""Rows as JSON and back, through the columns of Django's models: the same text whatever the engine."""

import base64
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from uuid import UUID

from django.db import connection, models
from django.db.models import ExpressionWrapper, F
from django.db.utils import DatabaseError
from django.utils.duration import duration_iso_string

from maillage.core.keeping.refusals import Refused
from maillage.core.sealing import SealedField

AT_ONCE = 1000


def columns(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def count(model: type[models.Model]) -> int:
    return model._base_manager.count()


def read(model: type[models.Model]) -> Iterator[list]:
    fields = columns(model)
    rows = model._base_manager.order_by("pk").values_list(*map(_as_it_stands, fields))
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield [_plain(_held(field).get_prep_value(value)) for field, value in zip(fields, row, strict=True)]


def _held(field: models.Field) -> models.Field:
    """As the column holds it: what is sealed stays so, under its own key."""
    return models.TextField() if isinstance(field, SealedField) else field


def _as_it_stands(field: models.Field) -> str | ExpressionWrapper:
    held = _held(field)
    return field.attname if held is field else ExpressionWrapper(F(field.attname), output_field=held)


def _plain(value):
    """Dates keep their microseconds, decimals their digits."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value


def write(model: type[models.Model], names: list[str], rows: Iterable[list]) -> None:
    quote = connection.ops.quote_name
    by_column = {field.column: field for field in columns(model)}
    table = model._meta.db_table
    if set(names) != set(by_column):
        raise Refused(f"Cette sauvegarde ne connaît pas les mêmes colonnes de {table}. Rien n'a été changé.")
    into = f"INSERT INTO {quote(table)} ({', '.join(map(quote, names))}) VALUES ({', '.join(['%s'] * len(names))})"
    stored = [_stored(by_column[name]) for name in names]
    rows = ([store(value) for store, value in zip(stored, row, strict=True)] for row in rows)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, AT_ONCE)):
            _insert(cursor, into, batch, table)


def _stored(field: models.Field) -> Callable:
    """From the text of the backup to what this database's driver takes."""
    held = _held(field)
    return lambda value: None if value is None else held.get_db_prep_save(held.to_python(value), connection)


def _insert(cursor, into: str, batch: list[list], table: str) -> None:
    """A table of other engines' looser columns (a text too long, a NUL) stops everything, and is named."""
    try:
        cursor.executemany(into, batch)
    except (DatabaseError, ValueError) as error:
        raise Refused(f"Une ligne de {table} ne tient pas dans cette base ({error}). Rien n'a été changé.") from error
