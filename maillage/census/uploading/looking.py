"""The columns of a file, with examples of what they hold: for whoever says what they mean."""

from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from maillage.census.checking import Checker
from maillage.census.reading import open_file
from maillage.census.repairing.text import plain_cell

LOOKED_AT = 200
EXAMPLES = 3
MOST_COLUMNS = 200
MAX_EXAMPLE = 60


@dataclass
class Column:
    header: str
    target: str  # "" when nobody knows what it means
    examples: list[str] = field(default_factory=list)


def columns_of(path: Path, checker: Checker) -> list[dict[str, Any]]:
    """As JSON holds them. `checker` knows what each header means under the recipe."""
    reading = open_file(path)
    found = {header: _column(header, checker) for header in reading.headers}
    for record in islice(reading.records, LOOKED_AT):
        for header, cell in record.cells.items():
            column = found.setdefault(header, _column(header, checker))
            text = plain_cell(cell).strip().replace("\0", "")[:MAX_EXAMPLE]
            if text and len(column.examples) < EXAMPLES and text not in column.examples:
                column.examples.append(text)
    return [asdict(one) for one in islice(found.values(), MOST_COLUMNS)]


def _column(header: str, checker: Checker) -> Column:
    return Column(header, checker.target(header) or "")


def unknown(columns: list[dict[str, Any]]) -> list[str]:
    return [one["header"] for one in columns if not one["target"] and one["examples"]]
