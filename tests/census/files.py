"""Small files of places, written as people write them."""

import csv
import io
from pathlib import Path

from django.core.management import call_command

from maillage.census.actions import Report, import_places

HEADER = ("id", "nom", "adresse", "commune", "code_postal", "telephone", "horaires", "date_maj")
ROW = {
    "id": "lieu-de-l-essai",
    "nom": "Espace de l'Essai",
    "adresse": "3 rue de l'Essai",
    "commune": "Roubaix",
    "code_postal": "59100",
    "telephone": "03 20 00 00 01",
    "horaires": "Mo-Fr 09:00-12:00",
    "date_maj": "2024-05-02",
}


def table(rows: list[dict], separator: str = ",") -> str:
    """CSV text with the columns the rows name, in the order of their first appearance."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names, delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def write(folder: Path, content: str | bytes, name: str = "lieux.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def imported(folder: Path, *rows: dict, source: str = "mairie", **options) -> Report:
    """Import these rows, each completing ROW."""
    return import_places(path=write(folder, table([{**ROW, **row} for row in rows])), source=source, **options)


def counts(report: Report) -> tuple[int, int, int, int]:
    return tuple(report.counts[name] for name in ("created", "updated", "unchanged", "rejected"))


def told(report: Report) -> list[tuple[int, str]]:
    return [(issue.line, issue.column) for issue in report.issues if issue.line > 1]


def command(*args, capsys=None) -> str:
    out = io.StringIO()
    call_command("import_places", *args, stdout=out, stderr=io.StringIO())
    return out.getvalue()
