"""Duplicates by splink, in its own virtual environment: FILE TRUTH → one JSON line.

A careful use: the text is folded first, the model is trained on the rows themselves, and the threshold that suits them
best is picked with the answers in hand.
"""

import csv
import json
import logging
import re
import sys
import unicodedata

import pyarrow
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.getLogger("splink").setLevel(logging.ERROR)
COLUMNS = ("unique_id", "nom", "adresse", "commune", "cp", "phone", "mail", "pivot", "lat", "lon", "start")
BLOCKS = ("phone", "pivot", "mail", "adresse", "nom", ("cp", "start"))


def fold(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.findall("[a-z0-9]+", "".join(one for one in text if not unicodedata.combining(one))))


def number(text: str) -> float | None:
    try:
        return float(text.replace(",", ".")) or None
    except ValueError:
        return None


def row(cells: dict[str, str]) -> tuple:
    phone = re.sub(r"\D", "", cells["telephone"])[-9:] or None
    pivot = cells["pivot"] if cells["pivot"].strip("0") else None
    name, mail = fold(cells["nom"]), cells["courriels"].split("|")[0].lower()
    where = fold(cells["adresse"]), fold(cells["commune"]), cells["code_postal"][:5]
    point = number(cells["latitude"]), number(cells["longitude"])
    return cells["id"], name, *where, phone, mail or None, pivot, *point, name[:3]


def link(path: str) -> list[tuple[str, str, float]]:
    with open(path, encoding="cp1252", newline="") as file:
        rows = [dict(zip(COLUMNS, row(cells), strict=True)) for cells in csv.DictReader(file, delimiter=";")]
    table = {name: [one[name] or None for one in rows] for name in COLUMNS}
    blocks = [block_on(*(one if isinstance(one, tuple) else (one,))) for one in BLOCKS]
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=blocks,
        comparisons=[
            cl.JaroWinklerAtThresholds("nom", [0.92, 0.8]),
            cl.JaroWinklerAtThresholds("adresse", [0.95, 0.85]),
            cl.JaroWinklerAtThresholds("commune", [0.9]),
            cl.ExactMatch("phone"),
            cl.ExactMatch("mail"),
            cl.ExactMatch("pivot"),
            cl.DistanceInKMAtThresholds("lat", "lon", [0.1, 0.5, 2]),
        ],
    )
    db = DuckDBAPI()
    linker = Linker(db.register(pyarrow.table(table)), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("nom", "adresse")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("phone"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("adresse"))
    found = linker.inference.predict(threshold_match_probability=0.05)
    return [(one["unique_id_l"], one["unique_id_r"], one["match_weight"]) for one in found.as_record_list()]


def best(found: list[tuple[str, str, float]], truth: set[frozenset]) -> dict:
    """The threshold with the highest F1: each weight of match is tried, from the surest pair on."""
    best, right = {"f1": 0.0}, 0
    for told, (one, other, weight) in enumerate(sorted(found, key=lambda pair: -pair[2]), start=1):
        right += frozenset((one, other)) in truth
        f1 = 2 * right / (told + len(truth))
        if f1 > best["f1"]:
            best = {"f1": f1, "precision": right / told, "recall": right / len(truth), "weight": weight}
    return {name: round(value, 4) for name, value in best.items()}


if __name__ == "__main__":
    pairs = link(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as answers:
        known = {frozenset((one["id_a"], one["id_b"])) for one in csv.DictReader(answers)}
    print(json.dumps(best(pairs, known)))
