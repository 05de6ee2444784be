"""JSON: a list of records, GeoJSON (uMap's too), or an object that holds a list. Read as a stream, line by line."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import ijson
from ijson.common import IncompleteJSONError, JSONError, ObjectBuilder

from maillage.census.reading.decoding import lines, wide_encoding
from maillage.census.reading.records import Reading, Record, Unreadable

_LISTS = ("features", "records", "results", "result", "data", "lieux", "places", "structures", "items", "layers")
_SKIPPED = {"type", "bbox", "crs", "id"}
DEEPEST = 50  # lists in lists; a file made of brackets would take all the memory
PIECE = 4096  # what ijson reads before its depth is looked at
CUT = "Le fichier JSON est coupé ou mal formé ici : la suite n'a pas pu être lue."


def looks_like_one(head: bytes) -> bool:
    encoding = wide_encoding(head)
    text = head[:4000].decode(encoding, errors="ignore") if encoding else head[:4000].decode("utf-8", errors="ignore")
    return text.lstrip("\ufeff \r\n\t")[:1] in ("[", "{")


def read(path: Path, head: bytes) -> Reading:
    records = _records(_Lines(lines(path, head)))
    try:
        first = next(records, None)
    except (JSONError, UnicodeError) as error:
        raise Unreadable(f"{path.name} commence comme du JSON, mais n'en est pas.") from error
    if first is not None and first.problem and not first.cells:
        raise Unreadable(f"{path.name} commence comme du JSON, mais n'en est pas.")
    return Reading("json", chain([] if first is None else [first], records))


class _Lines:
    """A file object for ijson that gives one line at a time, so that `line` is where the parser stands."""

    def __init__(self, source: Iterator[str]):
        self.source = source
        self.line = 0
        self.pieces: Iterator[bytes] = iter(())
        self.ended = True

    def read(self, size: int = -1) -> bytes:
        if size == 0:
            return b""
        return next(self.pieces, b"") or self._next_line()

    def _next_line(self) -> bytes:
        text = next(self.source, "")
        if text and self.ended:
            self.line += 1
        self.ended = text.endswith(("\n", "\r"))
        line = text.encode("utf-8", errors="replace")
        self.pieces = (line[start : start + PIECE] for start in range(0, len(line), PIECE))
        return next(self.pieces, b"")


def _records(source: _Lines) -> Iterator[Record]:
    """Every object that stands in a list at the top, or under one of the usual names."""
    builder, start, depth = None, 0, ""
    try:
        for prefix, event, value in ijson.parse(source, use_float=True, multiple_values=True):
            if len(prefix) > DEEPEST and prefix.count(".") > DEEPEST:
                raise ValueError("nested deeper than any record")
            if builder is None and event == "start_map" and _holds_record(prefix):
                builder, start, depth = ObjectBuilder(), source.line, prefix
            if builder is not None:
                builder.event(event, value)
                if event == "end_map" and prefix == depth:
                    yield Record(start, flat(builder.value))
                    builder = None
    except (JSONError, IncompleteJSONError, UnicodeError, ValueError):
        cells = flat(builder.value) if builder is not None and isinstance(getattr(builder, "value", None), dict) else {}
        yield Record(start if builder is not None else max(source.line, 1), cells, CUT)


def _holds_record(prefix: str) -> bool:
    *path, last = prefix.split(".")
    if last != "item":
        return False
    return not path or (path[-1] in _LISTS and path[-1] != "layers" and len(path) <= 4)


def flat(value: dict) -> dict[str, object]:
    """A GeoJSON feature → its properties and position; objects inside a record → their own fields."""
    if value.get("type") == "Feature" or ("geometry" in value and "properties" in value):
        return _feature(value)
    cells: dict[str, object] = {}
    for name, cell in value.items():
        if isinstance(cell, dict):
            cells |= {inner if inner not in value else f"{name}.{inner}": one for inner, one in cell.items()}
        else:
            cells[name] = cell
    return cells


def _feature(value: dict) -> dict[str, object]:
    cells = flat(value.get("properties") or {}) if isinstance(value.get("properties"), dict) else {}
    cells = {
        name: cell for name, cell in cells.items() if not name.startswith("_") and name not in ("iconClass", "color")
    }
    if value.get("id") not in (None, ""):
        cells.setdefault("id", value["id"])
    geometry = value.get("geometry") if isinstance(value.get("geometry"), dict) else {}
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(coordinates, list) and len(coordinates) >= 2:
        cells.setdefault("longitude", coordinates[0])
        cells.setdefault("latitude", coordinates[1])
    return cells
