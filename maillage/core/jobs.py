"""Work done by the worker: on a rhythm (`every`), or once (`background`, `enqueue`). Declared in each app's jobs.py.

    @every(hours=24, name="census.reminders")
    def remind() -> None: ...

    @background("census.import")
    def import_file(*, upload: int) -> dict:
        tell_progress(120, 800)
        return {"created": 12}  # kept as the job's result

    enqueue("census.import", upload=3)  # inside the caller's transaction

A killed worker leaves its job to another after a while: a job may start twice, so it writes in one transaction and
checks first whether its work is already done.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.utils.module_loading import autodiscover_modules

from maillage.core.models import Job
from maillage.core.transactions import inside_transaction

PROGRESS_KEPT = 24 * 3600
current_job: ContextVar[Job | None] = ContextVar("current_job", default=None)


@dataclass(frozen=True)
class Scheduled:
    name: str
    period: timedelta
    function: Callable[[], object]


SCHEDULED: dict[str, Scheduled] = {}
BACKGROUND: dict[str, Callable[..., object]] = {}


class UnknownJob(LookupError):
    pass


def every(*, name: str, hours: float = 0, minutes: float = 0) -> Callable:
    period = timedelta(hours=hours, minutes=minutes)
    if not period:
        raise ValueError(f"{name}: every how many hours or minutes?")

    def register(function: Callable[[], object]) -> Callable[[], object]:
        SCHEDULED[name] = Scheduled(name, period, function)
        return function

    return register


def background(name: str) -> Callable:
    def register(function: Callable[..., object]) -> Callable[..., object]:
        BACKGROUND[name] = function
        return function

    return register


def discover() -> None:
    autodiscover_modules("jobs")


@inside_transaction
def enqueue(name: str, **args) -> Job:
    discover()
    if name not in BACKGROUND:
        raise UnknownJob(name)
    return Job.objects.create(name=name, args=args)


def tell_progress(done: int, total: int, said: str = "") -> None:
    """Kept beside the database: a job that writes in one transaction could show nothing before its end."""
    if job := current_job.get():
        cache.set(_progress_key(job), {"done": done, "total": total, "said": said}, PROGRESS_KEPT)


def progress_of(job: Job) -> dict | None:
    """`{"done": 120, "total": 800, "said": ""}`; None when it has told nothing yet."""
    return cache.get(_progress_key(job))


def _progress_key(job: Job) -> str:
    return f"job-progress-{job.pk}"
