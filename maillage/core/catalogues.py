"""The translations people write (.po) become those Django reads (.mo), with no gettext binary; done when older."""

import os
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(folders: Iterable[Path]) -> None:
    for folder in folders:
        for source in Path(folder).glob("*/LC_MESSAGES/*.po"):
            if is_older(source.with_suffix(".mo"), source):
                compile_one(source)


def is_older(target: Path, source: Path) -> bool:
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def compile_one(source: Path) -> None:
    """Written beside, then put in place at once: nobody ever reads a half. A read-only folder keeps its own."""
    made = source.with_suffix(f".{os.getpid()}.tmp")
    try:
        with source.open("rb") as read, made.open("wb") as written:
            write_mo(written, read_po(read))
        made.replace(source.with_suffix(".mo"))
    except OSError:
        made.unlink(missing_ok=True)
