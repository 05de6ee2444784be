"""`python -m maillage.website.running PORT`: the web server and the worker side by side, each started again if it dies.

Nothing of Django is loaded here: it only watches. Ctrl-C or SIGTERM stops both.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field

HOST = "127.0.0.1"
LOOK_EVERY = 0.2  # seconds
TIME_TO_STOP = 30
TOO_QUICK = 5  # seconds: who dies sooner is not started again at once
LONGEST_PAUSE = 30
TELL_WHEN_PARENT_DIES = 1  # prctl(PR_SET_PDEATHSIG)


def processes() -> int:
    """Of the web server: one keeps a single core busy, and each holds the directory in memory."""
    return int(os.environ.get("MAILLAGE_WEB_WORKERS") or min(2, os.cpu_count() or 1))


def web(port: int) -> list[str]:
    words = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", str(processes())]
    words += ["--blocking-threads", "4"]
    return [sys.executable, "-m", "granian", "config.wsgi:application", *words, "--log-level", "warning"]


def worker() -> list[str]:
    return [sys.executable, "-m", "config.cli", "worker"]


@dataclass
class Kept:
    """One program that must run."""

    command: list[str]
    process: subprocess.Popen | None = None
    started: float = 0
    pause: float = 0
    not_before: float = field(default=0)

    def look(self) -> None:
        if self.process and self.process.poll() is None:
            return
        if self.process:
            self._bury()
        if time.monotonic() >= self.not_before:
            self._start()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=max(0.1, until - time.monotonic()))
            self._kill_all()

    def _start(self) -> None:
        """In a group of its own: when it dies, what it started goes with it."""
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_die_with_parent)
        self.started = time.monotonic()

    def _bury(self) -> None:
        self._kill_all()
        quick = time.monotonic() - self.started < TOO_QUICK
        self.pause = min(LONGEST_PAUSE, 2 * self.pause or 1) if quick else 0
        self.not_before = time.monotonic() + self.pause
        self.process = None

    def _kill_all(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def _die_with_parent() -> None:
    """Linux only; elsewhere a killed demo leaves its web server behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(TELL_WHEN_PARENT_DIES, signal.SIGTERM)


def run(programs: list[Kept]) -> None:
    stopping = []
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: stopping.append(True))
    while not stopping:
        for program in programs:
            program.look()
        time.sleep(LOOK_EVERY)
    until = time.monotonic() + TIME_TO_STOP
    for program in programs:
        program.stop()
    for program in programs:
        program.wait(until)


if __name__ == "__main__":
    run([Kept(web(int(sys.argv[1]))), Kept(worker())])
