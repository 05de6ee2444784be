"""The source of what runs here, for whoever asks: the licence wants a site to offer it, its own changes included."""

import gzip
import io
import tarfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings

FOLDERS = ("bench", "config", "docs", "locale", "maillage", "static", "templates", "tests")
FILES = (
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "SECURITY.md", "manage.py", "pyproject.toml",
)  # fmt: skip
KINDS = frozenset(".css .csv .geojson .html .js .json .md .png .po .pot .py .svg .toml .txt .typ".split())


def files(root: Path, data: Path) -> Iterator[Path]:
    """What we write, by name and by kind: never the site's data, a key, or what somebody left beside."""
    yield from (path for name in FILES if (path := root / name).is_file())
    for folder in FOLDERS:
        yield from (path for path in sorted((root / folder).rglob("*")) if _ours(path, root, data))


def _ours(path: Path, root: Path, data: Path) -> bool:
    hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(root).parts)
    return path.suffix in KINDS and not hidden and not path.is_symlink() and path.is_file() and data not in path.parents


def pack(root: Path, data: Path) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as squeezed, tarfile.open(fileobj=squeezed, mode="w") as tar:
        for path in files(root, data):
            tar.add(path, f"maillage/{path.relative_to(root).as_posix()}", filter=_anonymous)
    return packed.getvalue()


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Whose machine this is remains its own affair."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


@lru_cache(maxsize=1)
def archive() -> bytes:
    """Packed once: the code of a process does not change while it runs."""
    return pack(settings.BASE_DIR, settings.DATA_DIR)


def licence() -> str:
    return (settings.BASE_DIR / "LICENSE").read_text()
