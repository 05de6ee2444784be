"""What comes in against what is known: which columns change, which are kept, and why. Pure.

A value beats a blank; a source corrects itself; between two sources the newer wins. What a human wrote or confirmed is
never overwritten: what a source newly says of it is proposed.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from maillage.core.text import fold

BLANK = (None, "", [])
DEFAULTS = {"life_cycle": "ouvert"}  # what a column holds before anyone fills it in
TOGETHER = ("latitude", "longitude")
NEVER_PROPOSED = frozenset(
    "date_maj source position_precision position_source verified_on verified_by offers contested".split()
)  # nobody decides of these by themselves
KEPT = {
    "corrected": "Valeur corrigée à la main depuis : la correction est gardée.",
    "confirmed": "Valeur confirmée par une personne : elle est gardée.",
}
ASKED = {
    "corrected": "Valeur corrigée à la main : elle est gardée, celle du fichier est proposée.",
    "confirmed": "Valeur confirmée par une personne : elle est gardée, celle du fichier est proposée.",
}
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
    proposed: dict[str, str]  # column → why a human must decide


def decide(
    known: Mapping[str, Any],
    incoming: Mapping[str, Any],
    owners: Mapping[str, Owner],
    mine: Owner,
    *,
    confirmed: Mapping[str, date] = MappingProxyType({}),
    news: Mapping[str, bool] = MappingProxyType({}),
) -> Decision:
    """`known` and `incoming`: column → value. A column that is not incoming is left alone.

    `confirmed`: the day somebody said that the column is true. `news`: does the source say this for the first time?
    Without an answer, dates decide whether a human is asked.
    """
    changes: dict[str, Any] = {}
    kept: dict[str, str] = {}
    proposed: dict[str, str] = {}
    for column, value in incoming.items():
        before, owner = known.get(column), owners.get(column)
        if same(before, value) or value in BLANK:
            continue
        if by_hand := _held_by_hand(column, before, owner, confirmed):
            asks = column not in NEVER_PROPOSED and news.get(column, _is_newer(mine, owner, confirmed.get(column)))
            (proposed if asks else kept)[column] = ASKED[by_hand] if asks else KEPT[by_hand]
        elif reason := _why_kept(column, before, owner, mine):
            kept[column] = reason
        else:
            changes[column] = value
    return _whole_positions(Decision(changes, kept, proposed), incoming, known)


def _held_by_hand(column: str, before: Any, owner: Owner | None, confirmed: Mapping[str, date]) -> str:
    """What a person did to this column: "corrected" (erasing is correcting), "confirmed", or nothing."""
    if owner is not None and owner.by is not None:
        return "corrected"
    return "confirmed" if column in confirmed and before not in BLANK else ""


def _is_newer(mine: Owner, owner: Owner | None, confirmed_on: date | None) -> bool:
    held = max((day for day in (owner and owner.date, confirmed_on) if day), default=None)
    return mine.date is None or held is None or mine.date >= held


def _whole_positions(decision: Decision, incoming: Mapping[str, Any], known: Mapping[str, Any]) -> Decision:
    """Half a position is no position: both halves change, wait, or stay."""
    changes, kept, proposed = decision
    if not {*kept, *proposed} & {*TOGETHER}:
        return decision
    moved = {column for column in TOGETHER if column in changes}
    changes = {column: value for column, value in changes.items() if column not in TOGETHER}
    if proposed.keys() & {*TOGETHER}:
        proposed |= dict.fromkeys(moved, ASKED["corrected"])
    return Decision(changes, kept, proposed)


def _why_kept(column: str, before: Any, owner: Owner | None, mine: Owner) -> str:
    if before in BLANK or (owner is None and before == DEFAULTS.get(column)):
        return ""
    if owner is None:
        return "Une valeur d'origine inconnue est déjà en place : elle est gardée."
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
