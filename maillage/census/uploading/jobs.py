"""What the worker does with files: read one, write one, forget the old ones."""

from maillage.census.models import Upload
from maillage.census.uploading import actions, files, queries
from maillage.core.jobs import background, every


@background(actions.READ)
def read_upload(*, upload: int) -> None:
    actions.read(Upload.objects.get(pk=upload))


@background(actions.WRITE)
def write_upload(*, upload: int) -> None:
    actions.write(Upload.objects.get(pk=upload))


@every(name="census.forget_uploads", hours=24)
def forget_uploads() -> None:
    """Old files go; what was done with them stays told."""
    for upload in queries.forgettable():
        files.forget(upload)
        waits = upload.state not in actions.FINAL
        state = actions.State.DROPPED if waits else upload.state
        Upload.objects.filter(pk=upload.pk).update(path="", state=state, report={})
