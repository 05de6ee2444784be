"""What comes in against what is known: which columns change, which are kept, and why. Pure.

A value beats a blank; a source corrects itself; between two sources the newer wins; a human hand is never overwritten.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from maillage.core.text import fold

BLANK = (None, "", [])
DEFAULTS = {"life_cycle": "ouvert"}  # what a column holds before anyone fills it in
TOGETHER = ("latitude", "longitude")
SAME_NAME = 80
_SHORT_ID = 12


class Owner(NamedTuple):
    """Where a known value comes from."""

    source: int | None
    date: date | None
    by: int | None


class Decision(NamedTuple):
    changes: dict[str, Any]  # column → its new value
    kept: dict[str, str]  # column → why the incoming value was left aside


def decide(known: Mapping[str, Any], incoming: Mapping[str, Any], owners: Mapping[str, Owner], mine: Owner) -> Decision:
    """`known` and `incoming`: column → value. A column that is not incoming is left alone."""
    changes: dict[str, Any] = {}
    kept: dict[str, str] = {}
    for column, value in incoming.items():
        before = known.get(column)
        if same(before, value) or value in BLANK:
            continue
        reason = _why_kept(column, before, owners.get(column), mine)
        if reason:
            kept[column] = reason
        else:
            changes[column] = value
    if kept.keys() & {*TOGETHER}:  # half a position is no position
        changes = {column: value for column, value in changes.items() if column not in TOGETHER}
    return Decision(changes, kept)


def _why_kept(column: str, before: Any, owner: Owner | None, mine: Owner) -> str:
    if before in BLANK or (owner is None and before == DEFAULTS.get(column)):
        return ""
    if owner is None:
        return "Une valeur d'origine inconnue est déjà en place : elle est gardée."
    if owner.by is not None:
        return "Valeur corrigée à la main depuis : la correction est gardée."
    if owner.source == mine.source or (mine.date and (owner.date is None or mine.date >= owner.date)):
        return ""
    return "Une autre source donne une valeur plus récente : elle est gardée."


def same(before: Any, after: Any) -> bool:
    if isinstance(before, list) and isinstance(after, list) and after and isinstance(after[0], dict):
        return rows_key(before) == rows_key(after)
    return before == after


def rows_key(rows: list[dict]) -> list[str]:
    """Two lists of rows are the same whatever their order, their blanks and the writing of their numbers."""
    return sorted(
        repr(sorted((name, _plain(value)) for name, value in row.items() if value not in BLANK)) for row in rows
    )


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(sorted(value))
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "", 1).isdigit() else text


def agree(known: Mapping[str, Any], incoming: Mapping[str, Any], key: str) -> bool:
    """The same id in two sources: the same place? A short id ("structure-1") asks for the same name."""
    if same_name(known.get("nom") or "", incoming.get("nom") or ""):
        return True
    if len(key) < _SHORT_ID:
        return False
    codes = known.get("code_postal"), incoming.get("code_postal")
    communes = fold(known.get("commune") or ""), fold(incoming.get("commune") or "")
    return (codes[0] == codes[1] and bool(codes[0])) or (communes[0] == communes[1] and bool(communes[0]))


def same_name(one: str, other: str) -> bool:
    return bool(one and other) and fuzz.token_sort_ratio(fold(one), fold(other)) >= SAME_NAME


def adoptable(key: str) -> bool:
    """Can a place keep this id as its own? A bare number means nothing outside its file."""
    return 3 < len(key) <= 255 and not key.replace("-", "").replace(" ", "").isdigit()
