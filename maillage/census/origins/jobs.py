"""Long steps back, left to the worker: the page does not wait for thousands of places."""

from contextlib import suppress

from maillage.accounts.models import User
from maillage.census.models import Batch
from maillage.census.origins import actions
from maillage.core.enums import JobState
from maillage.core.jobs import background
from maillage.core.models import Job
from maillage.places.models import Source

UNDO, WITHDRAW = "census.undo_batch", "census.withdraw_source"
AT_ONCE = 500  # places that a page writes while one waits


@background(UNDO)
def undo_batch(*, batch: int, by: int) -> None:
    with suppress(actions.AlreadyUndone):
        actions.undo(Batch.objects.get(pk=batch), by=User.objects.get(pk=by))


@background(WITHDRAW)
def withdraw_source(*, source: int, by: int) -> None:
    with suppress(actions.NothingToWithdraw):
        actions.withdraw(Source.objects.get(pk=source), by=User.objects.get(pk=by))


def is_under_way(name: str, **args) -> bool:
    told = {f"args__{key}": value for key, value in args.items()}
    return Job.objects.filter(name=name, state__in=[JobState.WAITING, JobState.RUNNING], **told).exists()
