"""The worker's side of jobs: claim one, run it, write down how it went. A claim is renewed while the work lasts."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F, Model, Q
from django.utils import timezone

from maillage.core import outbox  # noqa: F401  (declares its own rhythm)
from maillage.core.claiming import claim_some, lease_end, lease_is_over, write_if_ours
from maillage.core.enums import JobState
from maillage.core.jobs import BACKGROUND, SCHEDULED, Scheduled, current_job, discover
from maillage.core.models import Job, JobRun

log = logging.getLogger(__name__)

STARTS = 3  # a job that three workers did not survive is not given to a fourth
AFTER_FAILURE = timedelta(minutes=15)
FREE = {"claim": None, "leased_until": None}


def run_scheduled() -> int:
    """Every function whose time has come; how many ran."""
    discover()
    return sum(_run_if_due(one) for one in list(SCHEDULED.values()))


def run_next() -> bool:
    """The oldest job that waits, or that a dead worker left."""
    discover()
    _give_up_deadly()
    claimed = claim_some(_waiting(), 1, state=JobState.RUNNING, started_at=timezone.now(), attempts=F("attempts") + 1)
    for job in claimed:
        _run_job(job)
    return bool(claimed)


def _run_if_due(one: Scheduled) -> bool:
    row = JobRun.objects.filter(name=one.name).first() or JobRun.objects.get_or_create(name=one.name)[0]
    due = JobRun.objects.filter(lease_is_over(), name=one.name, next_at__lte=timezone.now())
    claimed = claim_some(due, 1) if row.next_at <= timezone.now() else []
    for run in claimed:
        _run_scheduled(one, run)
    return bool(claimed)


def _run_scheduled(one: Scheduled, run: JobRun) -> None:
    started, clock = timezone.now(), time.monotonic()
    failure = ""
    with _renewed(run):
        try:
            one.function()
        except Exception as error:
            log.exception("scheduled %s", one.name)
            failure = repr(error)
    again = started + (min(one.period, AFTER_FAILURE) if failure else one.period)
    told = {"last_at": started, "next_at": again, "seconds": round(time.monotonic() - clock, 3), "reason": failure}
    write_if_ours(run, **told, **FREE)


def _waiting():
    left = Q(state=JobState.RUNNING, leased_until__lt=timezone.now(), attempts__lt=STARTS)
    return Job.objects.filter(Q(state=JobState.WAITING) | left).order_by("created_at")


def _give_up_deadly() -> None:
    deadly = Job.objects.filter(state=JobState.RUNNING, leased_until__lt=timezone.now(), attempts__gte=STARTS)
    if deadly.exists():
        told = {"state": JobState.FAILED, "reason": "its worker stopped each time", "ended_at": timezone.now()}
        deadly.update(**told, **FREE)


def _run_job(job: Job) -> None:
    token = current_job.set(job)
    try:
        with _renewed(job):
            told = {"state": JobState.DONE, "result": _function(job)(**job.args), "reason": ""}
    except Exception as error:
        log.exception("job %s", job)
        told = {"state": JobState.FAILED, "reason": f"{type(error).__name__}: {error}"}
    finally:
        current_job.reset(token)
    write_if_ours(job, **told, ended_at=timezone.now(), leased_until=None)


def _function(job: Job) -> Callable:
    return BACKGROUND[job.name]


@contextmanager
def _renewed(row: Model) -> Iterator[None]:
    done = threading.Event()
    beat = threading.Thread(target=_renew, args=(row, done), daemon=True)
    beat.start()
    try:
        yield
    finally:
        done.set()
        beat.join()


def _renew(row: Model, done: threading.Event) -> None:
    """On its own connection, so that it is seen while the work is still in one long transaction."""
    asked = False
    while not done.wait(settings.MAILLAGE_LEASE_SECONDS / 4):
        asked = True
        try:
            write_if_ours(row, leased_until=lease_end())
        except DatabaseError:  # the work holds SQLite's only pen: nobody else can take its claim either
            continue
    if asked:
        connection.close()
