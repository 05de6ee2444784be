"""One module per kind of value: what people type → what the schema wants, only when that is certain. Pure.

Each function returns `Repaired(value, problem)`: `problem` is a French sentence for the coordinator, empty when there
is nothing to say. A value that cannot be read is blank, never guessed.
"""

from typing import Any, NamedTuple


class Repaired(NamedTuple):
    value: Any
    problem: str = ""
