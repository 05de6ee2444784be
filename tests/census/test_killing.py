"""kill -9 in the middle of an import: the base is untouched or complete, and the same file twice changes nothing."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.census.killing import GONE, MOVED, NEW, POINTS

pytestmark = pytest.mark.slow


@contextmanager
def base_of_its_own(folder):
    """The environment of an empty base, on the same engine as the other tests."""
    env = {**os.environ, "MAILLAGE_DATA": str(folder)}
    if connection.vendor != "postgresql":
        env.pop("DATABASE_URL", None)
        yield env
        return
    import psycopg

    url = urlsplit(os.environ["DATABASE_URL"])
    name = f"maillage_killing_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"].replace("postgres://", "postgresql://"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {**env, "DATABASE_URL": urlunsplit(url._replace(path=f"/{name}"))}
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_an_import_killed_anywhere_leaves_nothing_or_everything(tmp_path):
    with base_of_its_own(tmp_path) as env:
        command = [sys.executable, "-m", "tests.census.killing", str(tmp_path)]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])

    assert len(told["points"]) == min(POINTS, told["statements"]) >= 20
    assert told["left"] == [[-signal.SIGKILL, True]] * len(told["points"])
    assert (told["after"], told["complete"], told["batches"]) == (-signal.SIGKILL, True, 3)
    assert told["counts"] == {
        "created": NEW, "updated": MOVED, "unchanged": 250, "rejected": 0, "proposed": 10, "gone": GONE,
    }  # fmt: skip
    assert (told["changed_again"], told["proposed_again"]) == (0, 0)
