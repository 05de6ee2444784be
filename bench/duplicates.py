"""Duplicates in 20 000 messy rows, against the pairs the generator planted. The whole command, from Python's start."""

import csv
import json
from pathlib import Path

from bench.data import generate
from bench.figures import summary
from bench.world import World

RUNS = 3
SEED = "doublons"  # not one the rules were tuned on


def finding(world: World, folder: Path) -> dict:
    rows, answers = plant(folder)
    ran = [world.run("find_duplicates", str(rows), "--format", "json") for _ in range(RUNS)]
    return {
        "rows": 20_000,
        "seconds": summary([one.seconds for one in ran], budget=4.8),
        "cpu_seconds": summary([one.cpu for one in ran]),
        "peak_mb": summary([one.peak_mb for one in ran]),
        **judged(json.loads(ran[0].output), truth(answers)),
    }


def plant(folder: Path) -> tuple[Path, Path]:
    answers = folder / "doublons-verite.csv"
    return generate(folder / "doublons.csv", "--messy", "--truth", str(answers), "--seed", SEED), answers


def truth(answers: Path) -> set[frozenset[str]]:
    with answers.open(encoding="utf-8") as file:
        return {frozenset((one["id_a"], one["id_b"])) for one in csv.DictReader(file)}


def judged(pairs: list[dict], known: set[frozenset[str]]) -> dict:
    """Precision and recall of "same"; recall of what is at least shown to somebody."""
    same = {frozenset((one["a"], one["b"])) for one in pairs if one["verdict"] == "same"}
    shown = {frozenset((one["a"], one["b"])) for one in pairs}
    right = len(same & known)
    return {
        "precision": round(right / max(1, len(same)), 4),
        "recall": round(right / len(known), 4),
        "f1": round(2 * right / (len(same) + len(known)), 4),
        "recall_with_unsure": round(len(shown & known) / len(known), 4),
        "same": len(same),
        "unsure": len(shown - same),
        "planted": len(known),
    }
