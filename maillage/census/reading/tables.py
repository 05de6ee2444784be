"""CSV in whatever dialect: separator found by looking, cells on several lines, an open quote loses one line only."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from maillage.census.headers import recognised
from maillage.census.reading.decoding import lines, wide_encoding
from maillage.census.reading.records import Reading, Record, Unreadable

SEPARATORS = (",", ";", "\t", "|")
MAX_CELL_LINES = 200  # an open quote would otherwise swallow the rest of the file
MAX_PREAMBLE = 10  # titles some people write above the header
OPEN_QUOTE = "Guillemet ouvert et jamais refermé : la ligne est lue sans lui."
TOO_MANY = "Cette ligne a plus de cellules que l'en-tête : un séparateur s'est glissé dans une valeur."
_MAGIC = {
    b"%PDF": "un PDF",
    b"\xd0\xcf\x11\xe0": "un ancien fichier Excel (.xls) ou un fichier protégé par un mot de passe",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"\x1f\x8b": "une archive compressée",
    b"Rar!": "une archive compressée",
    b"7z\xbc\xaf": "une archive compressée",
    b"{\\rtf": "un texte mis en forme (RTF)",
    b"\x7fELF": "un programme",
    b"MZ\x90": "un programme",
    b"SQLite format 3": "une base SQLite",
}
csv.field_size_limit(2**20)


def refuse_binary(head: bytes, name: str) -> None:
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise Unreadable(f"{name} est {what}. Enregistrez le tableau en CSV, XLSX ou ODS et renvoyez-le.")
    if wide_encoding(head) is None and head.count(0) > len(head) // 4:
        raise Unreadable(f"{name} n'est pas un fichier de texte ni un tableur.")
    if head.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise Unreadable(f"{name} est une page web ou du XML, pas un tableau.")


def read(path: Path, head: bytes) -> Reading:
    """The header is the first line that names known columns; the separator is the one that shows most of them."""
    source = iter(lines(path, head))
    opening = list(islice(source, 40))
    separator = best_separator(opening)
    rows = _rows(chain(opening, source), separator)
    line, headers = find_header(rows)
    return Reading("csv", _records(rows, headers), headers, line)


def best_separator(opening: list[str]) -> str:
    def shown(separator: str) -> tuple[int, int]:
        rows = [row for _line, row, _problem in _rows(opening[:MAX_PREAMBLE], separator)]
        return max(((recognised(row), len(row)) for row in rows), default=(0, 0))

    return max(SEPARATORS, key=shown)


def find_header(rows: Iterator) -> tuple[int, tuple[str, ...]]:
    """The best of the first lines; what stands above it is a title. Rows looked at below it are put back."""
    looked = list(islice(rows, MAX_PREAMBLE))
    if not looked:
        return 1, ()
    best = max(range(len(looked)), key=lambda i: (recognised(looked[i][1]), -i))
    if recognised(looked[best][1]) < 2:
        best = 0
    rows.put_back(looked[best + 1 :])
    return looked[best][0], distinct(looked[best][1])


def distinct(cells: list[str]) -> tuple[str, ...]:
    """Headers as dictionary keys: blank ones and doubles are numbered."""
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(str(cell).split()) or f"(colonne {position})"
        names.append(name if name not in names else f"{name} ({position})")
    return tuple(names)


class _rows:
    """(first line, cells, problem) of each line that is not empty."""

    def __init__(self, source: Iterable[str], separator: str):
        self.feed = _Feed(source)
        self.separator = separator
        self.waiting: deque = deque()
        self.reader = self._reader()

    def __iter__(self):
        return self

    def put_back(self, rows: list) -> None:
        self.waiting.extend(rows)

    def _reader(self):
        return csv.reader(self.feed, delimiter=self.separator)

    def __next__(self) -> tuple[int, list[str], str]:
        if self.waiting:
            return self.waiting.popleft()
        while True:
            line, cells, problem = self._next()
            if any(cell.strip() for cell in cells):
                return line, cells, problem

    def _next(self) -> tuple[int, list[str], str]:
        self.feed.start_record()
        line = self.feed.line + 1
        try:
            cells = next(self.reader)
        except (csv.Error, _TooLong):
            return self._alone(line)
        if self.feed.at_end and self.feed.odd_quotes():
            return self._alone(line)
        return line, cells, ""

    def _alone(self, line: int) -> tuple[int, list[str], str]:
        """The first line by itself, its quotes taken as text; the others are read again."""
        first = self.feed.rewind()
        self.reader = self._reader()
        cells = first.rstrip("\r\n").split(self.separator)
        return line, [cell.strip('"') for cell in cells], OPEN_QUOTE


class _TooLong(Exception):
    pass


class _Feed:
    """Lines for csv.reader, counted, with the lines of the current record at hand."""

    def __init__(self, source: Iterable[str]):
        self.source = iter(source)
        self.again: deque[str] = deque()
        self.record: list[str] = []
        self.line = 0
        self.at_end = False

    def __iter__(self):
        return self

    def __next__(self) -> str:
        if len(self.record) >= MAX_CELL_LINES:
            raise _TooLong
        text = self.again.popleft() if self.again else next(self.source, None)
        if text is None:
            self.at_end = True
            raise StopIteration
        self.line += 1
        self.record.append(text)
        return text

    def start_record(self) -> None:
        self.record = []
        self.at_end = False

    def odd_quotes(self) -> bool:
        return len(self.record) > 0 and sum(text.count('"') for text in self.record) % 2 == 1

    def rewind(self) -> str:
        first, *rest = self.record or [""]
        self.again.extendleft(reversed(rest))
        self.line -= len(rest)
        return first


def _records(rows: Iterable[tuple[int, list[str], str]], headers: tuple[str, ...]) -> Iterator[Record]:
    for line, cells, problem in rows:
        extra = [cell for cell in cells[len(headers) :] if cell.strip()]
        named = dict(zip(headers, cells, strict=False))
        if extra:
            named["(en trop)"] = " | ".join(extra)
        yield Record(line, named, problem or (TOO_MANY if extra else ""))
