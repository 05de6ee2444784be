"""The places of a file, ready to be compared: read with the same recipes and repairs as an import, nothing written.

Hours, services and texts are not looked at, and nothing is said of what is wrong: twice as quick as an import's check.
"""

import re
from pathlib import Path

from maillage.census import recipes
from maillage.census.departments import METROPOLIS, inside
from maillage.census.duplicates.cards import USED, Card, read_card
from maillage.census.headers import POSITION, STREET
from maillage.census.reading import open_file
from maillage.census.reading.records import Record
from maillage.census.recipes import Recipe
from maillage.census.repairing.links import repair_mails
from maillage.census.repairing.position import repair_position
from maillage.census.repairing.postcodes import department, repair_insee, repair_pivot, repair_postcode
from maillage.census.repairing.text import clean, plain_cell
from maillage.core.points import Point

NEEDED = frozenset({"id", POSITION, *USED, *STREET})
_POSTCODE = re.compile(r"\d{5}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLAIN = re.compile(r"[A-Za-z0-9@:/.+-]{5,}")  # nothing to tidy: ids, codes, numbers, addresses of sites
_SEPARATORS = re.compile(r"[|;\s]+")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)")


def cards_of(path: Path, recipe: str = "") -> list[Card]:
    """A row without an id is called by its line: "L12". Unreadable, with a French sentence, when it is no table."""
    reading = open_file(path)
    records = list(reading.records)
    names = reading.headers or (tuple(records[0].cells) if records else ())
    chosen = recipes.find(recipe) if recipe else recipes.recognise(names)
    targets: dict[str, str | None] = {}
    found: dict[str, Card] = {}
    for record in records:
        texts = _texts(record, chosen, targets)
        id = texts.get("id") or f"L{record.line}"
        id = id if id not in found else f"{id}#L{record.line}"
        found[id] = read_card(id, columns(texts))
    return list(found.values())


def _texts(record: Record, recipe: Recipe, targets: dict[str, str | None]) -> dict[str, str]:
    """Column → its cells in one text, as they came but for stray spaces."""
    found = dict(recipe.constants)
    for header, cell in record.cells.items():
        if cell in ("", None):
            continue
        if header not in targets:
            target = recipe.column(header)
            targets[header] = target if target in NEEDED else None
        target = targets[header]
        if target is None:
            continue
        text = cell if type(cell) is str and _PLAIN.fullmatch(cell) else clean(plain_cell(cell))
        if recipe.terms:
            text = recipe.translate(header, text)
        if text:
            found[target] = f"{found[target]}|{text}" if target in found and target in _SEVERAL else text
    return found


_SEVERAL = frozenset({"telephone", "courriels", "site_web"})


def columns(texts: dict[str, str]) -> dict:
    """Clean values, as `read_card` wants them. Most cells are already well written: they are repaired only if not."""
    found: dict = {name: texts[name] for name in ("nom", "commune", "telephone") if name in texts}
    found["adresse"] = texts.get("adresse") or " ".join(texts[name] for name in STREET if name in texts)
    found["code_insee"] = code_insee = repair_insee(texts["code_insee"]).value if "code_insee" in texts else ""
    latitude, longitude = _position(texts)
    found |= {"latitude": latitude, "longitude": longitude}
    if postcode := texts.get("code_postal", ""):
        known = {department(code_insee)} if code_insee else set()
        found["code_postal"] = postcode if _POSTCODE.fullmatch(postcode) else repair_postcode(postcode, known).value
    if mails := texts.get("courriels"):
        found["courriels"] = [mails] if _MAIL.fullmatch(mails) else repair_mails(mails).value
    found["site_web"] = _SEPARATORS.split(texts["site_web"]) if "site_web" in texts else []
    if "pivot" in texts:
        found["pivot"] = repair_pivot(texts["pivot"]).value
    return found


def _position(texts: dict[str, str]) -> tuple[float | None, float | None]:
    latitude, longitude = texts.get("latitude", ""), texts.get("longitude", "")
    if not latitude and not longitude and (match := _PAIR.search(texts.get(POSITION, ""))):
        turned = "POINT" in texts[POSITION].upper()
        latitude, longitude = (match[2], match[1]) if turned else (match[1], match[2])
    if _DECIMAL.fullmatch(latitude) and _DECIMAL.fullmatch(longitude):
        point = Point(float(latitude), float(longitude))
        if inside(point, METROPOLIS):
            return point
    found = repair_position(latitude, longitude)
    return found.latitude, found.longitude
