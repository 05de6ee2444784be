"""Putting back what was: column by column, or a whole change. It is a change like another, with its own event."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from maillage.census.history.revertible import BESIDE, TOGETHER, revertible
from maillage.census.proposals.actions import as_column
from maillage.network import rules
from maillage.network.rules import Actor
from maillage.places import actions as places
from maillage.places.columns import ROW_MODELS
from maillage.places.enums import EventKind
from maillage.places.models import Place, PlaceEvent


@dataclass(frozen=True)
class Moved:
    """A column that changed again since: what it was, what this change made of it, what it is now."""

    column: str
    before: Any
    after: Any
    now: Any


class ChangedSince(Exception):
    """Nothing is put back: show what it is now."""

    def __init__(self, moved: list[Moved]):
        super().__init__(", ".join(one.column for one in moved))
        self.moved = moved


class NothingToPutBack(Exception):
    """This change told no such column, or is the beginning of the record."""


@transaction.atomic
def revert(event: PlaceEvent, *, columns: Iterable[str] | None, actor: Actor) -> PlaceEvent | None:
    """`columns` None: all that this change did. Raises ChangedSince, NothingToPutBack."""
    place = Place.objects.select_for_update().get(pk=event.place_id)
    if not rules.edit_place(actor, place):
        raise PermissionDenied
    wanted = _wanted(event, columns)
    moved = [one for name in wanted if (one := _moved(place, name, *event.changes[name])) and name != BESIDE]
    if moved:
        raise ChangedSince(moved)
    return _put_back(place, {name: event.changes[name][0] for name in wanted}, actor)


def _wanted(event: PlaceEvent, columns: Iterable[str] | None) -> list[str]:
    if event.kind == EventKind.CREATED:
        raise NothingToPutBack
    chosen = set(event.changes if columns is None else columns)
    chosen |= set(TOGETHER) if chosen & set(TOGETHER) else set()
    wanted = [name for name in event.changes if name in chosen and revertible(name, event.changes[name])]
    if not wanted:
        raise NothingToPutBack
    return wanted


def now_of(place: Place, column: str) -> Any:
    return places.told_rows(place, column) if column in ROW_MODELS else places.plain(getattr(place, column))


def _moved(place: Place, column: str, before: Any, after: Any) -> Moved | None:
    now = now_of(place, column)
    return None if _blank(now) == _blank(after) else Moved(column, before, after, now)


def _blank(value: Any) -> Any:
    return "" if value in (None, "", []) else value


def _put_back(place: Place, values: dict[str, Any], actor: Actor) -> PlaceEvent | None:
    today = timezone.localdate()
    rows = {name: value or [] for name, value in values.items() if name in ROW_MODELS}
    columns = {name: as_column(name, value) for name, value in values.items() if name not in ROW_MODELS}
    columns = {BESIDE: today, **columns} if columns else {}
    event = places.update(place, columns=columns, date=today, by=actor.user) if columns else None
    return places.put_rows(place, rows=rows, date=today, by=actor.user) or event
