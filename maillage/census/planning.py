"""What an import will do, row by row, decided before anything is written.

Reads the database a few hundred rows at a time, writes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import Any

from maillage.census import queries
from maillage.census.checking import Checked, Issue
from maillage.census.comparing import BLANK, Owner, adoptable, agree, decide
from maillage.core.text import fold
from maillage.places.actions import plain
from maillage.places.columns import LOCAL_PREFIX, LOCAL_ROWS
from maillage.places.deriving import derive
from maillage.places.enums import PositionPrecision, PositionSource
from maillage.places.models import Place, Source
from maillage.places.origins import reassign
from maillage.territory.queries import locator

CHUNK = 400
CREATED, UPDATED, UNCHANGED, REJECTED = "created", "updated", "unchanged", "rejected"
OUTCOMES = (CREATED, UPDATED, UNCHANGED, REJECTED)
NEW_SOURCE = 0  # no key yet: it is written with the rest


@dataclass
class Step:
    """What becomes of one row."""

    outcome: str
    line: int
    key: str = ""
    digest: str = ""
    raw: dict | None = None  # None: this version of the row is already kept
    replaces: int | None = None  # the record it supersedes
    place_id: str | None = None
    values: dict[str, Any] | None = None  # every field of the place, when it is written
    changes: dict[str, list] = field(default_factory=dict)  # {column: [before, after]}
    origins: dict[Owner, list[str]] = field(default_factory=dict)
    rows: dict[str, list[dict]] = field(default_factory=dict)


class Planner:
    """One reading of one file for one source."""

    def __init__(self, source: Source, date_of_file: date | None):
        self.source = source
        self.date = date_of_file
        self.counts = dict.fromkeys(OUTCOMES, 0)
        self.issues: list[Issue] = []
        self.hosts: dict[str, tuple[int, str]] = {}  # place → (line, wanted host)
        self.settled: dict[str, str | None] = {}  # place → the host it gets
        self.adopted: dict[str, str] = {}  # id in the file → id here, when they differ
        self._seen: dict[str, str] = {}  # key → digest, in this file
        self.assigned: set[str] = set()
        self._organisations = queries.organisations()
        self._slugs = queries.slugs_taken()
        self._locate = locator()

    def steps(self, rows: Iterable[Checked]) -> Iterator[list[Step]]:
        """Chunks of steps, in the order of the file."""
        rows = iter(rows)
        while chunk := list(islice(rows, CHUNK)):
            yield self._plan(chunk)

    def _plan(self, chunk: list[Checked]) -> list[Step]:
        keyed = [(checked, *self._key(checked)) for checked in chunk]
        known = _Known(self.source, [key for _, key, _ in keyed], chunk)
        steps = []
        for checked, key, repeated in keyed:
            step = Step(UNCHANGED, checked.line) if repeated else self._step(checked, key, known)
            self.counts[step.outcome] += 1
            self.issues += checked.issues
            steps.append(step)
        self._derive(steps, known)
        return steps

    def _key(self, checked: Checked) -> tuple[str, bool]:
        """The row's key in its source; True when the very same row came before in this file."""
        base, digest = checked.key or _key_of_content(checked), checked.digest
        key, number = base, 1
        while key in self._seen:
            if self._seen[key] == digest:
                return key, True
            number += 1
            key = f"{base}#{number}"
        if number > 1 and checked.key:
            _say(
                checked,
                "id",
                checked.key,
                "Identifiant déjà pris par une autre ligne du fichier : la ligne est gardée à part.",
            )
        self._seen[key] = digest
        return key, False

    def _step(self, checked: Checked, key: str, known: "_Known") -> Step:
        record = known.records.get(key)
        step = Step(REJECTED, checked.line, key, checked.digest, replaces=record.pk if record else None)
        if record is None or record.digest != step.digest:
            step.raw = checked.raw
        place = None if checked.rejected else self._place_of(checked, record, known)
        if checked.rejected or (
            place is not None and record is not None and step.raw is None and place.pk == record.place_id
        ):
            step.outcome = REJECTED if checked.rejected else UNCHANGED
            step.place_id = record.place_id if record else None
            return step
        self._links(checked)
        if place is None:
            return self._create(step, checked, known)
        return self._update(step, checked, place, known)

    def _place_of(self, checked: Checked, record, known: "_Known") -> Place | None:
        if record and record.place_id in known.places:
            return known.places[record.place_id]
        place = known.places.get(checked.key)
        if place is None or place.pk in self.assigned or not agree(vars(place), checked.columns, checked.key):
            return None
        return place

    def _links(self, checked: Checked) -> None:
        """Slugs of organisations nobody knows are told and left out."""
        slug = checked.columns.get("organisation")
        if slug and slug not in self._organisations:
            _say(
                checked,
                f"{LOCAL_PREFIX}organisation",
                slug,
                "Structure inconnue : créez-la d'abord, ou corrigez son code.",
            )
            del checked.columns["organisation"]
        for offer in checked.columns.get("offers", ()):
            unknown = [
                one for one in (offer["organisation"], *offer["partners"]) if one and one not in self._organisations
            ]
            if unknown:
                _say(
                    checked,
                    f"{LOCAL_PREFIX}offers",
                    ", ".join(unknown),
                    "Structure inconnue : l'action est gardée sans elle.",
                )
                offer["organisation"] = "" if offer["organisation"] in unknown else offer["organisation"]
                offer["partners"] = [one for one in offer["partners"] if one not in unknown]

    def _create(self, step: Step, checked: Checked, known: "_Known") -> Step:
        step.outcome = CREATED
        step.place_id = self._free_id(checked, step.key, known)
        columns = self._with_implied(checked, checked.columns)
        self._fill(step, Place(id=step.place_id), columns)
        step.changes = {name: [None, _plain(value)] for name, value in columns.items() if value not in BLANK}
        step.origins = {self._mine(checked): sorted(name for name, value in columns.items() if value not in BLANK)}
        return step

    def _update(self, step: Step, checked: Checked, place: Place, known: "_Known") -> Step:
        step.place_id = place.pk
        before = known.columns(place, self._organisations)
        if place.pk in self.assigned:
            _say(
                checked,
                "id",
                checked.key,
                "Une autre ligne du fichier décrit déjà ce lieu : celle-ci n'est pas appliquée.",
            )
            return _unchanged(step)
        self.assigned.add(place.pk)
        owners = known.owners.get(place.pk, {})
        by_column = {column: owner for owner, columns in owners.items() for column in columns}
        incoming = {
            name: value for name, value in checked.columns.items() if not _as_exported(before.get(name), checked, name)
        }
        decision = decide(before, incoming, by_column, self._mine(checked))
        for column, reason in decision.kept.items():
            _say(checked, column, _plain(checked.columns[column]), reason)
        if not decision.changes:
            return _unchanged(step)
        changes = self._with_implied(checked, decision.changes)
        step.outcome = UPDATED
        step.changes = {name: [_plain(before.get(name)), _plain(value)] for name, value in changes.items()}
        step.origins = reassign(
            owners, [name for name, value in changes.items() if value not in BLANK], self._mine(checked)
        )
        self._fill(step, place, changes)
        return step

    def _mine(self, checked: Checked) -> Owner:
        return Owner(self.source.pk or NEW_SOURCE, checked.columns.get("date_maj") or self.date, None)

    def _with_implied(self, checked: Checked, columns: dict) -> dict:
        """What follows from columns that arrive: where a position comes from, the date of a file that gives none."""
        implied: dict[str, Any] = {}
        if columns.keys() & {"latitude", "longitude"}:
            precision = PositionPrecision.DOUBTFUL if checked.doubtful else PositionPrecision.UNKNOWN
            implied = {"position_source": PositionSource.FILE.value, "position_precision": precision.value}
        if checked.undated and self.date:
            implied["date_maj"] = self.date
        return {**columns, **{name: value for name, value in implied.items() if name not in checked.columns}}

    def _fill(self, step: Step, place: Place, columns: dict) -> None:
        for name, value in columns.items():
            if name in LOCAL_ROWS:
                step.rows[name] = value
            elif name == "organisation":
                place.organisation_id = self._organisations[value]
            elif name == "hosted_at":
                place.hosted_at_id = value
                self.hosts[place.pk] = (step.line, value)
            else:
                setattr(place, name, value)
        step.values = vars(place)
        self.assigned.add(place.pk)

    def _free_id(self, checked: Checked, key: str, known: "_Known") -> str:
        own = checked.key
        prefixed = f"{self.source.slug}-{own}" if own and len(own) < 150 else f"{self.source.slug}-{_short(key)}"
        wanted = own if own and key == own and adoptable(own) else prefixed
        found = next(
            one
            for one in _candidates(wanted, prefixed)
            if one not in known.places
            and one not in self.assigned
            and (one in known.asked or not queries.places([one]))
        )
        if own and found != own:
            self.adopted.setdefault(own, found)
        return found

    def _derive(self, steps: list[Step], known: "_Known") -> None:
        written = [step for step in steps if step.values is not None]
        updated = [step.place_id for step in written if step.outcome == UPDATED]
        owned = queries.words_owned(updated) if updated else {}
        for step in written:
            place = Place(**{name: step.values[name] for name in _ATTNAMES if name in step.values})
            derive(place, taken=self._slugs, locate=self._locate, owned=_words(step, owned.get(step.place_id, [])))
            self._slugs.add(place.slug)
            step.values = {name: getattr(place, name) for name in _ATTNAMES}


