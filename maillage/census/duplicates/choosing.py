"""Which value stays when two records become one: a value beats a blank, a hand beats a file, the newest beats the rest.

Columns that only make sense together (an address, a position) are kept together. Pure.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

BLANK = (None, "", [])
COMPLETED = "completed"
ADDRESS = ("adresse", "complement_adresse", "code_postal", "commune", "code_insee")
POSITION = ("latitude", "longitude", "position_precision", "position_source")
VERIFIED = ("verified_on", "verified_by")
TOGETHER = {"adresse": ADDRESS, "position": POSITION, "verified": VERIFIED}
UNLIKE_OTHERS = frozenset({"id", "source", "contested", "merged_into", "date_maj", "aliases"})  # decided by the merge


class Side(StrEnum):
    KEPT = "garder"
    GONE = "prendre"
    BOTH = "les-deux"


class Owner(NamedTuple):
    """Where a value comes from."""

    source: int | None
    date: date | None
    by: int | None


class Choice(NamedTuple):
    """Something the two records say differently."""

    key: str  # the group's name, or the column's
    columns: tuple[str, ...]
    side: Side  # what is proposed
    listed: bool  # a list of terms: both may be kept
    why: str  # the code of the reason


Values = Mapping[str, Any]
Owners = Mapping[str, Owner]


def groups(columns: list[str]) -> dict[str, tuple[str, ...]]:
    """Key → the columns one chooses together, in the order of the columns."""
    key_of = {column: key for key, together in TOGETHER.items() for column in together}
    found: dict[str, tuple[str, ...]] = {}
    for column in columns:
        if column not in UNLIKE_OTHERS:
            key = key_of.get(column, column)
            found[key] = (*found.get(key, ()), column)
    return found


def choices(columns: list[str], kept: Values, gone: Values, owners: tuple[Owners, Owners]) -> list[Choice]:
    """What differs, with the side proposed."""
    found = []
    for key, together in groups(columns).items():
        if all(_same(kept.get(column), gone.get(column)) for column in together):
            continue
        side, why = _proposed(together, kept, gone, owners)
        if len(together) > 1 and not any(_contradict(kept.get(column), gone.get(column)) for column in together):
            side, why = Side.BOTH, COMPLETED  # each fills what the other leaves blank: nothing to ask
        listed = len(together) == 1 and isinstance(kept.get(key), list) and why not in ("blank", "only")
        found.append(Choice(key, together, side, listed, why))
    return found


def _contradict(one: Any, other: Any) -> bool:
    return one not in BLANK and other not in BLANK and one != other


def _same(one: Any, other: Any) -> bool:
    return one == other or (one in BLANK and other in BLANK)


def _proposed(columns: tuple[str, ...], kept: Values, gone: Values, owners: tuple[Owners, Owners]) -> tuple[Side, str]:
    lead = columns[0]
    if all(gone.get(column) in BLANK for column in columns) or gone.get(lead) in BLANK:
        return Side.KEPT, "only"
    if kept.get(lead) in BLANK:
        return Side.GONE, "blank"
    mine, theirs = owners[0].get(lead), owners[1].get(lead)
    by_hand = bool(mine and mine.by), bool(theirs and theirs.by)
    if by_hand[0] != by_hand[1]:
        return (Side.KEPT if by_hand[0] else Side.GONE), "hand"
    days = (mine and mine.date) or date.min, (theirs and theirs.date) or date.min
    if days[0] != days[1]:
        return (Side.KEPT if days[0] > days[1] else Side.GONE), "newer"
    return Side.KEPT, "equal"


def united(kept: list, gone: list) -> list:
    """Both lists, each term once, the kept record's first."""
    return list(dict.fromkeys([*kept, *gone]))
