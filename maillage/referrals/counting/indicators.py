"""How far sheets go, in numbers one may show. Pure.

Each sheet stands once, at the furthest it reached; "answered" adds up what answered, came or was solved. A number is
shown only when every number it is made of is; small ones and those that would give them back are not
(`core.suppression`). The same stages are counted together everywhere, so that no table tells what another one hides.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import mean, median
from typing import NamedTuple

from maillage.core.suppression import TOTAL, Published, hide

SENT, ANSWERED, CAME, SOLVED = "sans réponse", "répondu", "venue", "résolu"
STAGES = (SENT, ANSWERED, CAME, SOLVED)
Column = tuple[str, ...]  # stages counted together


class Sheet(NamedTuple):
    """What is counted of one sheet."""

    theme: str
    zone: str
    month: str
    reached: str
    days_to_answer: float | None = None
    days_to_come: float | None = None
    done_with: bool | None = None
    autonomy: int | None = None  # steps gained, when both ends are known


@dataclass(frozen=True)
class Line:
    """None: hidden. Medians and means need as many people as a count does."""

    label: str
    sent: int | None
    answered: int | None
    came: int | None
    solved: int | None
    days_to_answer: float | None
    days_to_come: float | None
    done_with: "Share | None"
    autonomy: float | None


class Share(NamedTuple):
    """In whole percents; `about` is "" when exact, else "au moins" or "au plus": the few others are not told."""

    percent: int
    about: str = ""


class Figures(NamedTuple):
    total: Line
    tables: dict[str, list[Line]]  # by theme, zone, month


def figures(sheets: Collection[Sheet], threshold: int) -> Figures:
    columns = _columns(_by_stage(sheets), threshold)
    total = _line(TOTAL, list(sheets), _known(hide(_cells(sheets, columns), threshold), (), columns), threshold)
    return Figures(total, {name: _table(sheets, name, columns, threshold) for name in ("theme", "zone", "month")})


def _by_stage(sheets: Iterable[Sheet]) -> dict[str, int]:
    counts = dict.fromkeys(STAGES, 0)
    for sheet in sheets:
        counts[sheet.reached] += 1
    return counts


def _columns(counts: dict[str, int], threshold: int) -> list[Column]:
    """A stage too few reached goes with the one before it, so that how many came that far is still told."""
    columns: list[Column] = []
    waiting: Column = ()
    for stage in reversed(STAGES):
        waiting = (stage, *waiting)
        if sum(counts[one] for one in waiting) not in range(1, threshold):
            columns, waiting = [waiting, *columns], ()
    if waiting:
        columns = [waiting + columns[0], *columns[1:]] if columns else [waiting]
    return columns


def _cells(sheets: Iterable[Sheet], columns: list[Column]) -> dict[str, int]:
    counts = _by_stage(sheets)
    return {column[0]: sum(counts[stage] for stage in column) for column in columns}


def _table(sheets: Iterable[Sheet], by: str, columns: list[Column], threshold: int) -> list[Line]:
    groups: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault(getattr(sheet, by), []).append(sheet)
    published = hide({label: _cells(rows, columns) for label, rows in groups.items()}, threshold)
    if any(key[0] == TOTAL for key in published.hidden):  # a sum told elsewhere: then only how many were sent
        columns = [STAGES]
        published = hide({label: _cells(rows, columns) for label, rows in groups.items()}, threshold)
    return [
        _line(label, rows, _known(published, (label,), columns), threshold) for label, rows in sorted(groups.items())
    ]


def _known(published: Published, label: tuple[str, ...], columns: list[Column]) -> dict[str, int | None]:
    """How many reached at least each stage, from what is shown: added up, or taken from the whole."""
    shown = [published.shown(*label, column[0]) for column in columns]
    whole = published.shown(*label, TOTAL)
    known = dict.fromkeys(STAGES) | {column[0]: _from(at, shown, whole) for at, column in enumerate(columns)}
    return {"sent": whole, "answered": known[ANSWERED], "came": known[CAME], "solved": known[SOLVED]}


def _from(at: int, shown: list[int | None], whole: int | None) -> int | None:
    after, before = shown[at:], shown[:at]
    if None not in after:
        return sum(filter(None, after))
    return None if whole is None or None in before else whole - sum(filter(None, before))


def _line(label: str, rows: list[Sheet], known: dict[str, int | None], threshold: int) -> Line:
    return Line(
        label=label,
        **known,
        days_to_answer=_of(median, [row.days_to_answer for row in rows], threshold),
        days_to_come=_of(median, [row.days_to_come for row in rows], threshold),
        done_with=share([row.done_with for row in rows if row.done_with is not None], threshold),
        autonomy=_of(mean, [row.autonomy for row in rows], threshold),
    )


def _of(measure, values: Iterable[float | None], threshold: int) -> float | None:
    known = [value for value in values if value is not None]
    return round(float(measure(known)), 1) if len(known) >= threshold else None


def share(known: list[bool], threshold: int) -> Share | None:
    """The few who are not like the others are told as "fewer than the threshold", never exactly."""
    whole, part = len(known), sum(known)
    if whole < threshold:
        return None
    if 0 < whole - part < threshold:
        return Share(100 * max(0, whole - threshold + 1) // whole, "au moins")
    if 0 < part < threshold:
        return Share(-(-100 * min(whole, threshold - 1) // whole), "au plus")
    return Share(round(100 * part / whole))
