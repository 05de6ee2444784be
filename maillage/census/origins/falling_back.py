"""Whose word stands when a source goes away. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from maillage.census.comparing import TOGETHER, Owner
from maillage.places.origins import reassign

Word = tuple[int, date | None, Mapping[str, Any]]  # a source, the day it speaks of, its columns


def fall_back(columns: Iterable[str], words: list[Word]) -> dict[str, tuple[Any, Owner | None]]:
    """{column: (the value that now stands, its origin)}; None and None when nobody else says it. Newest first."""
    found: dict[str, tuple[Any, Owner | None]] = {}
    for column in columns:
        whole = TOGETHER if column in TOGETHER else (column,)
        word = next((one for one in words if all(name in one[2] for name in whole)), None)
        found[column] = (word[2][column], Owner(word[0], word[1], None)) if word else (None, None)
    return found


def origins_after(
    origins: Mapping[Owner, list[str]], found: Mapping[str, tuple[Any, Owner | None]]
) -> dict[Owner, list[str]]:
    left = {owner: [name for name in names if name not in found] for owner, names in origins.items()}
    for owner in {owner for _, owner in found.values() if owner}:
        left = reassign(left, [name for name, (_, one) in found.items() if one == owner], owner)
    return {owner: names for owner, names in left.items() if names}
