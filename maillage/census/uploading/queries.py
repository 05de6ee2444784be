"""What pages show of imports and of files brought in."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.census.models import Batch, Proposal, Upload
from maillage.census.uploading import files, previews
from maillage.core.enums import JobState
from maillage.core.jobs import progress_of
from maillage.core.models import Event, Job
from maillage.core.retention import limit
from maillage.network.rules import Actor
from maillage.network.tasks import Task
from maillage.places.models import PlaceEvent
from maillage.places.telling import changes

WORKING = (Upload.State.RECEIVED, Upload.State.READING, Upload.State.WRITING)
SHOWN = 20


def under_way() -> QuerySet[Upload]:
    """Files that wait for somebody."""
    done = (Upload.State.APPLIED, Upload.State.DROPPED)
    return Upload.objects.exclude(state__in=done).select_related("by")


def forgettable() -> QuerySet[Upload]:
    """Files kept long enough."""
    return Upload.objects.filter(at__lt=limit("MAILLAGE_UPLOADS_KEPT_DAYS")).exclude(path="")


def today(actor: Actor) -> list[Task]:
    """For the coordination: files read that nobody applied yet."""
    if not actor.coordinates:
        return []
    return [_task(upload) for upload in under_way() if upload.state in (Upload.State.READY, Upload.State.FAILED)]


def _task(upload: Upload) -> Task:
    address = reverse("imports:upload", args=[upload.pk])
    if upload.state == Upload.State.FAILED:
        words = _("Reprendre le fichier %(name)s") % {"name": upload.file_name}
        return Task(words, address, "alerte", _("Il n'a pas pu être lu."), 40)
    words = _("Relire l'import %(name)s") % {"name": upload.file_name}
    return Task(words, address, "ranger", _("Rien n'est écrit avant votre accord."), 35)


def batches() -> QuerySet[Batch]:
    return Batch.objects.select_related("source", "by")


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    stopped: bool  # its worker gave up: it can be started again
    waits: bool  # no worker has taken it yet

    @property
    def share(self) -> int:
        return min(99, 100 * self.done // self.total) if self.total else 0


def progress(upload: Upload) -> Progress:
    job = Job.objects.filter(pk=upload.job).first() if upload.job else None
    told = (progress_of(job) if job else None) or {"done": 0, "total": 0}
    stopped = job is None or job.state in (JobState.FAILED, JobState.DONE)
    return Progress(told["done"], told["total"], stopped, bool(job) and job.state == JobState.WAITING)


@dataclass(frozen=True)
class Pages:
    number: int
    last: int

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1 if self.number < self.last else 0


def pages(asked: str, total: int) -> Pages:
    last = max(1, -(-total // previews.A_PAGE))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    return Pages(min(max(1, number), last), last)


def preview(upload: Upload, section: str, number: int) -> list[dict[str, Any]]:
    """Rows of one part of the preview, their changes in words."""
    rows = previews.page(files.folder_of(upload), section, number) if upload.path else []
    return [row | {"told": changes(row["changes"])} if "changes" in row else row for row in rows]


def to_repair(upload: Upload) -> list[dict[str, Any]]:
    if not upload.path:
        return []
    folder = files.folder_of(upload)
    return [row for section in ("rejected", "repair") for row in previews.rows(folder, section)]


def events(batch: Batch) -> QuerySet[PlaceEvent]:
    return PlaceEvent.objects.filter(batch=batch.pk).select_related("place").order_by("pk")


def waiting(batch: Batch) -> int:
    return Proposal.objects.filter(batch=batch, status=Proposal.Status.WAITING).count()


def undoing(batch: Batch) -> Event | None:
    """What undoing it did, if it was undone."""
    return Event.objects.about(batch).filter(verb="undone").select_related("by").first()
