"""`make kill`: 500 mails, workers and web server killed (-9) again and again; a real mail server counts.

One JSON line a run. The control is a worker that writes "sent" after sending: where it sends nothing twice, the run
proves nothing, and says so.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.browser.site import GRANIAN, QUIET, ROOT, environment, free_port, maillage, wait_for
from tests.core.postbox import Postbox
from tests.with_postgres import programs, throw_away_postgres

MESSAGES = 500
KILLS = 12
LEASE = 3  # seconds
GIVE_UP = 300
OURS = [sys.executable, "manage.py", "worker"]
CONTROL = [sys.executable, "-m", "tests.core.campaigning", "naive"]
NURSERY = [sys.executable, "-m", "tests.core.campaigning", "nursery"]


@dataclass
class Base:
    """A database for one run, looked at without Django."""

    folder: Path
    url: str = ""

    @property
    def name(self) -> str:
        return "PostgreSQL" if self.url else "SQLite"

    @property
    def env(self) -> dict:
        return environment(str(self.folder)) | ({"DATABASE_URL": self.url} if self.url else {})

    def rows(self, sql: str) -> list[tuple]:
        if self.url:
            import psycopg

            with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as base:
                return base.execute(sql).fetchall()
        with sqlite3.connect(self.folder / "maillage.sqlite3", timeout=20) as base:
            return base.execute(sql).fetchall()

    def states(self) -> dict[str, int]:
        return dict(self.rows("SELECT state, count(*) FROM core_message GROUP BY state"))


@dataclass
class Run:
    base: Base
    control: bool = False
    quick: bool = False  # workers are born of one process that has loaded Django: the same, sooner
    kills: int = KILLS
    seed: int = field(default_factory=lambda: random.randrange(1_000_000))

    def __post_init__(self):
        self.chance = random.Random(self.seed)
        self.box = Postbox(pause=0.01)
        self.killed = {"worker": 0, "web": 0}
        self.workers: list[int] = []
        self.nursery: subprocess.Popen | None = None

    def go(self) -> dict:
        """On a database whose tables exist."""
        started = time.monotonic()
        with self.box.open():
            try:
                self._campaign()
                self._until_all_is_sent()
            finally:
                self._clear_up()
        return self._told(round(time.monotonic() - started, 1))

    @cached_property
    def env(self) -> dict:
        post = {"MAILLAGE_SMTP_URL": self.box.url, "MAILLAGE_LEASE_SECONDS": str(LEASE)}
        return self.base.env | post

    def _campaign(self) -> None:
        """The server dies while it writes: all or nothing. Asked again, twice: 500 in all."""
        with self._web() as (url, process):
            self._ask(url, wait=self.chance.uniform(0.05, 0.4))
            self._kill_web(process)
        half = self.base.rows("SELECT count(*) FROM core_message")[0][0]
        assert half in (0, MESSAGES), f"{half} messages of a campaign of {MESSAGES}"
        self._start_workers()
        with self._web() as (url, process):
            assert [self._ask(url), self._ask(url)] == [MESSAGES, MESSAGES]
            self._kill_workers()
            self._kill_web(process)

    def _until_all_is_sent(self) -> None:
        until = time.monotonic() + GIVE_UP
        while self._waiting() and time.monotonic() < until:
            time.sleep(0.2)

    def _waiting(self) -> int:
        told = self.base.states()
        return sum(told.get(state, 0) for state in ("waiting", "claimed", "handing over"))

    def _start_workers(self) -> None:
        for _ in range(1 if self.control else 2):
            self.workers.append(self._worker())

    def _kill_workers(self) -> None:
        """Any of them, after any number of mails; what replaces it starts while the other goes on."""
        for _ in range(self.kills):
            enough = len(self.box.accepted) + self.chance.randint(3, 32)
            self._wait_for_mails(enough)
            time.sleep(self.chance.uniform(0, 0.02))
            one = self.chance.randrange(len(self.workers))
            os.kill(self.workers[one], signal.SIGKILL)
            self.killed["worker"] += 1
            self.workers[one] = self._worker()

    def _wait_for_mails(self, count: int) -> None:
        until = time.monotonic() + GIVE_UP
        while len(self.box.accepted) < count and time.monotonic() < until:
            time.sleep(0.001)

    def _worker(self) -> int:
        if self.quick:
            return self._born()
        return subprocess.Popen(CONTROL if self.control else OURS, cwd=ROOT, env=self.env).pid

    def _born(self) -> int:
        if not self.nursery:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            self.nursery = subprocess.Popen(NURSERY, cwd=ROOT, env=self.env, text=True, **pipes)
        print(file=self.nursery.stdin, flush=True)
        return int(self.nursery.stdout.readline())

    def _clear_up(self) -> None:
        for worker in self.workers:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        if self.nursery:
            self.nursery.kill()
            self.nursery.communicate()

    @contextmanager
    def _web(self):
        port = free_port()
        command = [*GRANIAN, *QUIET, "--port", str(port), "tests.core.campaigning:application"]
        process = subprocess.Popen(command, cwd=ROOT, env=self.env, start_new_session=True)
        try:
            wait_for(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}/", process
        finally:
            kill(process)

    def _ask(self, url: str, wait: float = 60) -> int | None:
        """How many messages there are after a POST; None when we did not wait for the answer."""
        with suppress(TimeoutError, urllib.error.URLError, ConnectionError):
            return int(urllib.request.urlopen(url, data=b"", timeout=wait).read())
        return None

    def _kill_web(self, process: subprocess.Popen) -> None:
        kill(process)
        self.killed["web"] += 1

    def _told(self, seconds: float) -> dict:
        counts, told = self.box.counts, self.base.states()
        return {
            "database": self.base.name,
            "control": self.control,
            "attempts": MESSAGES,
            "accepted": len(counts),
            "overlaps": sum(counts.values()) - len(counts),
            "errors": MESSAGES - len(counts),
            "sent": told.get("sent", 0),
            "uncertain": told.get("uncertain", 0),
            "killed": self.killed,
            "seconds": seconds,
            "seed": self.seed,
        }


def kill(process: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def sqlite_base():
    with tempfile.TemporaryDirectory(prefix="maillage-kill-") as folder:
        yield Base(Path(folder))


@contextmanager
def postgres_base():
    with tempfile.TemporaryDirectory(prefix="maillage-kill-") as folder, throw_away_postgres() as url:
        yield Base(Path(folder), url)


def main() -> int:
    bases = [sqlite_base] + ([postgres_base] if programs() else [])
    proven = True
    for base_of in bases:
        for control in (True, False):
            with base_of() as base:
                maillage("migrate", "--verbosity", "0", env=base.env)
                told = Run(base, control=control).go()
            print(json.dumps(told), flush=True)
            proven &= (told["overlaps"] > 0) if control else (told["overlaps"] == 0 == told["errors"])
    if not programs():
        print("PostgreSQL is not installed here: its runs are missing.", file=sys.stderr)
    return 0 if proven else 1


if __name__ == "__main__":
    sys.exit(main())
