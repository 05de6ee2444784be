"""A text column nobody reads in the database: encrypted with keys kept beside it, never inside it.

Keys stand in MAILLAGE_KEYS (newest first, separated by commas) or in a file of MAILLAGE_DATA made at first use. Any of
them opens; the newest seals. To change keys, put a new one first and run `maillage rotate_keys`.
"""

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


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


def _box() -> MultiFernet:
    return _made_of(settings.MAILLAGE_KEYS or _kept_key())


@lru_cache(maxsize=4)
def _made_of(keys: str) -> MultiFernet:
    return MultiFernet([Fernet(key.strip().encode()) for key in keys.split(",") if key.strip()])


@lru_cache(maxsize=1)
def _kept_key() -> str:
    """Two first starts at once agree on one key: a whole file appears, or the one already there is read."""
    path = Path(settings.DATA_DIR) / "sealing_key"
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
