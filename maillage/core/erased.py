"""What was erased stays erased, even after an older backup is put back: a list beside the database, by numbers only.

A number may serve again after a restore: the instant a row was made tells two apart. The list
(MAILLAGE_DATA/erased.jsonl) only grows; `maillage restore` does it again, line by line. On another machine, put the
list in the new MAILLAGE_DATA first.
"""

import json
import os
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

Named = tuple[str, str, str]
COLUMNS = ("what", "id", "made")
Eraser = Callable[[models.Model], object]
ERASERS: dict[str, Eraser] = {}
NAME = "erased.jsonl"
MADE_AT = ("sent_at", "date_joined", "at")  # columns that never change


def eraser(label: str) -> Callable[[Eraser], Eraser]:
    """How a row of that model ("referrals.referral") is erased again; a second time changes nothing."""

    def register(function: Eraser) -> Eraser:
        ERASERS[label] = function
        return function

    return register


def remember(*rows: models.Model) -> None:
    """Once it is committed."""
    named = [named_of(row) for row in rows]
    transaction.on_commit(lambda: _append(named))


def named_of(row: models.Model) -> Named:
    column = next(name for name in MADE_AT if hasattr(row, name))
    return row._meta.label_lower, str(row.pk), getattr(row, column).astimezone(UTC).isoformat()


def listed() -> list[Named]:
    try:
        lines = _path().read_text().splitlines()
    except FileNotFoundError:
        return []
    return [(told["what"], told["id"], told["made"]) for told in map(_read, lines) if told]


def replay() -> int:
    """How many rows of the list were there again. Called on a restored base, before anybody sees it."""
    from maillage.core import retention

    retention.kinds()  # each app's personal.py brings its erasers
    there = 0
    for named in dict.fromkeys(listed()):
        label, pk, _ = named
        model = apps.get_model(label) if label in ERASERS else None
        row = model._base_manager.filter(pk=pk).first() if model else None
        if row is not None and named_of(row) == named:
            with transaction.atomic():
                ERASERS[label](row)
            there += 1
    return there


def _append(named: list[Named]) -> None:
    known = set(listed())
    lines = [json.dumps(dict(zip(COLUMNS, one, strict=True))) + "\n" for one in named if one not in known]
    if not lines:
        return
    with os.fdopen(os.open(_path(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def _read(line: str) -> dict | None:
    """A line cut short by a power cut is passed over."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) and set(COLUMNS) <= set(told) else None


def _path() -> Path:
    return Path(settings.DATA_DIR) / NAME
