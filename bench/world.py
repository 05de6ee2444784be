"""A data folder of its own, the commands run on it, the site that serves it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.site import ROOT, environment, served


@dataclass
class Ran:
    seconds: float
    cpu: float  # seconds of processor: steadier than the clock on a shared machine
    peak_mb: float
    output: bytes


class World:
    def __init__(self, folder: Path):
        self.folder = folder
        self.env = environment(str(folder / "data")) | {"DJANGO_SETTINGS_MODULE": "config.settings"}

    def prepare(self) -> None:
        self.run("migrate", "--verbosity", "0")
        self.run("collectstatic", "--noinput", "--verbosity", "0")

    def start(self, *words: str) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *words]
        return subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=(self.folder / "output").open("wb"))

    def finish(self, process: subprocess.Popen, started: float) -> Ran:
        """Waits for the command; the kernel tells the most memory it held."""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{process.args} failed")
        seconds = time.monotonic() - started
        cpu = usage.ru_utime + usage.ru_stime
        return Ran(seconds, cpu, usage.ru_maxrss / 1024, (self.folder / "output").read_bytes())

    def run(self, *words: str) -> Ran:
        started = time.monotonic()
        return self.finish(self.start(*words), started)

    def served(self):
        return served(self.env, "bench.wsgi:application")


@contextmanager
def in_this_process(*kept: str) -> Iterator[World]:
    """A world of its own, its tables made, Django set up on it; `kept`: variables of ours that it keeps."""
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        world = World(Path(folder))
        world.env |= {name: os.environ[name] for name in kept if name in os.environ}
        world.prepare()
        os.environ.update(world.env)
        import django

        django.setup()
        yield world
