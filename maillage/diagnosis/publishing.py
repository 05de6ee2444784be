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


# -- how far sheets went, and how they ended

ENDINGS = "suites des fiches"  # among the tables of a publication
WITHOUT, ANSWERED, CAME, SOLVED = "sans réponse", "répondue", "venue", "résolue"
STAGES = (WITHOUT, ANSWERED, CAME, SOLVED)  # the last one reached: each sheet is in one of them
WITH, OTHERWISE = "faire avec", "autrement"
HOWS = (WITH, OTHERWISE)


def endings(table: Published, sent: int | None) -> dict[str, int | None]:
    """How many sheets were answered, led to somebody coming, were solved, were done with the person. `sent`: as the
    table of sheets shows it; hidden there, all of it is hidden here."""
    if sent is None or table.shown(TOTAL, TOTAL) != sent:
        return dict.fromkeys(("answered", "arrived", "solved", "done_with"))
    return {
        "answered": _sum(table, STAGES[1:]), "arrived": _sum(table, STAGES[2:]), "solved": _sum(table, STAGES[3:]),
        "done_with": table.shown(TOTAL, WITH),
    }  # fmt: skip


def _sum(table: Published, stages: Iterable[str]) -> int | None:
    """Of lines that are shown; or the whole less the other lines, when those are."""
    inside = {stage: table.shown(stage, TOTAL) for stage in STAGES if stage in stages}
    outside = [table.shown(stage, TOTAL) for stage in STAGES if stage not in stages]
    if None not in inside.values():
        return sum(count or 0 for count in inside.values())
    whole = table.shown(TOTAL, TOTAL)
    return None if whole is None or None in outside else whole - sum(count or 0 for count in outside)
