"""Restore: the whole backup, verified, or nothing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from maillage.core import erased, sealing
from maillage.core.enums import MessageState
from maillage.core.keeping import archive, engines, files, marker, rows, schema
from maillage.core.keeping.archive import Reading
from maillage.core.keeping.manifest import Manifest
from maillage.core.keeping.marker import Marker
from maillage.core.keeping.refusals import Refused
from maillage.core.models import Message

NOT_EMPTY = "La base contient déjà des données. Pour les remplacer par la sauvegarde : --replace. Rien n'a été changé."
BUSY = "Une autre restauration est en cours dans ce dossier."
MAYBE_SENT = "La base a été restaurée d'une sauvegarde : ce message est peut-être parti depuis."


def verified(path: Path) -> Manifest:
    """What the file says of itself, once each of its bytes has been read; touches nothing."""
    with archive.opened(path) as reading:
        reading.verify()
        schema.refuse_newer(reading.manifest.migrations)
        return reading.manifest


def restore(path: Path, *, replace: bool = False, moving: bool = False) -> Manifest:
    """`moving`: the site stood still since the backup, so that waiting messages have still to be sent."""
    data = Path(settings.DATA_DIR)
    verified(path)
    with _alone(data), archive.opened(path) as reading:
        _refuse_what_is_used(data, replace)
        mark = Marker(file=str(path), began=f"{timezone.localtime():%d/%m/%Y à %H:%M}")
        mark.write(data)
        try:
            _put_in_place(reading, mark, data, moving)
        except BaseException:
            _give_up(mark, data)
            raise
        cache.clear()
        marker.remove(data)
        return reading.manifest


def abandon() -> bool:
    """Forget a restore that had replaced nothing yet; False when there is none."""
    data = Path(settings.DATA_DIR)
    with _alone(data):
        mark = marker.found(data)
        if mark and mark.swapping:
            raise Refused(f"Le remplacement avait commencé : relancez maillage restore {mark.file}")
        if mark:
            _give_up(mark, data)
        return mark is not None


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One restore at a time; a killed one holds nothing."""
    folder = os.open(data, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Refused(BUSY) from error
    finally:
        os.close(folder)


def _refuse_what_is_used(data: Path, replace: bool) -> None:
    """After an interrupted restore nobody wrote: what was agreed then still holds."""
    engines.refuse_if_running()
    if not replace and marker.found(data) is None and schema.used():
        raise Refused(NOT_EMPTY)


def _give_up(mark: Marker, data: Path) -> None:
    """Before the swap everything is as it was. After it, the marker stays until a restore comes to its end."""
    if not mark.swapping:
        files.forget(data)
        marker.remove(data)


def _put_in_place(reading: Reading, mark: Marker, data: Path, moving: bool) -> None:
    def swapping() -> None:
        mark.swapping = True
        mark.write(data)

    files.stage(reading, data)
    with sealing.keys_of(files.staged(data, "sealing_key")), engines.whole_or_nothing(swapping):
        _fill(reading)
        erased.replay()
        if not moving:
            _hold_messages()
    files.put(data)


def _fill(reading: Reading) -> None:
    """The tables of the backup's own version first, then what the code has added since."""
    manifest = reading.manifest
    made = schema.make(manifest.migrations)
    if set(made) != set(manifest.tables):
        raise Refused("Cette sauvegarde ne contient pas les tables qu'elle annonce. Rien n'a été changé.")
    with transaction.atomic():
        for name, table in manifest.tables.items():
            rows.write(made[name], table.columns, reading.rows(name))
        schema.continue_numbers(made)
        _check(made, manifest)
    call_command("migrate", verbosity=0, interactive=False)


def _check(made: dict, manifest: Manifest) -> None:
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise Refused(f"Des lignes de cette sauvegarde se contredisent ({error}). Rien n'a été changé.") from error
    for name, expected in manifest.counts().items():
        if (found := rows.count(made[name])) != expected:
            raise Refused(f"La table {name} devrait avoir {expected} lignes, elle en a {found}. Rien n'a été changé.")


def _hold_messages() -> None:
    """What waited when the backup was taken may have left since: nobody receives it twice."""
    waiting = [MessageState.WAITING, MessageState.CLAIMED, MessageState.HANDING_OVER]
    held = {"state": MessageState.UNCERTAIN, "reason": MAYBE_SENT, "claim": None, "leased_until": None}
    Message.objects.filter(state__in=waiting).update(**held, settled_at=timezone.now())
