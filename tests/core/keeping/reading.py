"""What stands in a backup."""

from pathlib import Path

from maillage.core.keeping import archive


def tables(path: Path) -> dict[str, list]:
    with archive.opened(path) as reading:
        return {name: list(reading.rows(name)) for name in reading.manifest.tables}


def parts(path: Path) -> dict[str, str]:
    with archive.opened(path) as reading:
        return {name: reading.manifest.parts[f"files/{name}"].sha256 for name in reading.files()}
