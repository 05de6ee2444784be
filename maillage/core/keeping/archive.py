"""The file: a zip of rows as lines of JSON, one part a table, of the kept files, and of the manifest, written last.

A zip's list of contents stands at its end: a file cut short does not open.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from maillage.core.keeping.manifest import FOREIGN, Manifest, Part, Table
from maillage.core.keeping.refusals import Refused

MANIFEST, TABLES, FILES = "manifest.json", "tables/", "files/"
BLOCK = 1 << 20
MANIFEST_LIMIT = 16 << 20
DAMAGED = "Cette sauvegarde est abîmée ou incomplète ({}). Prenez-en une autre : rien n'a été changé."


def part_of(table: str) -> str:
    return f"{TABLES}{table}.jsonl"


class Writing:
    """An archive being written; what it holds is told to the manifest as it goes in."""

    def __init__(self, bundle: zipfile.ZipFile, manifest: Manifest):
        self._bundle, self.manifest = bundle, manifest

    def add_table(self, name: str, columns: list[str], rows: Iterable[list]) -> int:
        count = 0

        def lines() -> Iterator[bytes]:
            nonlocal count
            for count, row in enumerate(rows, start=1):  # noqa: B007
                yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

        self._add(part_of(name), lines())
        self.manifest.tables[name] = Table(columns, count)
        return count

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as source:
            self._add(FILES + name, iter(lambda: source.read(BLOCK), b""))

    def _add(self, name: str, blocks: Iterable[bytes]) -> None:
        digest, size = sha256(), 0
        with self._bundle.open(name, "w", force_zip64=True) as part:
            for block in blocks:
                part.write(block)
                digest.update(block)
                size += len(block)
        self.manifest.parts[name] = Part(digest.hexdigest(), size)


@contextmanager
def written(path: Path, manifest: Manifest) -> Iterator[Writing]:
    """Under another name until it is whole and read again: a file of this name is a good one. For its owner only."""
    beside = path.with_name(path.name + ".part")
    with suppress(FileNotFoundError):
        beside.unlink()
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
                yield Writing(bundle, manifest)
                bundle.writestr(MANIFEST, manifest.as_json())
            file.flush()
            os.fsync(file.fileno())
        with opened(beside) as reading:
            reading.verify()
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


class Reading:
    def __init__(self, bundle: zipfile.ZipFile):
        self._bundle = bundle
        self.manifest = Manifest.from_json(self._manifest())

    def _manifest(self) -> bytes:
        try:
            known = self._bundle.getinfo(MANIFEST)
        except KeyError as error:
            raise Refused(FOREIGN) from error
        if known.file_size > MANIFEST_LIMIT:
            raise Refused(FOREIGN)
        with _damage_told(MANIFEST):
            return self._bundle.read(known)

    def verify(self) -> None:
        """Every part is there, as long as said, byte for byte; every table has its rows."""
        for name, part in self.manifest.parts.items():
            if self._digest(name) != part:
                raise Refused(DAMAGED.format(name))
        for name, table in self.manifest.tables.items():
            if self._lines(part_of(name)) != table.rows:
                raise Refused(DAMAGED.format(name))

    def _digest(self, name: str) -> Part:
        digest, size = sha256(), 0
        with self._part(name) as part:
            while block := part.read(BLOCK):
                digest.update(block)
                size += len(block)
        return Part(digest.hexdigest(), size)

    def _lines(self, name: str) -> int:
        if name not in self.manifest.parts:
            raise Refused(DAMAGED.format(name))
        with self._part(name) as part:
            return sum(block.count(b"\n") for block in iter(lambda: part.read(BLOCK), b""))

    @contextmanager
    def _part(self, name: str) -> Iterator[BinaryIO]:
        with _damage_told(name), self._bundle.open(name) as part:
            yield part

    def rows(self, table: str) -> Iterator[list]:
        with self._part(part_of(table)) as part:
            for line in part:
                yield json.loads(line)

    def files(self) -> list[str]:
        return [name.removeprefix(FILES) for name in self.manifest.parts if name.startswith(FILES)]

    def copy_file(self, name: str, to: Path) -> None:
        to.parent.mkdir(parents=True, exist_ok=True)
        with self._part(FILES + name) as part, os.fdopen(os.open(to, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as copy:
            while block := part.read(BLOCK):
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError) as error:
        raise Refused(DAMAGED.format(name)) from error


@contextmanager
def opened(path: Path) -> Iterator[Reading]:
    try:
        bundle = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise Refused(f"Le fichier {path} n'existe pas.") from error
    except (zipfile.BadZipFile, EOFError) as error:
        raise Refused("Ce fichier n'est pas une sauvegarde de Maillage, ou il est incomplet.") from error
    except OSError as error:
        raise Refused(f"Le fichier {path} ne se lit pas : {error.strerror}.") from error
    with bundle:
        yield Reading(bundle)
