"""Every sealed column under the newest key. Stopped half-way, it goes on where it was: what is done is passed over."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from maillage.core import sealing
from maillage.core.sealing import SealedField

AT_ONCE = 500


@dataclass
class Rotated:
    seen: int = 0
    changed: int = 0


class OtherKey(ValueError):
    """Some texts were sealed with a key that is not here: {column: how many}."""

    def __init__(self, columns: dict[str, int]):
        super().__init__(columns)
        self.columns = columns


def sealed_columns() -> Iterator[SealedField]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield from (field for field in model._meta.local_concrete_fields if isinstance(field, SealedField))


def rotate() -> Rotated:
    """Raises OtherKey before anything is written."""
    refuse_unreadable()
    told = Rotated()
    for field in sealed_columns():
        _rotate_column(field, told)
    return told


def refuse_unreadable() -> None:
    unreadable: dict[str, int] = {}
    for field in sealed_columns():
        if wrong := sum(not sealing.opens(sealed) for _, sealed in _rows(field)):
            unreadable[f"{field.model._meta.label}.{field.name}"] = wrong
    if unreadable:
        raise OtherKey(unreadable)


def behind() -> int:
    """How many texts are not under the newest key."""
    return sum(not sealing.is_newest(sealed) for field in sealed_columns() for _, sealed in _rows(field))


def _rotate_column(field: SealedField, told: Rotated) -> None:
    after = None
    while batch := _batch(field, after):
        with transaction.atomic():
            for pk, sealed in _rows(field, [pk for pk, _ in batch], lock=True):
                told.seen += 1
                if not sealing.is_newest(sealed):
                    _write(field, pk, sealing.reseal(sealed))
                    told.changed += 1
        after = batch[-1][0]


def _batch(field: SealedField, after) -> list[tuple]:
    rows = _asked(field).order_by("pk")
    return list((rows.filter(pk__gt=after) if after is not None else rows)[:AT_ONCE])


def _rows(field: SealedField, keys: list | None = None, *, lock: bool = False) -> Iterator[tuple]:
    rows = _asked(field) if keys is None else _asked(field).filter(pk__in=keys)
    if lock:
        rows = rows.select_for_update()
    return iter(list(rows)) if lock else rows.order_by("pk").iterator(chunk_size=AT_ONCE)


def _asked(field: SealedField) -> models.QuerySet:
    """(pk, what stands in the column), without opening it."""
    raw = Cast(F(field.name), TextField())
    return field.model._base_manager.annotate(_raw=raw).exclude(_raw="").values_list("pk", "_raw")


def _write(field: SealedField, pk, sealed: str) -> None:
    closed = Value(sealed, output_field=TextField())
    models.QuerySet(field.model).filter(pk=pk).update(**{field.name: closed})
