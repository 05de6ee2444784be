"""Which columns of a place go back to what they were before a batch, and which stay as they are. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from maillage.census.comparing import TOGETHER, Owner
from maillage.places.origins import reassign

Origins = Mapping[Owner, list[str]]


class Return(NamedTuple):
    changes: dict[str, list]  # {column: [now, as before]}
    kept: dict[str, str]  # column → why it stays


def turn_back(changed: Mapping[str, list], current: Mapping[str, Any], held: Mapping[str, str]) -> Return:
    """`changed`: what the batch did, {column: [before, after]}. `held`: columns somebody since made their own."""
    changes: dict[str, list] = {}
    kept: dict[str, str] = {}
    for column, (before, after) in changed.items():
        now = current.get(column)
        if now == before:
            continue
        if now != after:
            kept[column] = "modifié depuis"
        elif column in held:
            kept[column] = held[column]
        else:
            changes[column] = [now, before]
    if kept.keys() & {*TOGETHER}:
        changes = {column: change for column, change in changes.items() if column not in TOGETHER}
    return Return(changes, kept)


def origins_before(now: Origins, prior: list[list], columns: Mapping[str, list]) -> dict[Owner, list[str]]:
    """The origins once `columns` are back: those they had before, none for what is blank again."""
    owner_of = {column: _owner(source, day, by) for source, day, by, names in prior for column in names}
    filled = [column for column, (_, before) in columns.items() if before not in (None, "", [])]
    found = {owner: [one for one in names if one not in columns] for owner, names in now.items()}
    for owner in {owner_of[column] for column in filled if column in owner_of}:
        found = reassign(found, [one for one in filled if owner_of.get(one) == owner], owner)
    return {owner: names for owner, names in found.items() if names}


def _owner(source: int | None, day: str | None, by: int | None) -> Owner:
    return Owner(source, date.fromisoformat(day) if day else None, by)
