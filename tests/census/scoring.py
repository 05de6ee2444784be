"""How much of what was damaged on purpose is repaired or told, and how much of what was sound is accused."""

from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from maillage.census.models import SourceRecord


class Score(NamedTuple):
    handled: int
    planted: int
    accused: int
    sound: int
    missed: Counter

    @property
    def share_handled(self) -> float:
        return self.handled / self.planted

    @property
    def share_accused(self) -> float:
        return self.accused / self.sound


def score(
    clean: dict[str, dict[str, str]], planted: dict[tuple[str, str], str], lines: dict[str, int], issues
) -> Score:
    """`clean`: id → the row before the damage; `planted`: (id, column) → the damage; `issues`: (line, column) told."""
    told = {(line, column) for line, column in issues}
    stored = {record.key: record.place for record in SourceRecord.objects.filter(current=True).select_related("place")}
    handled, missed = 0, Counter()
    for (key, column), damage in planted.items():
        if (lines[key], column) in told or repaired(stored.get(key), column, clean[key][column]):
            handled += 1
        else:
            missed[damage] += 1
    accused = sum(
        (lines[key], column) in told for key, row in clean.items() for column in row if (key, column) not in planted
    )
    sound = sum(len(row) for row in clean.values()) - len(planted)
    return Score(handled, len(planted), accused, sound, missed)


def repaired(place, column: str, wanted: str) -> bool:
    if place is None:
        return False
    return as_text(getattr(place, column)) == as_text(wanted, like=getattr(place, column))


def as_text(value, like=None) -> str:
    if isinstance(value, list):
        return "|".join(sorted(value))
    if isinstance(like, list):
        return "|".join(sorted(part for part in value.split("|") if part))
    if isinstance(like, float) and value:
        return str(float(value))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def by_damage(planted: dict) -> dict[str, int]:
    found = defaultdict(int)
    for damage in planted.values():
        found[damage] += 1
    return dict(found)
