"""What SQLite and PostgreSQL do each their way: a still picture while others write, and all or nothing."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError, connection, transaction

from maillage.core.keeping import schema
from maillage.core.keeping.marker import settle
from maillage.core.keeping.refusals import Refused

RUNNING = "Le site tourne encore : arrêtez-le (et le facteur), puis recommencez. Rien n'a été changé."
PATIENCE = 1  # second


@contextmanager
def still() -> Iterator[None]:
    """What is read inside is of one instant; writers are not held up."""
    picture = _still_sqlite if connection.vendor == "sqlite" else _still_postgres
    with picture():
        yield


@contextmanager
def _still_sqlite() -> Iterator[None]:
    """`atomic` would take the writers' lock (settings: IMMEDIATE)."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def _still_postgres() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def whole_or_nothing(swapping: Callable[[], None]) -> Iterator[None]:
    """What is written inside replaces the base at once, at the end; `swapping` is called just before."""
    replacing = _beside_sqlite if connection.vendor == "sqlite" else _transaction_postgres
    with replacing(swapping):
        yield


def refuse_if_running() -> None:
    if connection.vendor == "sqlite":
        _alone_sqlite(Path(connection.settings_dict["NAME"])).close()
    else:
        _refuse_others_postgres()


# -- SQLite: a new file beside, then a change of name


@contextmanager
def _beside_sqlite(swapping: Callable[[], None]) -> Iterator[None]:
    place = Path(connection.settings_dict["NAME"])
    beside = place.with_name(place.name + ".restoring")
    _remove(beside)
    connection.close()
    connection.settings_dict["NAME"] = str(beside)
    try:
        yield
        _one_file(beside)
    except BaseException:
        connection.close()
        _remove(beside)
        raise
    finally:
        connection.settings_dict["NAME"] = str(place)
    alone = _alone_sqlite(place)
    try:
        swapping()
        os.replace(beside, place)
        settle(place.parent)
    finally:
        alone.close()


def _one_file(path: Path) -> None:
    """Sound, and everything of it on the disk under one name."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        if (told := cursor.fetchone()[0]) != "ok":
            raise Refused(f"La base restaurée n'est pas saine ({told}). Rien n'a été changé.")
        cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _alone_sqlite(path: Path) -> sqlite3.Connection:
    """The old file, without journal beside it, and nobody else in it for as long as this connection is open."""
    connection.close()
    alone = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        alone.execute("PRAGMA journal_mode=DELETE")
        alone.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        alone.close()
        raise Refused(RUNNING) from error
    return alone


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


# -- PostgreSQL: one transaction


@contextmanager
def _transaction_postgres(swapping: Callable[[], None]) -> Iterator[None]:
    with transaction.atomic():
        _drop_postgres()
        yield
        swapping()


def _drop_postgres() -> None:
    """Waits for nobody: who reads a table right now holds it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
    try:
        schema.drop(schema.own())
    except OperationalError as error:
        raise Refused(RUNNING) from error


def _refuse_others_postgres() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise Refused(RUNNING)
