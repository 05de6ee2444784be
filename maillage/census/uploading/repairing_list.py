"""What is to be repaired in a file, as a spreadsheet people open."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from maillage.core.cells import neutralise


class _Line:
    def write(self, text: str) -> str:
        return text


def as_csv(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One line each, with a mark so that spreadsheets read the accents."""
    writer = csv.writer(_Line(), delimiter=";")
    names = [
        _("ligne"),
        _("colonne"),
        _("titre dans le fichier"),
        _("valeur"),
        _("ce qui ne va pas"),
        _("ligne rejetée"),
    ]
    yield "\ufeff" + writer.writerow(names)
    for row in rows:
        cells = [row["column"], row.get("header") or "", row["value"], row["reason"]]
        yield writer.writerow([row["line"], *map(neutralise, cells), _("oui") if row["rejects"] else _("non")])
