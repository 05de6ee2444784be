"""Questionnaires to start from, each a file of data/."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "data"


class Template(NamedTuple):
    name: str
    nom: str
    purpose: str
    says: str
    languages: list[str]
    texts: dict[str, str]
    questions: list[dict[str, Any]]


@cache
def templates() -> dict[str, Template]:
    found = [
        Template(path.stem, **json.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.json"))
    ]
    return {one.name: one for one in found}
