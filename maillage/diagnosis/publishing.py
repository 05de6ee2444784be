"""From counts to what may be shown, and back from a row of the base. Pure.

A table of one source is `{service: {zone: count}}`; demand that named no neighbourhood stands in the column "".
"""

from collections.abc import Iterable, Mapping

from maillage.core.suppression import TOTAL, Published, against, hide

FLOOR = 5  # no setting goes under it
Row = list  # [service, zone, count, hidden]; JSON


def published(new: Mapping[str, Mapping[str, int]], before: Iterable[Published], threshold: int) -> Published:
    """What may be shown of this table after those."""
    before = list(before)
    return against(before, new, threshold) if before else hide(new, threshold)


def rows(table: Published) -> list[Row]:
    return [[*key, count, key in table.hidden] for key, count in table.counts.items()]


def table(stored: Iterable[Row]) -> Published:
    kept = [(tuple(labels), count, hidden) for *labels, count, hidden in stored]
    return Published(
        {key: count for key, count, _ in kept}, frozenset(key for key, _, hidden in kept if hidden)
    )  # fmt: skip


def shown(tables: Mapping[str, Published], service: str, zone: str = TOTAL) -> dict[str, int | None]:
    """{source: count, or None when it is hidden}; a source that heard nothing there is left out."""
    found = {source: one.shown(service, zone) for source, one in tables.items()}
    return {source: count for source, count in found.items() if count != 0}
