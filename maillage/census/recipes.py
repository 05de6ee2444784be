"""A recipe says what the columns of one source mean: a small TOML file, ten lines or so. Pure.

title = "…"                       what the coordinator reads
signature = ["id_fs", "h_lundi"]  headers that announce this source
[columns]                         its header = our column (`horaires:Mo` for one day's hours)
[constants]                       what holds for every row
[terms.column]                    its value = our term; "Oui*" is any value that starts so; "" says nothing
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from maillage.census import headers
from maillage.census.repairing.terms import key

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Recipe:
    name: str = ""
    title: str = ""
    signature: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)  # folded header → column
    constants: dict[str, str] = field(default_factory=dict)
    terms: dict[str, dict[str, str]] = field(default_factory=dict)  # folded header → {folded value: term}

    def column(self, header: str) -> str | None:
        return self.columns.get(key(header)) or headers.meaning(header)

    def translate(self, header: str, value: str) -> str:
        """The value in our words, if the recipe says so."""
        terms = self.terms.get(key(header))
        if not terms or not value:
            return value
        wanted = key(value)
        if wanted in terms:
            return terms[wanted]
        return next(
            (term for start, term in terms.items() if start.endswith("*") and wanted.startswith(start[:-1])), value
        )


class UnknownRecipe(Exception):
    """No recipe of that name; the message is for the person who typed it."""


NONE = Recipe()


def find(name: str, own: Iterable[Recipe] = ()) -> Recipe:
    """By name, or a TOML file of one's own. `own`: recipes kept elsewhere than in files."""
    if made := next((recipe for recipe in own if recipe.name == name), None):
        return made
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{Path(name).name}.toml"
    if not path.is_file():
        known = ", ".join(recipe.name for recipe in (*all_recipes(), *own))
        raise UnknownRecipe(f"Recette inconnue : {name}. Recettes connues : {known}.")
    return _read(path)


def recognise(names: Iterable[str], own: Iterable[Recipe] = ()) -> Recipe:
    """The recipe whose signature stands in these headers, one's own first; the empty one otherwise."""
    present = {key(name) for name in names}
    candidates = (recipe for recipe in (*own, *all_recipes()) if recipe.signature)
    return next((recipe for recipe in candidates if {*recipe.signature} <= present), NONE)


@lru_cache(maxsize=1)
def all_recipes() -> tuple[Recipe, ...]:
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _read(path: Path) -> Recipe:
    try:
        return from_definition(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError, TypeError) as error:
        raise UnknownRecipe(f"La recette {path.name} est mal écrite : {error}") from error


def from_definition(name: str, data: Mapping[str, Any]) -> Recipe:
    """What a TOML file or a page says."""
    return Recipe(
        name=name,
        title=str(data.get("title", name)),
        signature=tuple(key(header) for header in data.get("signature", ())),
        columns={key(header): str(column) for header, column in data.get("columns", {}).items()},
        constants={column: str(value) for column, value in data.get("constants", {}).items()},
        terms={key(header): _terms(values) for header, values in data.get("terms", {}).items()},
    )


def _terms(values: dict) -> dict[str, str]:
    return {key(value) + ("*" if value.endswith("*") else ""): str(term) for value, term in values.items()}
