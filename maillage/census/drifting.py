"""How far a source moved between two of its files: counted while the second is read. Pure."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

WATCHED = {
    "horaires": ("horaires",),
    "telephone": ("telephone",),
    "courriels": ("courriels",),
    "adresse": ("adresse", "code_postal", "commune"),
    "nom": ("nom",),
}


class Drift:
    def __init__(self) -> None:
        self.compared = 0  # rows this source had given before
        self.new = 0
        self.changed: Counter[str] = Counter()

    def same(self) -> None:
        """Word for word the row it was."""
        self.compared += 1

    def note(self, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
        """`before`: what the row said the last time; None for a new one."""
        if before is None:
            self.new += 1
            return
        self.compared += 1
        for name, columns in WATCHED.items():
            self.changed[name] += any(before.get(column) != after.get(column) for column in columns)

    def told(self, gone: int) -> dict[str, Any]:
        return {
            "compared": self.compared,
            "new": self.new,
            "gone": gone,
            "changed": {name: self.changed[name] for name in WATCHED},
        }
