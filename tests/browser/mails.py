"""The mails of the site a browser visits, read where they wait to be sent: sealed in the base, the key beside it."""

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

LAST = 'SELECT text FROM core_message WHERE "to" = ? ORDER BY id DESC LIMIT 1'


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
    with sqlite3.connect(Path(data) / "maillage.sqlite3") as base:
        sealed = base.execute(LAST, (to,)).fetchone()[0]
    return Mail(Fernet((Path(data) / "sealing_key").read_bytes()).decrypt(sealed.encode()).decode())
