"""Cells that a spreadsheet would run as formulas. Pure.

An apostrophe in front makes them text; `original` takes it away, and gives back every text as it was.
"""

import re

_CALCULATED = re.compile(r"'*[=+\-@\t\r\n\0|＝＋－＠｜]")


def neutralise(cell: str) -> str:
    return f"'{cell}" if _CALCULATED.match(cell) else cell


def original(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _CALCULATED.match(cell) else cell
