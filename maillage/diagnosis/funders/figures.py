"""Counts in the categories funders ask for, quarter by quarter, small ones hidden. Pure.

A quarter is hidden by itself; a year only adds up what its quarters show, and says "au moins" when one of them hides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillage.core.speaking import capitalised
from maillage.core.suppression import TOTAL, Published, hide

UNSAID = "Non communiqué"


@dataclass(frozen=True)
class Asked:
    """One table of the report, before counting. `counts`: of each quarter, by category."""

    title: str
    formula: str
    source: str
    limits: str
    counts: list[dict[str, int]]
    people: bool = True  # False: sessions, doors that never opened: nobody is in them


@dataclass(frozen=True)
class Line:
    label: str
    count: int | None  # None: hidden
    at_least: bool = False

    def told(self, smallest: int) -> str:
        if self.count is None:
            return f"moins de {smallest}, ou caché"
        count = f"{self.count:,}".replace(",", "\u202f")
        return f"au moins {count}" if self.at_least else count


@dataclass(frozen=True)
class Table:
    asked: Asked
    lines: list[Line]
    total: Line


def table(asked: Asked, threshold: int) -> Table:
    quarters = [hide(dict(one), threshold if asked.people else 0) for one in asked.counts if one]
    labels = list(dict.fromkeys(label for one in asked.counts for label in one))
    return Table(asked, [_line(label, quarters, label) for label in labels], _line("Ensemble", quarters, TOTAL))


def _line(label: str, quarters: Iterable[Published], key: str) -> Line:
    shown = [one.shown(key) for one in quarters]
    known = [count for count in shown if count is not None]
    hidden = len(known) < len(shown)
    return Line(label, None if hidden and not any(known) else sum(known), hidden)


def in_order(counts: Mapping[str, int], labels: Mapping[str, str], *, unsaid: bool = True) -> dict[str, int]:
    """{words: count} of a closed list, zeros included; what nobody said is a category like the others."""
    found = {capitalised(str(words)): counts.get(value, 0) for value, words in labels.items()}
    rest = sum(count for value, count in counts.items() if value not in labels)
    return found | ({UNSAID: rest} if unsaid else {})
