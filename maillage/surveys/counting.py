"""The funnel of a door-to-door campaign, each rate over its own denominator (minutes, l. 322-330). Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, sqrt
from typing import NamedTuple
from uuid import UUID

from maillage.surveys.enums import Outcome

WILSON_95 = 1.959963984540054  # the normal quantile of 97.5 %


class Record(NamedTuple):
    """A door as it was told. One that comes back to another stands in its stead."""

    id: UUID | int
    outcome: str
    not_concerned: bool = False
    again: UUID | int | None = None


@dataclass(frozen=True)
class Funnel:
    targeted: int = 0
    vacant: int = 0
    absent: int = 0
    opened: int = 0
    interviews: int = 0
    refusals: int = 0
    not_concerned: int = 0

    @property
    def concerned(self) -> int:
        return self.interviews - self.not_concerned


class Rate(NamedTuple):
    name: str  # a count of the funnel
    count: int
    of: str  # the count it is divided by
    base: int
    percent: int | None  # whole; those of one base sum to 100. None: nothing to divide by
    exact: float | None
    low: float | None  # Wilson, 95 %
    high: float | None


# Who shares a denominator; together they are the whole of it.
SHARES = (
    ("targeted", ("opened", "vacant", "absent")),
    ("opened", ("interviews", "refusals")),
    ("interviews", ("not_concerned", "concerned")),
)
BROKEN = ("doors", "opened", "not_concerned")  # the rules of H05, by name


def funnel(records: Iterable[Record]) -> Funnel:
    """Raw records counted: a door knocked at three times is one door, with its last outcome."""
    rows = list(records)
    replaced = {row.again for row in rows if row.again is not None}
    kept = [row for row in rows if row.id not in replaced]
    counts = Counter(row.outcome for row in kept)
    interviews, refusals = counts[Outcome.INTERVIEW], counts[Outcome.REFUSAL]
    return Funnel(
        targeted=len(kept),
        vacant=counts[Outcome.VACANT],
        absent=counts[Outcome.ABSENT],
        opened=interviews + refusals,
        interviews=interviews,
        refusals=refusals,
        not_concerned=sum(row.not_concerned for row in kept if row.outcome == Outcome.INTERVIEW),
    )


def broken_rules(one: Funnel) -> list[str]:
    """What does not add up; totals that come from raw records always do."""
    holds = (
        one.opened + one.vacant + one.absent == one.targeted,
        one.interviews + one.refusals == one.opened,
        one.not_concerned <= one.interviews,
    )
    return [name for name, held in zip(BROKEN, holds, strict=True) if not held]


def rates(one: Funnel) -> list[Rate]:
    """The six of the minutes, and their complement where it has a name."""
    found = []
    for of, names in SHARES:
        base, counts = getattr(one, of), [getattr(one, name) for name in names]
        for name, count, percent in zip(names, counts, whole_percents(counts), strict=True):
            low, high = wilson(count, base) if base else (None, None)
            found.append(Rate(name, count, of, base, percent, 100 * count / base if base else None, low, high))
    return found


def whole_percents(counts: Sequence[int]) -> list[int | None]:
    """Whole percents that sum to 100: the largest remainders take what rounding down left. None of nothing."""
    total = sum(counts)
    if not total:
        return [None] * len(counts)
    percents = [100 * count // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda rank: (-(100 * counts[rank] % total), rank))
    for rank in by_remainder[: 100 - sum(percents)]:
        percents[rank] += 1
    return list(percents)


def wilson(count: int, base: int, z: float = WILSON_95) -> tuple[float, float]:
    """Bounds of a share, in percent. Indicative where all were aimed at and none was drawn by lot."""
    share, square = count / base, z * z / base
    middle = (share + square / 2) / (1 + square)
    half = z * sqrt(share * (1 - share) / base + square / (4 * base)) / (1 + square)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def one_decimal(percent: float) -> float:
    """As the minutes' reader would round it: 76.03 is 76.0."""
    return floor(percent * 10 + 0.5) / 10
