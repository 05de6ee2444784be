"""Bars as SVG, values written on the marks; a table always stands beside. Pure."""

from dataclasses import dataclass

WIDTH, BAR, STEP, LABELS = 760, 26, 40, 310
ROOM = 110  # for the value at the end of a bar


@dataclass(frozen=True)
class Bar:
    label: str
    value: float
    y: int
    width: int
    told: str  # the value, as written

    @property
    def middle(self) -> int:
        return self.y + BAR // 2 + 6

    @property
    def end(self) -> int:
        return LABELS + self.width + 8


@dataclass(frozen=True)
class Chart:
    """What a template draws: title, bars, height. Right of the labels, bars share one scale from zero."""

    title: str
    bars: list[Bar]
    most: float

    @property
    def height(self) -> int:
        return STEP * len(self.bars) + 8


def bars(title: str, counts: list[tuple[str, float, str]], *, full: float | None = None) -> Chart:
    """`counts`: (label, value, value as written). `full`: what a whole bar is worth; else the largest value."""
    most = full or max((value for _, value, _ in counts), default=0) or 1
    room = WIDTH - LABELS - ROOM
    drawn = [
        Bar(label, value, STEP * rank + 4, round(room * value / most), told)
        for rank, (label, value, told) in enumerate(counts)
    ]
    return Chart(title, drawn, most)
