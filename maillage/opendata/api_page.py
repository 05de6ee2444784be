"""The API's documentation as people read it, drawn from its OpenAPI description."""

from dataclasses import dataclass
from urllib.parse import urlencode

EXAMPLES = {
    "/api/lieux": {"bbox": "3.1,50.6,3.3,50.8"},
    "/api/carte": {"bbox": "3.1,50.6,3.3,50.8", "zoom": "12"},
    "/api/orientation": {"q": "imprimer un papier pour la caf"},
}


@dataclass(frozen=True)
class Parameter:
    name: str
    description: str
    required: bool
    terms: list[str]
    example: str


@dataclass(frozen=True)
class Operation:
    anchor: str
    method: str
    path: str
    summary: str
    parameters: list[Parameter]
    example: str  # an address that can be opened; empty when the path has a variable


def operations(openapi: dict) -> list[Operation]:
    return [
        _operation(path, method, described)
        for path, methods in openapi["paths"].items()
        for method, described in methods.items()
    ]


def _operation(path: str, method: str, described: dict) -> Operation:
    asked = EXAMPLES.get(path)
    example = path + ("?" + urlencode(asked) if asked else "")
    return Operation(
        anchor=described["operationId"],
        method=method.upper(),
        path=path,
        summary=described.get("summary", ""),
        parameters=[_parameter(one) for one in described.get("parameters", ())],
        example="" if "{" in path else example,
    )


def _parameter(one: dict) -> Parameter:
    schema = one.get("schema", {})
    return Parameter(
        name=one["name"],
        description=one.get("description", ""),
        required=one.get("required", False),
        terms=schema.get("items", schema).get("enum", []),
        example=str(schema.get("example", "")),
    )