_ATTNAMES = tuple(one.attname for one in Place._meta.concrete_fields)


class _Known:
    """What the database says of one chunk: five queries, whatever its length."""

    def __init__(self, source: Source, keys: list[str], chunk: list[Checked]):
        self.records = queries.known_records(source.pk, keys) if source.pk else {}
        own = {checked.key for checked in chunk if checked.key}
        self.asked = {*own, *(f"{source.slug}-{key}" for key in own)}
        self.places = queries.places({*self.asked, *(one.place_id for one in self.records.values() if one.place_id)})
        self.owners = queries.owners(self.places) if self.places else {}
        names = {name for name in LOCAL_ROWS for checked in chunk if name in checked.columns}
        self.rows = {name: queries.rows(name, self.places) for name in names if self.places}

    def columns(self, place: Place, organisations: dict[str, int]) -> dict[str, Any]:
        """A place as an import sees it: links as slugs and ids, local rows as lists."""
        slug = (
            next((slug for slug, pk in organisations.items() if pk == place.organisation_id), "")
            if place.organisation_id
            else ""
        )
        linked = {"organisation": slug, "hosted_at": place.hosted_at_id or ""}
        return {**vars(place), **linked, **{name: found.get(place.pk, []) for name, found in self.rows.items()}}


def _words(step: Step, owned: list[str]) -> list[str]:
    """Words of the rows this step writes; those of the other tables as they stand."""
    if not step.rows:
        return owned
    written = [row["kind"] for row in step.rows.get("equipment", ())]
    written += [f"{row['kind']} {row.get('item', '')}" for row in step.rows.get("equipment_services", ())]
    return list(dict.fromkeys([*owned, *written, *(row["nom"] for row in step.rows.get("offers", ()))]))


