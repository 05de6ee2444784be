"""Bytes → lines of text: UTF-8 with or without BOM, UTF-16, cp1252, even mixed in one file."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

_LONE_RETURN = re.compile(r"\r(?!\n)")
_BLOCK = 2**20  # a line longer than this is cut: nothing unbounded enters memory


def wide_encoding(head: bytes) -> str | None:
    """The UTF-16 or UTF-32 this file is in, by its BOM or by its zeros."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) > 20 and max(even, odd) > len(sample) // 5 and min(even, odd) < len(sample) // 50 + 1:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def lines(path: Path, head: bytes) -> Iterator[str]:
    """Lines with their ends; NUL characters are left out."""
    encoding = wide_encoding(head)
    found = _wide_lines(path, encoding) if encoding else _narrow_lines(path)
    for line in found:
        line = line.replace("\0", "")
        if "\r" in line and _LONE_RETURN.search(line):
            yield from re.split(r"(?<=\n)|(?<=\r)(?!\n)", line)
        else:
            yield line


def _wide_lines(path: Path, encoding: str) -> Iterator[str]:
    with path.open(encoding=encoding, errors="replace", newline="\n") as file:
        while line := file.readline(_BLOCK):
            yield line.lstrip("\ufeff")


def _narrow_lines(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        first = True
        while line := file.readline(_BLOCK):
            if first:
                line, first = line.removeprefix(codecs.BOM_UTF8), False
            yield decode(line)


def decode(line: bytes) -> str:
    """A line that is valid UTF-8 is UTF-8: accented cp1252 never looks like it."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
