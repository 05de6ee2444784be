"""Of the cells damaged on purpose, 97 % are repaired or told; of the sound ones, less than 1 % is accused."""

import csv
import random
from pathlib import Path

import pytest

from maillage.census.actions import import_places
from tests.census.damaging import damaged
from tests.census.files import table, write
from tests.census.scoring import score

pytestmark = pytest.mark.django_db


def where(path: Path, encoding: str, separator: str) -> dict[str, int]:
    """id → the first line of its row."""
    lines = {}
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator)
        before = reader.line_num if next(reader) else 0
        before = reader.line_num
        for row in reader:
            lines[row[0]] = before + 1
            before = reader.line_num
    return lines


def judge(path: Path, clean, planted, encoding="utf-8", separator=","):
    report = import_places(path=path, source="abimé")
    return score(clean, planted, where(path, encoding, separator), {(one.line, one.column) for one in report.issues})


def test_our_own_planted_defects(tmp_path):
    clean, sent, planted = damaged(400, seed=7)
    found = judge(write(tmp_path, table(sent)), clean, planted)
    assert found.share_handled >= 0.97, found.missed
    assert found.share_accused < 0.01


def generator(shared: Path) -> dict:
    """The shared generator, its rows remembered just before it damages them."""
    text = (shared / "tools" / "generate_lieux.py").read_text(encoding="utf-8")
    mark = "    cells = []\n\n    def bad"
    assert mark in text
    before: dict[str, dict] = {}
    names = {"__name__": "generator", "BEFORE": before, "random": random}
    exec(
        compile(
            text.replace(mark, "    BEFORE.update({x['id']: dict(x) for x in rows})\n" + mark), "generator", "exec"
        ),
        names,
    )
    return names


@pytest.mark.parametrize(("seed", "headers"), [("2024", "standard"), ("11", "human"), ("12", "standard")])
def test_the_defects_of_the_shared_generator(tmp_path, shared, seed, headers):
    made = generator(shared)
    rows, _pairs, cells = made["make_messy"](1500, seed, "national", 0.15)
    path = tmp_path / "messy.csv"
    made["write"](path, rows, "latin-1", ";", headers)
    found = judge(path, made["BEFORE"], {(key, column): why for key, column, why in cells}, "latin-1", ";")
    assert found.share_handled >= 0.97, found.missed
    assert found.share_accused < 0.01
