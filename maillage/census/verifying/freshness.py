"""How fresh each column is: where its value came from, who confirmed it since, whether somebody doubts it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Said(NamedTuple):
    """An origin, or a confirmation: these columns, that day; `who` is empty for a value nobody confirmed."""

    columns: Iterable[str]
    on: date | None
    who: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class Freshness:
    on: date | None = None
    who: str = ""
    confirmed: bool = False
    contested: bool = False

    def is_fresh(self, today: date, days: int) -> bool:
        """Known, recent, and doubted by nobody."""
        return not self.contested and self.on is not None and (today - self.on).days <= days


def by_column(
    origins: Iterable[Said], confirmations: Iterable[Said], contested: Iterable[str] = ()
) -> dict[str, Freshness]:
    """The latest word on each column; on the same day a confirmation is worth more than an origin."""
    found: dict[str, Said] = {}
    for said in sorted([*origins, *confirmations], key=lambda one: (one.on or date.min, one.confirmed)):
        found.update(dict.fromkeys(said.columns, said))
    doubted = {*contested}
    return {
        column: Freshness(said.on, said.who, said.confirmed, column in doubted) for column, said in found.items()
    } | {column: Freshness(contested=True) for column in doubted - found.keys()}


def oldest(columns: dict[str, Freshness], wanted: Iterable[str]) -> Freshness | None:
    """What makes a record old: the column whose last word is the oldest, the doubted ones first."""
    known = [columns[name] for name in wanted if name in columns]
    return min(known, key=lambda one: (not one.contested, one.on or date.min), default=None)
