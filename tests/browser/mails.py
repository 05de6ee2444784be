"""The mails of the site a browser visits, read where they wait to be sent."""

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

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
        return Mail(base.execute(LAST, (to,)).fetchone()[0])
