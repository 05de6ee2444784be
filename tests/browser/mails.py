"""The mails of the site a browser visits, read where they wait to be sent: sealed in the base, the key beside it."""

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

SEALED = 'SELECT "to", text FROM core_message ORDER BY id DESC'


@dataclass(frozen=True)
class Mail:
    text: str

    @property
    def code(self) -> str:
        return re.search(r"code pour entrer : (\d{6})", self.text)[1]

    @property
    def path(self) -> str:
        """Where its first link leads."""
        return re.search(r"https?://[^/\s]+(/\S+)", self.text)[1]


def last_mail(data: str, to: str) -> Mail:
    key = Fernet((Path(data) / "sealing_key").read_bytes())
    with sqlite3.connect(Path(data) / "maillage.sqlite3") as base:
        mails = base.execute(SEALED).fetchall()
    return Mail(next(_read(key, text) for address, text in mails if _read(key, address) == to))


def _read(key: Fernet, sealed: str) -> str:
    return key.decrypt(sealed.encode()).decode() if sealed else ""
