"""One record of a file → the columns of a place, and what must be said about it. Reads no database.

A field that cannot be read is left blank and told; it never loses the row. A row is refused only without a name, or
with neither address, commune nor position.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models

from maillage.census.departments import BOXES, fits
from maillage.census.headers import IGNORED, POSITION, STREET
from maillage.census.reading.records import Record
from maillage.census.recipes import Recipe
from maillage.census.repairing import Repaired, postcodes
from maillage.census.repairing.dates import repair_date
from maillage.census.repairing.hours_text import repair_hours, repair_week
from maillage.census.repairing.links import repair_mails, repair_url, repair_urls
from maillage.census.repairing.local import read_devices, repair_rows
from maillage.census.repairing.phone import repair_phone
from maillage.census.repairing.position import BOTH, Position, repair_position
from maillage.census.repairing.terms import Terms, Vocabulary, read_typologies
from maillage.census.repairing.text import clean, long_text, one_line, plain_cell
from maillage.core.fields import TermsField
from maillage.core.points import Point
from maillage.places import hours
from maillage.places.columns import CLOSED, LOCAL_PREFIX, LOCAL_ROWS, LOCAL_SCALARS, ROW_COLUMNS, ROW_MODELS
from maillage.places.enums import EquipmentKind
from maillage.places.models import Place

RULES = "2"  # grows when rules of repair change: rows already known are then compared again
EXPECTED = {
    "code_postal": "Le code postal manque.",
    "commune": "La commune manque.",
    "adresse": "L'adresse manque.",
    "latitude": "La position manque : le lieu n'est pas sur la carte.",
    "longitude": "La position manque : le lieu n'est pas sur la carte.",
    "services": "Aucun service n'est indiqué : « Où aller ? » ne pourra pas proposer ce lieu pour un besoin précis.",
    "date_maj": "La date de mise à jour manque.",
}
FIELDS = {one.name: one for one in Place._meta.get_fields() if isinstance(one, models.Field)}
JUDGED = "Terme qui n'est pas celui du schéma, traduit au plus proche (ou laissé s'il n'a pas d'équivalent)"
MAX_KEY = 255
MAX_SHOWN = 500
MOST_DEVICES = 32_767  # what the column holds on every database
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)")


class Issue(NamedTuple):
    line: int
    column: str
    value: str
    reason: str
    rejects: bool = False
    header: str = ""  # as it stands in the file, when it is not the column's name


@dataclass
class Checked:
    """What a record says, once read."""

    line: int
    key: str  # the id the file gives it; "" when none
    columns: dict[str, Any] = field(default_factory=dict)  # clean and filled; a column left out says nothing
    issues: list[Issue] = field(default_factory=list)
    raw: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)  # cells as they came, by column
    doubtful: bool = False
    rejected: bool = False
    undated: bool = False  # the file has no column of dates

    @property
    def digest(self) -> str:
        return digest_of(self.raw)


def digest_of(raw: dict) -> str:
    content = json.dumps([RULES, raw], sort_keys=True, ensure_ascii=False, default=str)
    return blake2b(content.encode("utf-8", errors="replace"), digest_size=16).hexdigest()


@lru_cache(maxsize=20_000)
def hours_are_valid(text: str) -> bool:
    """As `hours.is_valid`, without keeping thousands of schedules in memory."""
    return hours.parse.__wrapped__(text) is not None


class Cells(NamedTuple):
    """The cells of one column: what they say, and under which header."""

    header: str
    text: str


class Checker:
    """`communes`: code INSEE → centre, where known. `tolerant`: the file is in the older version of the schema."""

    def __init__(
        self, recipe: Recipe, *, today: date, communes: Mapping[str, Point] | None = None, tolerant: bool = False
    ):
        self.recipe = recipe
        self.today = today
        self.communes = communes or {}
        self.tolerant = tolerant
        self.vocabulary = Vocabulary({name: terms.values for name, terms in CLOSED.items()})
        self.targets: dict[str, str | None] = {}

    def check(self, record: Record) -> Checked:
        row = _Row(self, record)
        row.read()
        return row.checked

    def target(self, header: str) -> str | None:
        if header not in self.targets:
            self.targets[header] = self.recipe.column(header)
        return self.targets[header]


class _Row:
    def __init__(self, checker: Checker, record: Record):
        self.of = checker
        self.record = record
        self.given: dict[str, list[Cells]] = {}
        self.present: set[str] = set()
        self.checked = Checked(record.line, "", raw=_raw(record.cells))

    def read(self) -> None:
        self._name_cells()
        if self.record.problem:
            self._say("", "", self.record.problem)
        self._identity()
        self._where()
        for column in ("typologie", *self.of.vocabulary.known):
            self._terms(column)
        self._contacts()
        self._hours()
        self._texts()
        self._local()
        self._complete()

    def _name_cells(self) -> None:
        for header, cell in self.record.cells.items():
            target = self.of.target(header)
            if target is None or target == IGNORED:
                continue
            self.present.add(target)
            text = cell if target in _AS_JSON and isinstance(cell, str) else clean(_plain(cell))
            if text := self.of.recipe.translate(header, text):
                self.given.setdefault(target, []).append(Cells(header, text))
                self.checked.texts.setdefault(target, _plain(cell))
        for column, text in self.of.recipe.constants.items():
            self.given.setdefault(column, [Cells(column, text)])

    def _text(self, column: str) -> str:
        """The first filled cell of a column."""
        return self.given[column][0].text if column in self.given else ""

    def _all(self, column: str) -> str:
        return "|".join(cells.text for cells in self.given.get(column, ()))

    def _say(self, column: str, value: object, reason: str, *, rejects: bool = False) -> None:
        header = self.given[column][0].header if self.given.get(column) else ""
        self.checked.issues.append(
            Issue(
                self.record.line,
                column,
                str(value)[:MAX_SHOWN],
                reason[:300],
                rejects,
                header if header != column else "",
            )
        )

    def _take(self, column: str, repaired: Repaired, shown: str = "") -> None:
        if repaired.problem:
            self._say(column, shown or self._text(column), repaired.problem)
        if repaired.value not in (None, "", []):
            self.checked.columns[column] = repaired.value

    def _identity(self) -> None:
        self.checked.key = _short_key(self._text("id"))
        self.checked.undated = "date_maj" not in self.present
        self._take("pivot", postcodes.repair_pivot(self._text("pivot")))
        self._take("date_maj", repair_date(self._text("date_maj"), self.of.today))

    def _where(self) -> None:
        self._take("code_insee", postcodes.repair_insee(self._text("code_insee")))
        code_insee = self.checked.columns.get("code_insee", "")
        latitude, longitude = self._coordinates()
        found = repair_position(latitude, longitude, commune=self.of.communes.get(code_insee))
        self._postcode(code_insee, found)
        codes = {
            postcodes.department(code) for code in (code_insee, self.checked.columns.get("code_postal", "")) if code
        }
        self._position(repair_position(latitude, longitude, codes, self.of.communes.get(code_insee)))
        street = " ".join(text for name in STREET if (text := self._text(name)))
        if street and "adresse" not in self.given:
            self.given["adresse"] = [Cells("nom_voie", street)]

    def _coordinates(self) -> tuple[str, str]:
        latitude, longitude = (self._text(name) for name in BOTH)
        if not latitude and not longitude and (match := _PAIR.search(self._text(POSITION))):
            return (match[2], match[1]) if "POINT" in self._text(POSITION).upper() else (match[1], match[2])
        return latitude, longitude

    def _postcode(self, code_insee: str, found: Position) -> None:
        text = self._text("code_postal")
        evidence = {postcodes.department(code_insee)} if code_insee else set()
        if not code_insee and found.latitude is not None and len(text) == 4:
            point = Point(found.latitude, found.longitude)
            likely, other = f"0{text[0]}", text[:2]
            evidence = (
                {likely}
                if likely in BOXES and fits(point, likely) and not (other in BOXES and fits(point, other))
                else set()
            )
        self._take("code_postal", postcodes.repair_postcode(text, evidence))

    def _position(self, found: Position) -> None:
        for column in found.bad:
            self._say(column, self._text(column) or self._text(POSITION), found.problem)
        if found.latitude is not None:
            self.checked.columns |= {"latitude": found.latitude, "longitude": found.longitude}
            self.checked.doubtful = found.doubtful

    def _terms(self, column: str) -> None:
        for cells in self.given.get(column, ()):
            read = read_typologies(cells.text) if column == "typologie" else self.of.vocabulary.read(column, cells.text)
            self._keep_terms(column, cells, read)

    def _keep_terms(self, column: str, cells: Cells, read: Terms) -> None:
        for name, terms in read.found.items():
            kept = self.checked.columns.setdefault(name, [])
            kept += [term for term in terms if term not in kept]
        if read.unknown:
            self._say(column, cells.text, f"Valeur inconnue du schéma national : {', '.join(read.unknown)[:200]}")
        if read.judged and not self.of.tolerant:
            self._say(column, cells.text, f"{JUDGED} : {', '.join(read.judged)[:200]}")

    def _contacts(self) -> None:
        place = self.checked.columns.get("code_postal", "")
        phones = [cells.text for cells in self.given.get("telephone", ())]
        self._take("telephone", repair_phone(" | ".join(phones), place))
        self._take("courriels", repair_mails(self._all("courriels")), self._all("courriels"))
        self._take("site_web", repair_urls(self._all("site_web")), self._all("site_web"))
        for column in ("prise_rdv", "fiche_acces_libre"):
            self._take(column, repair_url(self._text(column)))

    def _hours(self) -> None:
        days = {column[9:]: cells[0].text for column, cells in self.given.items() if column.startswith("horaires:")}
        if "horaires" in self.given:
            self._take("horaires", repair_hours(self._text("horaires"), hours_are_valid))
        elif days:
            self._take("horaires", repair_week(days, hours_are_valid), " ; ".join(days.values()))

    def _texts(self) -> None:
        for column in ("nom", "commune", "adresse", "complement_adresse", "source", "structure_parente"):
            self._take(column, one_line(self._text(column), FIELDS[column].max_length))
        self._take(
            "presentation_detail",
            long_text("\n".join(cells.text for cells in self.given.get("presentation_detail", ()))),
        )
        self._resume(one_line(self._text("presentation_resume"), 5000))
        labels = [part.strip() for part in self._all("autres_formations_labels").split("|") if part.strip()]
        self._take(
            "autres_formations_labels",
            Repaired(list(dict.fromkeys([*self.checked.columns.get("autres_formations_labels", []), *labels]))),
        )

    def _resume(self, read: Repaired) -> None:
        limit = FIELDS["presentation_resume"].max_length
        if len(read.value) <= limit:
            self._take("presentation_resume", read)
            return
        moved = "presentation_detail" not in self.checked.columns
        if moved:
            self.checked.columns["presentation_detail"] = read.value
        where = "gardée comme présentation détaillée" if moved else "laissée vide"
        self._say("presentation_resume", read.value, f"Présentation courte de plus de {limit} caractères : {where}.")

    def _local(self) -> None:
        for name in LOCAL_SCALARS:
            if text := self._text(LOCAL_PREFIX + name):
                self._local_scalar(name, text)
        for name in LOCAL_ROWS:
            if text := self._text(LOCAL_PREFIX + name):
                self._rows(name, text)
        for name in ("organisation", "hosted_at"):
            if text := self._text(LOCAL_PREFIX + name):
                self.checked.columns[name] = text
        if text := self._all("equipment"):
            read = read_devices(text, EquipmentKind.values)
            self._take("equipment", Repaired([{"kind": kind} for kind in read.value], read.problem), text)

    def _local_scalar(self, name: str, text: str) -> None:
        column, spec = LOCAL_PREFIX + name, FIELDS[name]
        if isinstance(spec, TermsField):
            terms = [part.strip() for part in text.split("|") if part.strip()]
            known = [term for term in terms if spec.terms is None or term in spec.terms.values]
            self._take_local(
                name, column, Repaired(known, "" if known == terms else "Valeur inconnue de la liste."), text
            )
        elif isinstance(spec, models.DateField):
            self._take_local(name, column, repair_date(text, self.of.today), text)
        elif _not_a_choice(spec, text):
            self._say(column, text, "Valeur inconnue de la liste.")
        else:
            self._take_local(name, column, one_line(text, spec.max_length or 5000), text)

    def _take_local(self, name: str, column: str, repaired: Repaired, shown: str) -> None:
        if repaired.problem:
            self._say(column, shown, repaired.problem)
        if repaired.value not in (None, "", []):
            self.checked.columns[name] = repaired.value

    def _rows(self, name: str, text: str) -> None:
        read = repair_rows(text, row_kinds(name))
        kept = _fitting(name, read.value)
        problem = read.problem or (
            "" if len(kept) == len(read.value) else "Une partie de la liste n'est pas dans les valeurs permises."
        )
        self._take_local(name, LOCAL_PREFIX + name, Repaired(kept, problem), text)

    def _complete(self) -> None:
        columns = self.checked.columns
        for column, reason in EXPECTED.items():
            if column in self.present and not self.given.get(column):
                self._say(column, "", reason)
        if not columns.get("nom"):
            self._reject("nom", "Le nom manque : la ligne n'est pas importée.")
        elif not (columns.get("adresse") or columns.get("commune") or "latitude" in columns):
            self._reject("adresse", "Ni adresse, ni commune, ni position : la ligne n'est pas importée.")

    def _reject(self, column: str, reason: str) -> None:
        self.checked.rejected = True
        self._say(column, self._text(column), reason, rejects=True)


_AS_JSON = {LOCAL_PREFIX + name for name in LOCAL_ROWS}


def _plain(cell: object) -> str:
    if isinstance(cell, list) and any(isinstance(one, dict) for one in cell):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return plain_cell(cell)


def _raw(cells: Mapping[str, object]) -> dict[str, Any]:
    """The row as it came, for a JSON column: blank cells left out, characters no database takes too."""
    return {_storable(str(header)): _stored(cell) for header, cell in cells.items() if cell not in (None, "")}


def _stored(cell: object) -> Any:
    if isinstance(cell, str):
        return _storable(cell)
    if isinstance(cell, (int, bool)) or (isinstance(cell, float) and cell == cell and abs(cell) != float("inf")):
        return cell
    if isinstance(cell, (list, dict)):
        return _storable(json.dumps(cell, ensure_ascii=False, default=str, allow_nan=True))
    return _storable(plain_cell(cell))


def _storable(text: str) -> str:
    if text.isascii():
        return text.replace("\0", "")
    return text.replace("\0", "").encode("utf-8", errors="replace").decode("utf-8")


def _short_key(text: str) -> str:
    if len(text) <= MAX_KEY - 20:
        return text
    return f"{text[: MAX_KEY - 60]}~{blake2b(text.encode(), digest_size=16).hexdigest()}"


def _not_a_choice(spec: models.Field, text: str) -> bool:
    return bool(spec.choices) and text not in [value for value, _ in spec.choices]


@lru_cache(maxsize=8)
def row_kinds(name: str) -> dict[str, str]:
    """What each column of a list of rows holds."""
    model = ROW_MODELS[name]
    return {column: _kind(model._meta.get_field(column)) for column in ROW_COLUMNS[name]}


def _kind(spec: models.Field) -> str:
    if isinstance(spec, TermsField) or spec.many_to_many:
        return "list"
    if isinstance(spec, models.DateField):
        return "date"
    if isinstance(spec, models.DecimalField):
        return "decimal"
    return "int" if isinstance(spec, models.IntegerField) else "text"


def _fitting(name: str, rows: list[dict]) -> list[dict]:
    """The rows their table accepts, the first of each kind when it holds one a kind."""
    found: dict[Any, dict] = {}
    for number, row in enumerate(rows):
        if _row_fits(name, row):
            found.setdefault(row[_ONE_A_PLACE[name]] if name in _ONE_A_PLACE else number, row)
    return list(found.values())


_ONE_A_PLACE = {"equipment": "kind", "staff": "role", "labels": "nom"}
_LINKS = ("place", "organisation", "partners")


def _row_fits(name: str, row: dict) -> bool:
    """Closed lists, sizes and numbers of the row's own table; links are looked at by who knows the base."""
    model = ROW_MODELS[name]
    values = {column: value for column, value in row.items() if column not in _LINKS}
    try:
        model(**values).clean_fields(exclude=_LINKS)
    except ValidationError:
        return False
    count, adapted = row.get("count"), row.get("adapted_count")
    if any(number is not None and number > MOST_DEVICES for number in (count, adapted)):
        return False
    return count is None or adapted is None or adapted <= count
