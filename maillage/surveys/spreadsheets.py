"""Sheets of rows ↔ an XLSX file."""

import zipfile
import zlib
from io import BytesIO
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from maillage.surveys.xlsform import NoForm, Sheets

MOST_BYTES, MOST_UNZIPPED, MOST_ROWS = 2 * 2**20, 30 * 2**20, 2_000
PIECE = 2**16
SHEETS = ("survey", "choices", "settings")


def write(sheets: Sheets) -> bytes:
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            sheet.write_row(0, 0, columns)
            for line, row in enumerate(rows, start=1):
                sheet.write_row(line, 0, [row.get(column, "") for column in columns])
    return kept.getvalue()


def read(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """Raises NoForm when it is no workbook, or one without questions."""
    try:
        _weigh(content)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = {name.strip().lower(): name for name in book.sheet_names}
        return {one: _rows(book.get_sheet_by_name(names[one]).to_python()) for one in SHEETS if one in names}
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError, zlib.error) as wrong:
        raise NoForm from wrong


def _weigh(content: bytes) -> None:
    """A few kilobytes can hide gigabytes: what is really inside is counted, whatever the file says."""
    left = MOST_UNZIPPED
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            with archive.open(name) as inside:
                while piece := inside.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise NoForm


def _rows(lines: list[list[Any]]) -> list[dict[str, Any]]:
    if not lines:
        return []
    header, *rest = lines
    names = [str(one).strip() for one in header]
    return [dict(zip(names, row, strict=False)) for row in rest[:MOST_ROWS]]
