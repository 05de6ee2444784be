"""Two actions that may be one: the same words, for the same people, in the same place. Pure."""

from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from maillage.core.text import fold

SHOWN_FROM = 3.0
SHARED = ("services", "uses", "audience", "level", "publics")


def resemblance(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Points: a name alike counts most, then where it is held and by whom, then what and whom it is for."""
    name = fuzz.token_set_ratio(fold(one.get("nom") or ""), fold(other.get("nom") or "")) if one.get("nom") else 0
    points = 4.0 * max(0.0, (name - 60) / 40)
    points += 1.5 if _same(one, other, "place_id") else 0.5 if _same(one, other, "commune") else 0
    points += 1.0 if _same(one, other, "organisation_id") else 0
    return points + sum(0.6 * _overlap(one.get(column), other.get(column)) for column in SHARED)


def _same(one: Mapping[str, Any], other: Mapping[str, Any], column: str) -> bool:
    return bool(one.get(column)) and one.get(column) == other.get(column)


def _overlap(one: list[str] | None, other: list[str] | None) -> float:
    """0 when one side says nothing."""
    if not one or not other:
        return 0.0
    return len({*one} & {*other}) / min(len({*one}), len({*other}))
