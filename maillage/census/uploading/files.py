"""Where files wait: a folder of its own for each, with a random name, below MAILLAGE_DATA/uploads."""

import hashlib
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

from maillage.census.models import Upload
from maillage.census.reading.records import MAX_STREAMED
from maillage.census.reading.spreadsheets import MAX_SIZE

FOLDER = "uploads"
MEGABYTE = 2**20
LIMITS = {"workbook": MAX_SIZE // MEGABYTE, "text": MAX_STREAMED // MEGABYTE}
MAX_NAME = 80


def keep(sent: UploadedFile) -> tuple[str, str]:
    """(path below MAILLAGE_DATA, digest). Written whole, or not at all."""
    folder = _root() / FOLDER / secrets.token_hex(16)
    folder.mkdir(parents=True, mode=0o700)
    path, digest = folder / _safe(sent.name), hashlib.sha256()
    with path.open("xb") as file:
        for piece in sent.chunks():
            digest.update(piece)
            file.write(piece)
    return str(path.relative_to(_root())), digest.hexdigest()


def path_of(upload: Upload) -> Path:
    return _root() / upload.path


def folder_of(upload: Upload) -> Path:
    """Never outside the uploads' folder, whatever stands in the row."""
    folder = path_of(upload).parent
    if not upload.path or folder.parent != _root() / FOLDER:
        raise ValueError(f"not an upload's folder: {folder}")
    return folder


def forget(upload: Upload) -> None:
    if upload.path:
        shutil.rmtree(folder_of(upload), ignore_errors=True)


def lines_in(path: Path) -> int:
    """How long a text file is, for the progress shown; 0 for a workbook."""
    with path.open("rb") as file:
        if file.read(2) == b"PK":
            return 0
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(MEGABYTE), b""))


def _root() -> Path:
    return Path(settings.DATA_DIR)


def _safe(name: str) -> str:
    try:
        valid = get_valid_filename(name)
    except ValueError:
        valid = "fichier"
    stem, suffix = Path(valid).stem[:MAX_NAME], Path(valid).suffix[:10]
    return f"{stem}{suffix}".encode("ascii", errors="ignore").decode().lstrip(".") or "fichier"
