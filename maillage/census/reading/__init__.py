"""A file → its records, each with the line it starts on. Nothing is understood here, nothing is lost.

`open_file` says which kind of file it is by looking inside, not by trusting its name.
"""

from pathlib import Path

from maillage.census.reading import jsonfiles, spreadsheets, tables
from maillage.census.reading.records import MAX_STREAMED, Reading, Unreadable

__all__ = ["Reading", "Unreadable", "open_file"]


def open_file(path: Path) -> Reading:
    """The records of a file; Unreadable, with a French sentence, when it is not a table."""
    try:
        if path.is_fifo():
            raise Unreadable(f"{path.name} n'est pas un fichier : enregistrez-le d'abord.")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(65536)
    except IsADirectoryError as error:
        raise Unreadable(f"{path.name} est un dossier, pas un fichier.") from error
    except OSError as error:
        raise Unreadable(f"Le fichier {path.name} est introuvable ou ne peut pas être lu.") from error
    if spreadsheets.looks_like_one(head):
        return spreadsheets.read(path, size)
    if size > MAX_STREAMED:
        raise Unreadable(f"Le fichier pèse {size // 2**20} Mo ; la limite est {MAX_STREAMED // 2**20} Mo.")
    tables.refuse_binary(head, path.name)
    return jsonfiles.read(path, head) if jsonfiles.looks_like_one(head) else tables.read(path, head)
