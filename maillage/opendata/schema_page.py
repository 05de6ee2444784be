"""The two table schemas as people read them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.opendata.schema import LOCAL_FILE, NATIONAL_FILE, load
from maillage.places.columns import CLOSED

FILES = {name.removesuffix(".json").replace(".", "-"): name for name in (NATIONAL_FILE, LOCAL_FILE)}
LONGEST_EXAMPLE = 60


@dataclass(frozen=True)
class Column:
    name: str
    title: str
    description: str
    kind: str
    required: bool
    terms: list[str]
    items: list[dict]
    example: str


@dataclass(frozen=True)
class Described:
    anchor: str
    title: str
    description: str
    version: str
    columns: list[Column]


def pages() -> list[Described]:
    return [_described(anchor, load(file)) for anchor, file in FILES.items()]


def _described(anchor: str, schema: dict) -> Described:
    version = schema.get("version", "").removeprefix("v")
    columns = [_column(field) for field in schema["fields"]]
    return Described(anchor, _(schema["title"]), _(schema["description"]), version, columns)


def _column(field: dict) -> Column:
    example = field.get("example", "")
    return Column(
        name=field["name"],
        title=_(field["title"]),
        description=_(field["description"]),
        kind=_kind(field),
        required=field.get("constraints", {}).get("required", False),
        terms=_terms(field),
        items=[{**item, "terms": _terms(item)} for item in field.get("items", [])],
        example=example if len(example) <= LONGEST_EXAMPLE else "",
    )


def _terms(field: dict) -> list[str]:
    """The closed vocabulary; the national file hides its own in a pattern, so the models' copy is shown."""
    if field["name"] in CLOSED:
        return CLOSED[field["name"]].values
    return field.get("terms") or field.get("constraints", {}).get("enum", [])


def _kind(field: dict) -> str:
    return {
        "string": _("texte"),
        "number": _("nombre"),
        "integer": _("nombre entier"),
        "date": _("date (AAAA-MM-JJ)"),
        "array": _("liste JSON"),
    }[field["type"]]
