"""What a backup says of itself: where it comes from, how many rows of each table, the digest of each part."""

import json
from dataclasses import asdict, dataclass, field

from maillage.core.keeping.refusals import Refused

FORMAT = "maillage-backup"
VERSION = 1
FOREIGN = "Ce fichier n'est pas une sauvegarde de Maillage."
NEWER = "Cette sauvegarde vient d'une version plus récente de Maillage. Mettez à jour, puis recommencez."


@dataclass
class Table:
    columns: list[str]
    rows: int


@dataclass
class Part:
    sha256: str
    bytes: int


@dataclass
class Manifest:
    maillage: str  # the version that wrote it
    engine: str
    taken_at: str
    secrets: str  # "included", "environment" or "left out"
    migrations: list[tuple[str, str]]
    tables: dict[str, Table] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    left_aside: list[str] = field(default_factory=list)  # tables of the base that belong to no app

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def counts(self) -> dict[str, int]:
        return {name: table.rows for name, table in self.tables.items()}

    def as_json(self) -> str:
        return json.dumps({"format": FORMAT, "format_version": VERSION, **asdict(self)}, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        try:
            return cls._read(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Refused(FOREIGN) from error

    @classmethod
    def _read(cls, said: dict) -> "Manifest":
        if said.pop("format") != FORMAT:
            raise ValueError("another format")
        if said.pop("format_version") > VERSION:
            raise Refused(
                "Cette sauvegarde vient d'une version plus récente de Maillage. Mettez à jour, puis recommencez."
            )
        said["migrations"] = [(app, name) for app, name in said["migrations"]]
        said["tables"] = {name: Table(**table) for name, table in said["tables"].items()}
        said["parts"] = {name: Part(**part) for name, part in said["parts"].items()}
        return cls(**said)
