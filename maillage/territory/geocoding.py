"""From words to a position."""

from typing import NamedTuple

from maillage.core.points import Point


class Found(NamedTuple):
    """`precision` speaks like places' PositionPrecision: adresse, rue, quartier, commune."""

    label: str
    point: Point
    precision: str
    origin: str


def locate(text: str, *, near: Point | None = None) -> list[Found]:
    """Best first; empty when nothing looks like it."""
    return []
