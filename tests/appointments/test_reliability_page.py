"""docs/reliability.md says where each of the 36 behaviours is tested; it may not say what is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reliability.md").read_text()
LINE = re.compile(r"^\| (\d+) \| .*? \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def test_each_of_the_36_lines_names_its_tests_and_they_exist():
    rows = {int(number): NAMED.findall(cell) for number, cell in LINE.findall(PAGE)}

    assert sorted(rows) == list(range(1, 37))
    for number, named in rows.items():
        assert named, f"line {number}"
        for file, test in named:
            source = (ROOT / "tests/appointments" / file).read_text()
            assert f"def {test}(" in source, f"line {number}: {file}::{test}"
