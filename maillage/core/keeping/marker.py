"""A restore that has begun and not ended is written in the data folder: nothing but `restore` starts until it ends."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "restoring.json"


@dataclass
class Marker:
    """`swapping`: the new base may be in place already; before that, nothing has been replaced."""

    file: str
    began: str
    swapping: bool = False

    def write(self, folder: Path) -> None:
        beside = folder / (NAME + ".part")
        with beside.open("w") as file:
            json.dump(asdict(self), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, folder / NAME)
        settle(folder)


def found(folder: Path) -> Marker | None:
    """An unreadable marker is a marker too."""
    try:
        text = (folder / NAME).read_text()
    except FileNotFoundError:
        return None
    try:
        return Marker(**json.loads(text))
    except (ValueError, TypeError):
        return Marker(file="FICHIER", began="?", swapping=True)


def remove(folder: Path) -> None:
    (folder / NAME).unlink(missing_ok=True)
    settle(folder)


def refusal(folder: Path) -> str:
    """Why Maillage may not start, or nothing."""
    marker = found(folder)
    if marker is None:
        return ""
    lines = [
        f"Maillage ne démarre pas : une restauration commencée le {marker.began} n'est pas terminée, les données"
        " seraient incomplètes. Si elle tourne encore, attendez sa fin.",
        f"Sinon relancez-la : maillage restore {marker.file}",
    ]
    if not marker.swapping:
        lines.append("Ou gardez la base d'avant : maillage restore --abandon")
    return "\n".join(lines)


def settle(folder: Path) -> None:
    """A new name in a folder survives a power cut once the folder itself is written."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
