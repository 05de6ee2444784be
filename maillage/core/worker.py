"""`maillage worker`: mails in one thread, jobs in another, so that a code to log in does not wait for an import."""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection

from maillage.core.carriers import ServerDown
from maillage.core.delivery import deliver
from maillage.core.running import run_next, run_scheduled

log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks at an empty table
LONGEST_PAUSE = 60.0


class Worker:
    def __init__(self):
        self.stopping = threading.Event()

    def stop(self, *signal) -> None:
        """After what is being done."""
        self.stopping.set()

    def run(self) -> None:
        jobs = threading.Thread(target=self._loop, args=(work,), name="jobs")
        jobs.start()
        self._loop(lambda: deliver(self.stopping.is_set))
        jobs.join()

    def _loop(self, turn: Callable[[], object]) -> None:
        pause = PAUSE
        while not self.stopping.is_set():
            try:
                busy, pause = turn(), PAUSE
            except Exception as error:
                busy, pause = False, min(2 * pause, LONGEST_PAUSE)
                complain(error, pause)
            close_old_connections()
            if not busy:
                self.stopping.wait(pause)
        connection.close()


def work() -> bool:
    return bool(run_scheduled()) | run_next()


def run_once() -> bool:
    """All that is due, then back; False when no mail could leave. For cron, and for tests."""
    try:
        while deliver():
            pass
        reached = True
    except ServerDown as error:
        complain(error, 0)
        reached = False
    while work():
        pass
    return reached


def complain(error: Exception, pause: float) -> None:
    if isinstance(error, ServerDown):
        log.warning("No mail server: %s. Mails wait; next try in %d s.", error, pause)
    else:
        log.exception("The worker goes on in %d s", pause)
