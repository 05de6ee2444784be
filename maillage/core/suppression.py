"""Numbers one may publish: no count of 1 to `threshold - 1`, nor any that a subtraction would give back. Pure.

A table is `{"oui": 40, "non": 3}`, or `{"oui": {"épeule": 30, "centre": 10}, …}` for two dimensions. Its totals are
published with it. Zeros are published. What is hidden, its neighbours included, keeps at least `threshold - 1` possible
values for who knows everything else: the cells are the edges of a flow, so that those values are counted exactly.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

TOTAL = "∑"

Label = Hashable
Key = tuple[Label, ...]  # ("oui",) or ("oui", "épeule"); TOTAL stands for all of them
Table = Mapping[Label, int] | Mapping[Label, Mapping[Label, int]]


@dataclass(frozen=True)
class Published:
    """Counts, and which of them stay hidden. Show `shown`; keep `counts` for the next publication."""

    counts: Mapping[Key, int]
    hidden: frozenset[Key] = frozenset()

    def shown(self, *labels: Label) -> int | None:
        """None: hidden."""
        return None if labels in self.hidden else self.counts.get(labels, 0)

    @property
    def visible(self) -> dict[Key, int]:
        return {key: count for key, count in self.counts.items() if key not in self.hidden}


def hide(table: Table, threshold: int) -> Published:
    """What may be shown of a table published for the first time."""
    counts = with_totals(table)
    small = {key for key, count in counts.items() if 0 < abs(count) < threshold}
    return Published(counts, _settle(counts, small, [], threshold))


def against(previous: Published | Iterable[Published], new: Table, threshold: int) -> Published:
    """What may be shown after what was shown already: nobody subtracts one from another and finds 1 to
    `threshold - 1` people. When the total itself moved that little, the last publication stands as it is."""
    shown = [previous] if isinstance(previous, Published) else list(previous)
    counts = with_totals(new)
    small = {key for key, count in counts.items() if 0 < abs(count) < threshold}
    differences = []
    for one in shown:
        moved = {key: count - one.counts.get(key, 0) for key, count in counts.items()}
        small |= {key for key in counts.keys() - one.hidden if counts[key] and 0 < abs(moved[key]) < threshold}
        differences.append((moved, one.hidden))
    hidden = _settle(counts, small, differences, threshold)
    if shown and (_gone(shown, counts) or _total(counts) in hidden - shown[-1].hidden):
        return shown[-1]
    return Published(counts, hidden)


def _gone(shown: list[Published], counts: Mapping[Key, int]) -> bool:
    """A label published once with people under it is not there any more."""
    return any(count and key not in counts for one in shown for key, count in one.counts.items())


def _settle(counts, small, differences, threshold) -> frozenset[Key]:
    """Hide until the table holds by itself and so does each difference; each pass hides more, or is the last."""
    hidden, before = frozenset(small), None
    while hidden != before:
        before = hidden
        hidden = _Flow(counts, counts, threshold, least=1).protect(hidden)
        for moved, already in differences:
            found = _Flow(counts, moved, threshold, least=0).protect(hidden | already)
            hidden |= {key for key in found - already if counts[key]}
    return hidden


def _total(counts: Mapping[Key, int]) -> Key:
    return (TOTAL,) * len(next(iter(counts)))


def with_totals(table: Table) -> dict[Key, int]:
    """Cells and totals, by key."""
    if not any(isinstance(row, Mapping) for row in table.values()):
        cells: dict[Key, int] = {(label,): count for label, count in table.items()}
        return cells | {(TOTAL,): sum(cells.values())}
    columns = list(dict.fromkeys(column for row in table.values() for column in row))
    cells = {(label, column): row.get(column, 0) for label, row in table.items() for column in columns}
    rows = {(label, TOTAL): sum(row.values()) for label, row in table.items()}
    sums = {(TOTAL, column): sum(cells[label, column] for label in table) for column in columns}
    return cells | rows | sums | {(TOTAL, TOTAL): sum(rows.values())}


# -- cells as the edges of a flow: what enters a line of the table leaves it


def _ends(key: Key) -> tuple[Label, Label]:
    """From where to where a cell flows: each line of the table, totals included, is a node that keeps nothing."""
    if len(key) == 1:
        return ("out", "in") if key[0] == TOTAL else ("in", "out")
    row, column = ("row", key[0]), ("column", key[1])
    if (key[0] == TOTAL) == (key[1] == TOTAL):
        return row, column
    return column, row


class _Flow:
    """A table as who knows what is shown sees it. `least`: what a hidden cell holds at least."""

    def __init__(self, counts: Mapping[Key, int], values: Mapping[Key, int], threshold: int, least: int):
        self.counts, self.values, self.least = counts, values, least
        self.wanted = threshold - 1 if least else threshold + 1  # so many values, for two people to differ by threshold
        self.edges = [(key, *_ends(key)) for key in counts]
        self.sensitive = [key for key in counts if least or 0 < abs(values[key]) < threshold]

    def protect(self, hidden: Collection[Key]) -> frozenset[Key]:
        """These, and those it takes beside them; zeros stay shown."""
        found = set(hidden) & self.counts.keys()
        for key in self.sensitive:
            while key in found and (more := self._missing(key, found)):
                found |= more
        return frozenset(found)

    def _missing(self, key: Key, hidden: set[Key]) -> set[Key]:
        """What else to hide for a cell to have enough possible values; nothing when it has them."""
        tail, head = _ends(key)
        room = self.values[key] - min(self.least, self.values[key])
        more, raised = self._push(head, tail, hidden - {key}, self.wanted)
        fewer, lowered = self._push(tail, head, hidden - {key}, min(room, self.wanted))
        if more + fewer + 1 >= self.wanted:
            return set()
        around = self._around({one for one in self.counts if one != key and (self.counts[one] or one in hidden)})
        path = self._cheapest(head, tail, around, hidden, raised)
        if path is None and fewer < room:
            path = self._cheapest(tail, head, around, hidden, lowered)
        return {one for one, _up in path or ()} - hidden

    def _push(self, start: Label, end: Label, through: Collection[Key], wanted: int) -> tuple[int, dict[Key, int]]:
        """How much goes from one line to another through these cells, and what it does to each."""
        change: dict[Key, int] = {}
        around, pushed = self._around(through), 0
        while pushed < wanted and (path := self._cheapest(start, end, around, through, change)):
            step = min([wanted - pushed, *(self._room(one, change) for one, up in path if not up)])
            for one, up in path:
                change[one] = change.get(one, 0) + (step if up else -step)
            pushed += step
        return pushed, change

    def _room(self, key: Key, change: Mapping[Key, int]) -> int:
        value = self.values[key]
        return value + change.get(key, 0) - min(self.least, value)

    def _cheapest(self, start, end, around, free, change) -> list[tuple[Key, bool]] | None:
        """Cells that flow from one line to another, each up or down; those already hidden cost nothing, totals most."""
        best: dict[Label, tuple[int, int]] = {start: (0, 0)}
        came: dict[Label, tuple[Label, Key, bool]] = {}
        queue: list[tuple[tuple[int, int], int, Label]] = [((0, 0), 0, start)]
        while queue:
            cost, _rank, here = heappop(queue)
            if here == end:
                return list(_back(came, start, end))
            for there, key, up in around.get(here, ()):
                if not up and self._room(key, change) <= 0:
                    continue
                price = (0, 0) if key in free else (TOTAL in key, abs(self.counts[key]))
                total = (cost[0] + price[0], cost[1] + price[1])
                if there not in best or total < best[there]:
                    best[there], came[there] = total, (here, key, up)
                    heappush(queue, (total, len(came) + len(queue), there))
        return None

    def _around(self, through: Collection[Key]) -> dict[Label, list[tuple[Label, Key, bool]]]:
        """Where each line leads through these cells, up or down; in the table's order, for any two runs to agree."""
        around: dict[Label, list[tuple[Label, Key, bool]]] = {}
        for key, tail, head in self.edges:
            if key in through:
                around.setdefault(tail, []).append((head, key, True))
                around.setdefault(head, []).append((tail, key, False))
        return around


def _back(came: Mapping[Label, tuple[Label, Key, bool]], start: Label, end: Label) -> Iterator[tuple[Key, bool]]:
    while end != start:
        end, key, up = came[end]
        yield key, up
