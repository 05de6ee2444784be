"""What every reader gives back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MAX_STREAMED = 100 * 2**20


class Unreadable(Exception):
    """The whole file cannot be read; the message is a French sentence for the person who sent it."""


class Record(NamedTuple):
    line: int  # the first line of the record in the sent file
    cells: dict[str, object]  # header → cell, as it came
    problem: str = ""  # the file is damaged here


@dataclass
class Reading:
    kind: str
    records: Iterator[Record]
    headers: tuple[str, ...] = ()  # empty when each record names its own (JSON)
    header_line: int = 1
    lost: list[Record] = field(default_factory=list)
