"""Backup: one instant of the base, while the site runs."""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from maillage.core.keeping import archive, engines, files, rows, schema
from maillage.core.keeping.archive import Writing
from maillage.core.keeping.manifest import Manifest
from maillage.core.keeping.refusals import Refused


def backup(path: Path, *, secrets: bool = True) -> Manifest:
    if path.exists():
        raise Refused(f"Le fichier {path} existe déjà : choisissez un autre nom.")
    data = Path(settings.DATA_DIR)
    with engines.still():
        migrations = schema.applied()
        if not migrations:
            raise Refused("La base n'a pas encore de tables : il n'y a rien à sauvegarder.")
        tables = schema.tables(migrations)
        manifest = _described(migrations, set(tables), _secrets(data) if secrets else "left out")
        with archive.written(path, manifest) as writing:
            _add_tables(writing, tables)
            files.add(writing, data, secrets=secrets)
    return manifest


def _described(migrations: list[schema.Key], tables: set[str], secrets: str) -> Manifest:
    return Manifest(
        maillage=version("maillage"),
        engine=connection.vendor,
        taken_at=datetime.now(UTC).isoformat(timespec="seconds"),
        secrets=secrets,
        migrations=migrations,
        left_aside=sorted(schema.existing() - tables - {MigrationRecorder.Migration._meta.db_table}),
    )


def _secrets(data: Path) -> str:
    path = data / files.SECRETS[0]
    return "included" if path.is_file() and path.read_text() == settings.SECRET_KEY else "environment"


def _add_tables(writing: Writing, tables: dict) -> None:
    for name, model in tables.items():
        counted = rows.count(model)
        written = writing.add_table(name, [field.column for field in rows.columns(model)], rows.read(model))
        if written != counted:
            raise Refused(f"La table {name} a {counted} lignes, {written} ont été lues : sauvegarde abandonnée.")
