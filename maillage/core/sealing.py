"""A text column nobody reads in the database: encrypted with keys kept beside it, never inside it.

Keys stand in MAILLAGE_KEYS (newest first, separated by commas) or in a file of MAILLAGE_DATA made at first use. Any of
them opens; the newest seals. To change keys, put a new one first and run `maillage rotate_keys`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

from maillage.core.keeping.marker import settle

_elsewhere: ContextVar[Path | None] = ContextVar("keys of another folder", default=None)


class Unreadable(ValueError):
    """Sealed with a key we do not have."""


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    if not sealed:
        return ""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("This text was sealed with a key that is not here.") from error


def reseal(sealed: str) -> str:
    """The same text under the newest key."""
    return _box().rotate(sealed.encode()).decode() if sealed else ""


def opens(sealed: str) -> bool:
    try:
        unseal(sealed)
    except Unreadable:
        return False
    return True


def is_newest(sealed: str) -> bool:
    """Sealed with the newest key, not with a former one."""
    try:
        _made_of(_keys().partition(",")[0]).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


@contextmanager
def keys_of(path: Path) -> Iterator[None]:
    """Inside, what is sealed and opened is so with the keys of that file, if there is one."""
    token = _elsewhere.set(path if path.is_file() else None)
    try:
        yield
    finally:
        _elsewhere.reset(token)


def add_key() -> None:
    """A fresh key, first in the file: running processes read it at their next text."""
    _write_keys(f"{Fernet.generate_key().decode()},{_kept_keys()}")


def drop_former_keys() -> None:
    """What is still under one of them is lost: look at `rotating.behind` first."""
    _write_keys(_kept_keys().partition(",")[0])


def _box() -> MultiFernet:
    return _made_of(_keys())


@lru_cache(maxsize=4)
def _made_of(keys: str) -> MultiFernet:
    return MultiFernet([Fernet(key.strip().encode()) for key in keys.split(",") if key.strip()])


def _keys() -> str:
    return settings.MAILLAGE_KEYS or _kept_keys()


def _kept_keys() -> str:
    path = _elsewhere.get() or Path(settings.DATA_DIR) / "sealing_key"
    try:
        return _read_keys(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return _first_key(path)


@lru_cache(maxsize=4)
def _read_keys(path: Path, written: int) -> str:
    return path.read_text()


def _write_keys(keys: str) -> None:
    path = Path(settings.DATA_DIR) / "sealing_key"
    beside = path.with_name(f"sealing_key.{os.getpid()}")
    beside.touch(mode=0o600)
    with beside.open("w") as file:
        file.write(keys)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    settle(path.parent)


def _first_key(path: Path) -> str:
    """Two first starts at once agree on one key: a whole file appears, or the one already there is read."""
    if not path.exists():
        made = path.with_name(f"sealing_key.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_bytes(Fernet.generate_key())
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text()


class SealedField(models.TextField):
    """Python reads and writes the text; the database holds what only the keys open. Not searchable."""

    def from_db_value(self, value, expression, connection):
        return unseal(value) if value is not None else value

    def get_prep_value(self, value):
        return seal(str(value)) if value else ""

    def get_lookup(self, name):
        if name in {"exact", "isnull"}:  # empty or not
            return super().get_lookup(name)
        return None
