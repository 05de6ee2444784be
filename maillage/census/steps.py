"""What becomes of one row: decided by `planning`, written by `writing`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from maillage.census.comparing import BLANK, Owner
from maillage.core.points import Point
from maillage.places.actions import plain
from maillage.places.deriving import derive
from maillage.places.models import Place

CREATED, UPDATED, UNCHANGED, REJECTED = "created", "updated", "unchanged", "rejected"
OUTCOMES = (CREATED, UPDATED, UNCHANGED, REJECTED)
GONE = "gone"  # a place of this source that its complete file no longer names; counted beside the rows
ATTNAMES = tuple(one.attname for one in Place._meta.concrete_fields)

Words = Mapping[str, list[str]]  # table → what one finds a place by
SAYS: dict[str, Callable[[dict], str]] = {
    "equipment": lambda row: row["kind"],
    "equipment_services": lambda row: f"{row['kind']} {row.get('item', '')}",
    "offers": lambda row: row["nom"],
}


@dataclass
class Step:
    outcome: str
    line: int
    key: str = ""
    digest: str = ""
    raw: dict | None = None  # None: this version of the row is already kept
    said: dict[str, Any] = field(default_factory=dict)  # its clean columns, as JSON
    replaces: int | None = None  # the record it supersedes
    place_id: str | None = None
    nom: str = ""
    dated: date | None = None  # what the row says holds since
    values: dict[str, Any] | None = None  # every field of the place, when it is written
    changes: dict[str, list] = field(default_factory=dict)  # {column: [before, after]}
    proposed: dict[str, list] = field(default_factory=dict)  # what waits for a human instead
    kept: dict[str, list] = field(default_factory=dict)  # {column: [known, in the file, why]}
    origins: dict[Owner, list[str]] = field(default_factory=dict)
    prior: dict[Owner, list[str]] = field(default_factory=dict)  # the origins before
    reassigns: bool = False  # the place is rewritten with `origins` instead of those it has
    rows: dict[str, list[dict]] = field(default_factory=dict)
    closes: list[int] = field(default_factory=list)  # proposals that no longer have to wait

    @property
    def matters(self) -> bool:
        """Something of it is to be written."""
        return self.raw is not None or self.values is not None or bool(self.closes)


def finish(
    steps: Iterable[Step],
    *,
    slugs: set[str],
    locate: Callable[[Point], list[str]],
    owned: Mapping[str, Words],
) -> None:
    """Fill the derived columns of the places these steps write; `owned`: their words in other tables."""
    for step in steps:
        if step.values is None:
            continue
        place = Place(**{name: step.values[name] for name in ATTNAMES if name in step.values})
        derive(place, taken=slugs, locate=locate, owned=_words(step, owned.get(step.place_id, {})))
        slugs.add(place.slug)
        step.values = {name: getattr(place, name) for name in ATTNAMES}


def _words(step: Step, owned: Words) -> list[str]:
    """Words of the rows this step writes; those of the other tables as they stand."""
    written = {name: [say(row) for row in step.rows[name]] for name, say in SAYS.items() if name in step.rows}
    return [word for name in SAYS for word in written.get(name, owned.get(name, ()))]


def as_json(value: Any) -> Any:
    """A value of a place, or a list of its rows, as JSON holds it."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{name: _cell(cell) for name, cell in row.items() if cell not in BLANK} for row in value]
    return plain(value)


def _cell(cell: Any) -> Any:
    return cell if isinstance(cell, (str, int, float, list)) else str(cell)


def as_column(name: str, value: Any, organisations: Mapping[str, int]) -> tuple[str, Any]:
    """(attribute, value) for a column as JSON holds it: slugs of structures become keys, texts become dates."""
    if name == "organisation":
        return "organisation_id", organisations.get(value) if value else None
    if name == "hosted_at":
        return "hosted_at_id", value or None
    spec = Place._meta.get_field(name)
    if value in (None, ""):
        return name, None if spec.null else spec.get_default()
    return name, spec.to_python(value)
