"""Bars with their values written beside them; a table always says the same. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    label: str
    part: int  # hundredths of a whole bar
    told: str  # the value, as written


@dataclass(frozen=True)
class Chart:
    """What a page or a sheet of paper draws; bars share one scale, from zero."""

    title: str
    bars: list[Bar]


def bars(title: str, counts: list[tuple[str, float, str]], *, full: float | None = None) -> Chart:
    """`counts`: (label, value, value as written). `full`: what a whole bar is worth; else the largest value."""
    most = full or max((value for _, value, _ in counts), default=0) or 1
    return Chart(title, [Bar(label, round(100 * value / most), told) for label, value, told in counts])
