"""Who sits where: tables of eight to ten that mix organisations and families of actors. Pure."""

from collections import Counter
from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

LEAST, MOST = 8, 10
MOST_TABLES = 30


class Guests(NamedTuple):
    """Some people of one organisation."""

    organisation: int
    families: tuple[str, ...]
    people: int


def how_many_tables(people: int) -> int:
    """As few as keep everybody within ten."""
    return min(MOST_TABLES, max(1, ceil(people / MOST)))


def outside(people: int) -> bool:
    """Whether a table is too small to speak, or too large."""
    return not LEAST <= people <= MOST


def propose(guests: Iterable[Guests], tables: int) -> list[Counter]:
    """One Counter {organisation: people} a table. The largest organisations are seated first; each person goes where
    the fewest colleagues sit, then where there is most room, then where the fewest of the same family are."""
    seated: list[Counter] = [Counter() for _ in range(tables)]
    families: list[Counter] = [Counter() for _ in range(tables)]
    for one in sorted(guests, key=lambda row: (-row.people, row.families, row.organisation)):
        for _ in range(one.people):
            at = min(range(tables), key=lambda table: _reluctance(one, seated[table], families[table], table))
            seated[at][one.organisation] += 1
            families[at].update(one.families)
    return seated


def _reluctance(one: Guests, seated: Counter, families: Counter, table: int) -> tuple:
    kin = sum(families[name] for name in one.families)
    return seated[one.organisation], seated.total(), kin, table
