"""A board typed from paper: rows of cells, some of them copied twice by whoever typed. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from maillage.workshops.resembling import same_words


class Cell(NamedTuple):
    column: str
    text: str
    line: str  # where the transcription holds it


class Unique(NamedTuple):
    column: str
    text: str
    lines: tuple[str, ...]

    @property
    def repeats(self) -> int:
        return len(self.lines) - 1


def unique(cells: Iterable[Cell]) -> list[Unique]:
    """The same words in the same column, on other lines of one board, are one note typed again: it is kept once, with
    all its lines. The same words twice on one line are two notes."""
    found: dict[tuple, list[Cell]] = {}
    seen: dict[tuple, int] = {}
    for cell in cells:
        spot = (cell.column, same_words(cell.text), cell.line)
        seen[spot] = seen.get(spot, 0) + 1
        found.setdefault((cell.column, same_words(cell.text), seen[spot]), []).append(cell)
    return [
        Unique(several[0].column, several[0].text, tuple(one.line for one in several)) for several in found.values()
    ]
