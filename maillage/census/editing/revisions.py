"""What a form was opened on, as a short print: two people never overwrite each other unseen. Pure.

A print stands beside each column of a form. When it is sent back, a column one did not touch is left alone, a column
only one person touched is written, a column both touched is asked about.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

SEEN, KEEP, ASKED = "vu-", "garder-", "en-balance"  # names of hidden fields; the first two before a column's
POSITION = ("latitude", "longitude", "position_precision", "position_source")  # half a position is no position
MINE, THEIRS = "mien", "fiche"


class Conflict(NamedTuple):
    column: str
    theirs: Any  # as it stands now
    mine: Any


class ChangedMeanwhile(Exception):
    """Show both and ask."""

    def __init__(self, conflicts: list[Conflict]):
        super().__init__(", ".join(conflict.column for conflict in conflicts))
        self.conflicts = conflicts


def revision(value: Any) -> str:
    """The same for the same value, a blank being a blank."""
    plain = "" if value in (None, "", []) else value
    return sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode(errors="replace")).hexdigest()[:16]


def settled(now: Mapping[str, Any], mine: Mapping[str, Any], seen: Mapping[str, str]) -> list[str]:
    """The columns to write; raises ChangedMeanwhile. All values are plain, as JSON holds them."""
    touched = [name for name, value in mine.items() if revision(value) not in (seen.get(name), revision(now.get(name)))]
    clashes = [name for name in touched if seen.get(name) != revision(now.get(name))]
    if clashes:
        raise ChangedMeanwhile([Conflict(name, now.get(name), mine[name]) for name in clashes])
    return touched


def group_of(column: str) -> str:
    """Columns one decides of together."""
    return POSITION[0] if column in POSITION else column


def seen_in(sent: Mapping[str, str]) -> dict[str, str]:
    """What a form sends back of it. A column asked about counts as seen once somebody chose their own words."""
    found = {name.removeprefix(SEEN): value for name, value in sent.items() if name.startswith(SEEN)}
    asked = sent.get(ASKED, "").split()
    return {name: value for name, value in found.items() if name not in asked or kept(sent, name) == MINE}


def kept(sent: Mapping[str, str], column: str) -> str:
    """MINE, THEIRS, or nothing chosen yet."""
    return sent.get(KEEP + group_of(column), "")