def _unchanged(step: Step) -> Step:
    step.outcome = UNCHANGED
    return step


def _say(checked: Checked, column: str, value: Any, reason: str) -> None:
    checked.issues.append(Issue(checked.line, column, str(value)[:500], reason))


def _as_exported(value: Any, checked: Checked, name: str) -> bool:
    """Our own file read back: the cell is word for word what is known, even where it would be repaired today."""
    if value in BLANK:
        return False
    text = checked.texts.get(name) or checked.texts.get(f"{LOCAL_PREFIX}{name}")
    return text is not None and text == (
        "|".join(value) if isinstance(value, list) and isinstance(value[0], str) else str(value)
    )


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{name: _json(cell) for name, cell in row.items() if cell not in BLANK} for row in value]
    return plain(value)


def _json(cell: Any) -> Any:
    return cell if isinstance(cell, (str, int, float, list)) else str(cell)


def _key_of_content(checked: Checked) -> str:
    """A row without an id is known by its name, address and commune."""
    named = [fold(str(checked.columns.get(name, ""))) for name in ("nom", "adresse", "commune")]
    return f"~{_short('|'.join(named))}" if any(named) else f"~{checked.digest[:12]}"


def _short(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _candidates(wanted: str, prefixed: str) -> Iterator[str]:
    yield wanted
    yield prefixed
    number = 2
    while True:
        yield f"{prefixed}-{number}"
        number += 1
