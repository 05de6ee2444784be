"""The demo keeps two programs side by side: what dies is started again, what is stopped stops all."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from maillage.website import running
from maillage.website.running import Kept
from tests.browser.site import ROOT

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
QUICK_DEATH = [sys.executable, "-c", "raise SystemExit(1)"]
PARENT = "import subprocess, sys, time; print(subprocess.Popen(sys.argv[1:]).pid, flush=True); time.sleep(60)"
PAIR = (
    "import sys; from maillage.website.running import Kept, run;"
    "run([Kept([sys.executable, '-c', 'import time; print(1, flush=True); time.sleep(60)']) for _ in range(2)])"
)


@pytest.fixture
def kept():
    programs = []

    def keep(command):
        programs.append(Kept(command))
        return programs[-1]

    yield keep
    for program in programs:
        program.stop()
        program.wait(time.monotonic() + 5)


def test_a_killed_program_is_started_again(kept, monkeypatch):
    monkeypatch.setattr(running, "TOO_QUICK", 0)
    program = kept(SLEEPER)
    program.look()
    first = program.process
    first.kill()
    first.wait()

    program.look()

    assert program.process.pid != first.pid
    assert program.process.poll() is None


def test_a_program_that_cannot_start_is_not_tried_without_pause(kept):
    program = kept(QUICK_DEATH)
    program.look()
    program.process.wait()

    program.look()
    assert (program.process, program.pause) == (None, 1)
    program.not_before = 0
    program.look()
    program.process.wait()
    program.look()

    assert program.pause == 2


def test_what_a_dead_program_had_started_goes_with_it(kept):
    parent = (
        "import subprocess, sys; print(subprocess.Popen(sys.argv[1:]).pid, flush=True); import time; time.sleep(60)"
    )
    program = Kept([sys.executable, "-c", parent, *SLEEPER])
    read, write = os.pipe()
    out = os.dup(1)
    os.dup2(write, 1)
    try:
        program.look()
        child = int(os.read(read, 20))
    finally:
        os.dup2(out, 1)
    program.process.kill()
    program.process.wait()

    program._bury()

    assert gone(child)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_stopping_stops_both(how):
    pair = subprocess.Popen([sys.executable, "-c", PAIR], cwd=ROOT, stdout=subprocess.PIPE)
    for _ in range(2):
        pair.stdout.readline()
    children = children_of(pair.pid)

    pair.send_signal(how)

    assert pair.wait(timeout=20) == 0
    assert len(children) == 2
    assert all(gone(child) for child in children)


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_both_end_with_who_keeps_them():
    pair = subprocess.Popen([sys.executable, "-c", PAIR], cwd=ROOT, stdout=subprocess.PIPE)
    for _ in range(2):
        pair.stdout.readline()
    children = children_of(pair.pid)

    pair.kill()
    pair.wait()

    assert len(children) == 2
    assert all(gone(child) for child in children)


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(pid: int) -> bool:
    """Ended, within some seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with suppress(FileNotFoundError, ProcessLookupError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.05)
                continue
        return True
    return False


@pytest.mark.parametrize(("told", "cores", "expected"), [("", 1, 1), ("", 2, 2), ("", 64, 2), ("5", 2, 5)])
def test_two_web_processes_where_there_are_two_cores_or_as_many_as_told(monkeypatch, told, cores, expected):
    monkeypatch.setenv("MAILLAGE_WEB_WORKERS", told)
    monkeypatch.setattr(running.os, "cpu_count", lambda: cores)

    command = running.web(8000)

    assert command[command.index("--workers") + 1] == str(expected)
