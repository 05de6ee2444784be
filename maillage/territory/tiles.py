"""Map tiles fetched by our server and kept on disk: a public page asks no one else. Off when the setting is empty."""

import contextlib
import os
import tempfile
import time
from pathlib import Path

from django.conf import settings

from maillage.territory.outside import Door, Unreachable

DEEPEST = 19
DAY = 86_400
FRESH, ABSENT = 30 * DAY, DAY  # how long a tile, or the news that there is none, is believed
MOST_TILES = 20_000  # some 400 MB; the oldest leave first
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
door = Door(seconds=2.0, most_bytes=500_000)


class NoTile(Exception):
    """Show our own backdrop: it already lies there."""


def exists(z: int, x: int, y: int) -> bool:
    return z <= DEEPEST and x < 2**z and y < 2**z


def tile(z: int, x: int, y: int) -> bytes:
    """The tile, from disk or from the host of the settings; an old one rather than none. Raises NoTile."""
    if not settings.MAILLAGE_TILES_URL or not exists(z, x, y):
        raise NoTile
    kept = folder() / str(z) / str(x) / f"{y}.png"
    body, age = _kept(kept)
    if body is None or age > (FRESH if body else ABSENT):
        with contextlib.suppress(Unreachable, OSError):
            body = _fetch(z, x, y)
            _keep(kept, body)
    if not body:
        raise NoTile
    return body


def folder() -> Path:
    return Path(settings.DATA_DIR) / "tiles"


def _fetch(z: int, x: int, y: int) -> bytes:
    """Empty when the host has no such tile."""
    answer = door.get(settings.MAILLAGE_TILES_URL.format(z=z, x=x, y=y))
    return answer.body if answer.status == 200 and answer.body.startswith(SIGNATURES) else b""


def _kept(path: Path) -> tuple[bytes | None, float]:
    try:
        return path.read_bytes(), time.time() - path.stat().st_mtime
    except OSError:
        return None, 0.0


def _keep(path: Path, body: bytes) -> None:
    """Written aside, then moved: a reader never sees half a tile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    os.replace(aside, path)
    if hash(path) % 500 == 0:
        tidy()


def tidy(most: int = MOST_TILES) -> None:
    """Keep the folder under its limit: the oldest tiles leave."""
    tiles = sorted(folder().rglob("*.png"), key=lambda path: path.stat().st_mtime)
    for path in tiles[: max(0, len(tiles) - most)]:
        path.unlink(missing_ok=True)
