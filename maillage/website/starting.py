"""What a first start needs, each step cheap when it has already been done."""

import os
import socket
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError

from maillage.core.catalogues import compile_all
from maillage.places.directory import Search, directory
from maillage.places.models import Place
from maillage.website import living, roubaix


def prepare_database() -> bool:
    """Tables up to date, and Roubaix when there is nothing yet; True when it was loaded."""
    call_command("migrate", verbosity=0, interactive=False)
    if Place.objects.exists():
        roubaix.refresh_examples()
        return False
    roubaix.load()
    living.enliven()
    return True


def compile_translations() -> None:
    """Every .po whose .mo is older or missing."""
    compile_all(settings.LOCALE_PATHS)


def collect_static() -> None:
    """Gathered and compressed only when a file changed since the last time."""
    seen, now = Path(settings.STATIC_ROOT) / ".fingerprint", static_fingerprint()
    if seen.exists() and seen.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    seen.write_text(now)


def static_fingerprint() -> str:
    told = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            known = os.stat(storage.path(path))
            told.append(f"{path} {known.st_size} {known.st_mtime_ns}")
    return sha256("\n".join(sorted(told)).encode()).hexdigest()


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def warm() -> None:
    """Read the directory into memory before the first visitor; a base without tables waits for `migrate`."""
    try:
        directory.find(Search(), limit=1)
    except DatabaseError:
        return
