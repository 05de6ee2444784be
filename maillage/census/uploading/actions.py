"""A file's way: received, read, ready, written. Each step is claimed once: whoever comes second finds it done."""

from collections.abc import Callable
from datetime import date as Date
from functools import partial
from time import monotonic

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.census import actions as census
from maillage.census import recipes
from maillage.census.checking import Checker
from maillage.census.models import Batch, Upload
from maillage.census.reading import Unreadable
from maillage.census.uploading import files
from maillage.census.uploading.looking import columns_of
from maillage.census.uploading.previews import Preview
from maillage.core.events import tell
from maillage.core.jobs import enqueue, tell_progress

State = Upload.State
READ, WRITE = "census.read_upload", "census.write_upload"
FINAL = (State.APPLIED, State.DROPPED)
TOLD_EVERY = 1.0  # seconds


class NotNow(Exception):
    """The upload is no longer where this step begins: somebody else took it further."""


class _Interrupted(Exception):
    """Given up while it was being written."""


def receive(sent: UploadedFile, *, source: str, date: Date | None, complete: bool, by: User) -> Upload:
    """The file is kept, then read in the background."""
    path, digest = files.keep(sent)
    with transaction.atomic():
        upload = Upload.objects.create(
            file_name=(sent.name or "fichier").replace("\0", "")[:300],
            path=path, digest=digest, source=source, date=date, complete=complete, by=by,
        )  # fmt: skip
        tell("received", upload, by=by, file=upload.file_name, source=source)
        _start(upload, READ, State.READING)
    return upload


def apply(upload: Upload, *, by: User) -> None:
    """The preview is agreed to: it is written in the background."""
    with transaction.atomic():
        _move(upload, [State.READY], by=by)
        _start(upload, WRITE, State.WRITING)
        tell("agreed", upload, by=by)


def drop(upload: Upload, *, by: User) -> None:
    with transaction.atomic():
        _move(upload, [state for state in State if state not in FINAL], state=State.DROPPED, report={})
        tell("dropped", upload, by=by)
    files.forget(upload)


def restart(upload: Upload, *, by: User) -> None:
    """Read again from the start; nothing was written, or all of it was."""
    with transaction.atomic():
        _move(upload, [state for state in State if state not in FINAL], error="", done=0)
        _start(upload, READ, State.READING)
        tell("restarted", upload, by=by)


def choose_recipe(upload: Upload, slug: str, *, by: User) -> None:
    with transaction.atomic():
        _move(upload, [state for state in State if state not in FINAL], recipe=slug)
        restart(upload, by=by)


def _move(upload: Upload, states: list[str], **columns) -> None:
    if not Upload.objects.filter(pk=upload.pk, state__in=states).update(**columns):
        raise NotNow
    upload.refresh_from_db()


def _start(upload: Upload, job: str, state: str) -> None:
    made = enqueue(job, upload=upload.pk)
    Upload.objects.filter(pk=upload.pk).update(state=state, job=made.pk)
    upload.refresh_from_db()


# -- in the worker


def read(upload: Upload) -> None:
    """Nothing is written but the preview. A file that cannot be read says why."""
    if upload.state != State.READING:
        return
    try:
        report = _read(upload)
    except (Unreadable, recipes.UnknownRecipe) as refusal:
        _settle(upload, State.READING, state=State.FAILED, error=str(refusal)[:500])
    else:
        _settle(upload, State.READING, state=State.READY, report=report, error="")


def write(upload: Upload) -> None:
    """Exactly once: the state and the places change in one transaction."""
    if upload.state != State.WRITING:
        return
    try:
        census.carry_out(_order(upload), expected=upload.report["plan"], then=partial(_applied, upload))
    except census.PlanChanged:
        _settle(upload, State.WRITING, state=State.READY, report=_read(upload) | {"changed": True})
    except (Unreadable, recipes.UnknownRecipe) as refusal:
        _settle(upload, State.WRITING, state=State.FAILED, error=str(refusal)[:500])
    except _Interrupted:
        return


def _applied(upload: Upload, batch: Batch) -> None:
    if not _settle(upload, State.WRITING, state=State.APPLIED, batch=batch):
        raise _Interrupted


def _settle(upload: Upload, begun: str, /, **columns) -> bool:
    """False when somebody gave it up meanwhile."""
    return bool(Upload.objects.filter(pk=upload.pk, state=begun).update(**columns))


def _read(upload: Upload) -> dict:
    path, order = files.path_of(upload), _order(upload)
    with Preview(files.folder_of(upload)) as preview:
        report = census.rehearse(order, look=preview.look)
        preview.tell(report.issues)
    recipe = census.find_recipe(report.recipe) or recipes.NONE
    checker = Checker(recipe, today=timezone.localdate())
    return {
        "counts": report.counts, "read": report.read, "proposed": report.proposed, "gone": report.gone,
        "plan": report.plan, "recipe": report.recipe, "recipe_title": recipe.title, "sections": preview.counts,
        "columns": columns_of(path, checker),
    }  # fmt: skip


def _order(upload: Upload) -> census.Order:
    path = files.path_of(upload)
    return census.Order(
        path=path, source=upload.source, date=upload.date, recipe=census.find_recipe(upload.recipe),
        complete=upload.complete, name=upload.file_name, by=upload.by, progress=_progress(files.lines_in(path)),
    )  # fmt: skip


def _progress(total: int) -> Callable[[int], None]:
    last = monotonic()

    def tell_sometimes(count: int) -> None:
        nonlocal last
        if monotonic() - last > TOLD_EVERY:
            last = monotonic()
            tell_progress(count, max(total, count))

    return tell_sometimes
