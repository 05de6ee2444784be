"""What an import would do, line by line, in files beside the upload: a page reads its own lines, not all of them."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from maillage.census.checking import Issue
from maillage.census.steps import CREATED, GONE, UPDATED, Step

SECTIONS = ("created", "updated", "proposed", "kept", "gone", "rejected", "repair")
A_PAGE = 25


class Preview:
    """Takes the steps of a plan as they come."""

    def __init__(self, folder: Path):
        self.counts = dict.fromkeys(SECTIONS, 0)
        self._files = {name: (folder / f"{name}.jsonl").open("w", encoding="utf-8") for name in SECTIONS}
        self._told: set[tuple[int, str]] = set()  # what stands in a section of its own is not told twice

    def __enter__(self) -> "Preview":
        return self

    def __exit__(self, *error) -> None:
        for file in self._files.values():
            file.close()

    def look(self, steps: Iterable[Step]) -> None:
        for step in steps:
            if step.outcome in (CREATED, UPDATED, GONE):
                self._add(step.outcome, _place(step) | {"changes": step.changes})
            if step.proposed:
                self._add("proposed", _place(step) | {"changes": step.proposed})
            for column, (here, there, why) in step.kept.items():
                self._add("kept", _place(step) | {"changes": {column: [here, there]}, "why": why})
            self._told |= {(step.line, column) for column in (*step.kept, *step.proposed)}

    def tell(self, issues: Iterable[Issue]) -> None:
        for issue in issues:
            if (issue.line, issue.column) not in self._told:
                self._add("rejected" if issue.rejects else "repair", issue._asdict())

    def _add(self, section: str, row: dict[str, Any]) -> None:
        self.counts[section] += 1
        self._files[section].write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


def _place(step: Step) -> dict[str, Any]:
    nom = step.nom or (step.changes.get("nom") or ["", ""])[1]
    return {"line": step.line, "id": step.place_id, "nom": nom}


def page(folder: Path, section: str, number: int) -> list[dict[str, Any]]:
    return list(islice(rows(folder, section), (number - 1) * A_PAGE, number * A_PAGE))


def rows(folder: Path, section: str) -> Iterator[dict[str, Any]]:
    """Nothing when the file is gone: it was purged."""
    path = folder / f"{section}.jsonl"
    if path.is_file():
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
