"""kill -9 of workers and of the web server during a campaign; 500 mails, none twice."""

import sqlite3
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from tests.core.killing import MESSAGES, Base, Run


@contextmanager
def copied(folder: Path):
    """The tables of the tests' database, in one that other processes can open."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "maillage.sqlite3") as target:
            connection.connection.backup(target)
        yield Base(folder)
        return
    import psycopg

    connection.close()
    known, name = connection.get_connection_params(), connection.settings_dict["NAME"]
    server = {key: known[key] for key in ("host", "port", "user", "password") if known.get(key)}
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as base:
        base.execute(f'CREATE DATABASE "{name}_killed" TEMPLATE "{name}"')
        try:
            yield Base(folder, address(server, f"{name}_killed"))
        finally:
            base.execute(f'DROP DATABASE "{name}_killed" WITH (FORCE)')


def address(server: dict, name: str) -> str:
    from urllib.parse import quote

    login = ":".join(quote(server[key], safe="") for key in ("user", "password") if key in server)
    port = f":{server['port']}" if "port" in server else ""
    return f"postgres://{login}@{quote(str(server['host']), safe='')}{port}/{name}"


@pytest.fixture
def base(transactional_db, tmp_path):
    with copied(tmp_path) as found:
        yield found


def test_500_mails_arrive_once_whatever_is_killed(base):
    run = Run(base, quick=True, kills=10)

    told = run.go()

    assert told["killed"] == {"worker": 10, "web": 2}, told
    assert (told["accepted"], told["overlaps"], told["errors"]) == (MESSAGES, 0, 0), told
    assert told["sent"] + told["uncertain"] == MESSAGES, told
    assert told["uncertain"] <= 10, told
