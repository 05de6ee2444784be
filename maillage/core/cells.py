"""Cells that a spreadsheet would run as formulas. Pure.

An apostrophe in front makes them text; `original` takes it away, and gives back every text as it was.
"""

import re

_STARTS = "=+-@\t\r\n\0|＝＋－＠｜"
_CALCULATED = re.compile(f"'*[{re.escape(_STARTS)}]")
_SUSPECT = frozenset("'" + _STARTS)


def neutralise(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _SUSPECT and _CALCULATED.match(cell) else cell


def original(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _CALCULATED.match(cell) else cell
