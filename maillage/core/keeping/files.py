"""What is kept beside the base: the secrets, and what people uploaded. Static files, cache and tiles are made again."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from maillage.core.keeping.archive import Reading, Writing
from maillage.core.keeping.marker import settle
from maillage.core.keeping.refusals import Refused

SECRETS = ("secret_key", "sealing_key")
FOLDERS = ("uploads",)
STAGED, REPLACED = "restoring.files", "restoring.replaced"


def kept(data: Path, *, secrets: bool) -> Iterator[tuple[str, Path]]:
    for name in SECRETS if secrets else ():
        if (data / name).is_file():
            yield name, data / name
    for folder in FOLDERS:
        for path in sorted((data / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(data).as_posix(), path


def add(writing: Writing, data: Path, *, secrets: bool) -> None:
    """A file that its owner takes away meanwhile is not kept."""
    for name, path in kept(data, secrets=secrets):
        try:
            writing.add_file(name, path)
        except FileNotFoundError:
            continue


def stage(reading: Reading, data: Path) -> None:
    """Beside, on the same disk: putting them in place is then a change of names."""
    forget(data)
    (data / STAGED).mkdir(mode=0o700)
    for name in reading.files():
        if not _ours(name):
            raise Refused(f"Cette sauvegarde contient un fichier qui n'est pas de Maillage ({name}).")
        reading.copy_file(name, data / STAGED / name)


def staged(data: Path, name: str) -> Path:
    """Where a file of the backup waits until the base is in place."""
    return data / STAGED / name


def _ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name in SECRETS or (len(parts) > 1 and parts[0] in FOLDERS and ".." not in parts)


def put(data: Path) -> None:
    """Folders as they were in the backup; a secret that the backup leaves out stays as it is."""
    (data / REPLACED).mkdir(mode=0o700, exist_ok=True)
    for name in FOLDERS:
        if (data / name).exists():
            os.replace(data / name, data / REPLACED / name)
    for path in (data / STAGED).iterdir():
        os.replace(path, data / path.name)
    settle(data)
    forget(data)


def forget(data: Path) -> None:
    for name in (STAGED, REPLACED):
        shutil.rmtree(data / name, ignore_errors=True)
