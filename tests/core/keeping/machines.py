"""A machine of its own for each test: a data folder, an empty base, and `maillage` run there as a real process."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql

ROOT = Path(__file__).resolve().parents[3]
LIVING = Path(__file__).with_name("living.py")
ON_POSTGRES = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


class Machine:
    def __init__(self, folder: Path, database_url: str = ""):
        folder.mkdir()
        self.data = folder
        self.url = database_url
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAILLAGE_", "DATABASE_"))}
        self.env = {**kept, "MAILLAGE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
        if database_url:
            self.env["DATABASE_URL"] = database_url

    def start(self, *command) -> subprocess.Popen:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([sys.executable, *map(str, command)], cwd=ROOT, env=self.env, **pipes)

    def run(self, *command) -> tuple[int, str, str]:
        """Exit code, what it said, what it complained of."""
        process = self.start(*command)
        said, complaint = process.communicate(timeout=120)
        return process.returncode, said.strip(), complaint.strip()

    def maillage(self, *arguments) -> tuple[int, str, str]:
        return self.run("-m", "config.cli", *arguments)

    def does(self, *command) -> str:
        code, said, complaint = self.run(*command)
        assert code == 0, complaint
        return said

    @contextmanager
    def connected(self):
        """Another process in the base, as a site that runs."""
        if self.url:
            with psycopg.connect(self.url) as there:
                yield there
            return
        with closing(sqlite3.connect(self.data / "maillage.sqlite3")) as there:
            there.execute("PRAGMA journal_mode=WAL")
            there.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield there

    def tables(self) -> list[str]:
        in_sqlite = "SELECT name FROM sqlite_master WHERE type = 'table'"
        in_postgres = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return [name for (name,) in self.ask(in_postgres if self.url else in_sqlite)]

    def ask(self, question: str) -> list[tuple]:
        with self.connected() as there:
            return there.execute(question).fetchall()


@contextmanager
def empty_machine(folder: Path, *, postgres: bool = ON_POSTGRES):
    """With an empty base of the engine under test."""
    if not postgres:
        yield Machine(folder)
        return
    known = settings.DATABASES["default"]
    name = f"keeping_{folder.name}_{os.getpid()}"
    with psycopg.connect(host=known["HOST"], user=known["USER"], dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield Machine(folder, f"postgres://{known['USER']}@{quote(known['HOST'], safe='')}/{name}")
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def assert_refused_whole(path: Path, home: Path, reason: str) -> None:
    with empty_machine(home / path.stem) as machine:
        code, _, complaint = machine.maillage("restore", path)

        assert code == 1
        assert reason in complaint
        assert machine.tables() == []
        assert sorted(one.name for one in machine.data.iterdir() if "restoring" in one.name) == []
