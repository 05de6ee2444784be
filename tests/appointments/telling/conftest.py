from contextlib import suppress
from datetime import timedelta

import pytest

from maillage.appointments import jobs
from maillage.core import delivery
from maillage.core.carriers import ServerDown
from tests.core.conftest import in_a_folder, open_postbox, postbox

__all__ = ["in_a_folder", "open_postbox", "postbox"]


@pytest.fixture
def worker():
    """What the worker does in one round."""

    def round() -> None:
        jobs.tell()
        jobs.remind()
        with suppress(ServerDown):  # it tries again later
            delivery.deliver()

    return round


@pytest.fixture
def later(first_of_december, worker):
    """So much time passes, then the worker looks."""

    def wait(**delay) -> None:
        first_of_december.shift(timedelta(**delay))
        worker()

    return wait


@pytest.fixture
def texts(settings, in_a_folder):
    """A provider of short messages that writes files: what is in them, in order of time."""
    settings.MAILLAGE_SMS = "file"

    def written() -> list[str]:
        files = sorted((settings.DATA_DIR / "sms").glob("*.txt"), key=lambda file: file.stat().st_mtime_ns)
        return [file.read_text() for file in files]

    return written
