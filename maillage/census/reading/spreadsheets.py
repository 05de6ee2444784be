"""XLSX and ODS. Weighed before they are opened: a few kilobytes can hide gigabytes."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from maillage.census.headers import recognised
from maillage.census.reading.records import Reading, Record, Unreadable
from maillage.census.reading.tables import MAX_PREAMBLE, distinct

MAX_SIZE = 10 * 2**20
MAX_UNZIPPED = 100 * 2**20
MAX_RATIO = 100
MIN_WEIGHED = 2**20  # under a megabyte unzipped, the ratio says nothing
_PIECE = 2**16


def looks_like_one(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04")


def read(path: Path, size: int) -> Reading:
    check_weight(path, size)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = [sheet for name in workbook.sheet_names if (sheet := workbook.get_sheet_by_name(name)).height]
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(f"{path.name} n'est pas un classeur XLSX ou ODS lisible.") from error
    if not sheets:
        return Reading("classeur", iter(()))
    sheet = max(sheets, key=lambda one: max((recognised(row) for row in _first(one)), default=0))
    return _sheet(sheet)


def check_weight(path: Path, size: int) -> None:
    if size > MAX_SIZE:
        raise Unreadable(
            f"Le classeur pèse {size / 2**20:.0f} Mo ; la limite est {MAX_SIZE // 2**20} Mo. Envoyez-le en CSV."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            _check_names([info.filename.lower() for info in archive.infolist()])
            _check_total(sum(info.file_size for info in archive.infolist()), size)
            _check_content(archive)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unreadable(f"{path.name} est abîmé ou protégé : ce n'est pas un classeur lisible.") from error


def _check_names(names: list[str]) -> None:
    if any(name.endswith((".zip", ".xlsx", ".ods", ".gz", ".7z", ".rar")) for name in names):
        raise Unreadable("Le fichier contient une archive dans une archive : il n'est pas ouvert.")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable("Le classeur contient des macros. Enregistrez-le en .xlsx sans macros et renvoyez-le.")
    if not any(name in ("xl/workbook.xml", "content.xml", "xl/workbook.bin") for name in names):
        raise Unreadable("Ce n'est pas un classeur XLSX ou ODS, mais une autre archive.")


def _check_total(total: int, size: int) -> None:
    if total > MAX_UNZIPPED:
        raise Unreadable(
            f"Le classeur contient {total // 2**20} Mo une fois ouvert ; la limite est {MAX_UNZIPPED // 2**20} Mo."
        )
    if total > MIN_WEIGHED and total > MAX_RATIO * size:
        raise Unreadable("Le classeur grossit plus de cent fois en s'ouvrant : il n'est pas ouvert.")


def _check_content(archive: zipfile.ZipFile) -> None:
    """Sizes are what the archive claims: unzip once, in pieces (a false claim is an error), and refuse XML entities."""
    for info in archive.infolist():
        with archive.open(info) as member:
            piece = member.read(_PIECE)
            if info.filename.lower().endswith((".xml", ".rels")) and b"<!ENTITY" in piece:
                raise Unreadable(
                    "Le classeur définit des entités XML, ce qu'aucun tableur n'écrit : il n'est pas ouvert."
                )
            while piece:
                piece = member.read(_PIECE)


def _first(sheet) -> list[list]:
    return [row for row, _ in zip(sheet.iter_rows(), range(MAX_PREAMBLE), strict=False)]


def _sheet(sheet) -> Reading:
    """Rows are counted from the sheet's first line, empty ones too."""
    opening = _first(sheet)
    best = max(range(len(opening)), key=lambda i: (recognised(opening[i]), -i))
    if recognised(opening[best]) < 2:
        best = next(i for i, row in enumerate(opening) if any(row) or i == len(opening) - 1)
    headers = distinct([str(cell) if cell is not None else "" for cell in opening[best]])
    return Reading("classeur", _records(sheet, headers, best), headers, best + 1)


def _records(sheet, headers: tuple[str, ...], header: int) -> Iterator[Record]:
    for position, row in enumerate(sheet.iter_rows()):
        if position <= header or not any(cell not in ("", None) for cell in row):
            continue
        yield Record(position + 1, dict(zip(headers, row, strict=False)))
