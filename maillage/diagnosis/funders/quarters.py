"""Periods of a funder's report: quarters that ended. They never overlap: no two reports can be subtracted. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 3
OFFERED = 8  # two years


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int  # 1 to 4

    @property
    def key(self) -> str:
        return f"{self.year}-T{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        return of(self.first - timedelta(days=1))


def of(day: date) -> Quarter:
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def ended(today: date) -> list[Quarter]:
    """The last one first; the one that runs is not offered: its numbers move one by one."""
    found = [of(today).before]
    while len(found) < OFFERED:
        found.append(found[-1].before)
    return found


def asked(key: str, today: date) -> list[Quarter] | None:
    """`2026-T3`, or `2026` for the quarters of a year that ended; the last quarter when nothing is asked."""
    offered = ended(today)
    if not key:
        return offered[:1]
    several = sorted(one for one in offered if key in (one.key, str(one.year)))
    return several or None
