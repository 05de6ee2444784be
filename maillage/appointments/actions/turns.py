"""One transaction, in turn.

SQLite lets one writer in, and the others try again now and then: in a crowd, somebody may try for twenty seconds and
never be lucky. They queue at a file instead, in the order they came; a killed process leaves the queue by itself.
PostgreSQL queues at the rows by itself.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction

P, R = ParamSpec("P"), TypeVar("R")


def in_turn(verb: Callable[P, R]) -> Callable[P, R]:
    @wraps(verb)
    def done(*given: P.args, **named: P.kwargs) -> R:
        with _turn(), transaction.atomic():
            return verb(*given, **named)

    return done


def alone(name: str) -> None:
    """Those who come under one name do so one after the other, until the end of the transaction. On SQLite they queue
    already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


@contextmanager
def _turn() -> Iterator[None]:
    """Inside another transaction it is our turn already: to wait there would be to wait for oneself."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with (Path(settings.DATA_DIR) / "agenda.turn").open("a") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield
