"""A file as an answer: a paper to look at, a file to keep, a table that spreadsheets open in French."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from maillage.core.cells import neutralise

TABLE = "text/csv; charset=utf-8"
MARK = "\ufeff"  # without it spreadsheets misread the accents


def paper(content: bytes, name: str) -> HttpResponse:
    """A PDF, shown by the browser; `name` once it is kept."""
    return HttpResponse(content, "application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def download(content: bytes | str, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def table(rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """No text of it is run as a formula."""
    answer = download(MARK, name, TABLE)
    lines = csv.writer(answer, delimiter=";")
    lines.writerows([neutralise(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return answer
