"""The body of a batch, as bytes → the items in it. Pure."""

import json
from math import isinf
from typing import Any

MOST_BYTES = 512 * 1024
MOST_ITEMS = 50


class NotABatch(ValueError):
    """`code` is for the telephone."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


def items(body: bytes) -> list[Any]:
    """`{"items": [...]}`; no database keeps NaN or an infinite number."""
    if len(body) > MOST_BYTES:
        raise NotABatch("too_big")
    try:
        told = json.loads(body.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError) as wrong:
        raise NotABatch("unreadable") from wrong
    found = told.get("items") if isinstance(told, dict) else None
    if not isinstance(found, list):
        raise NotABatch("unreadable")
    if len(found) > MOST_ITEMS:
        raise NotABatch("too_big")
    return found


def _finite(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise ValueError(text)
    return number


def _refuse(text: str) -> float:
    raise ValueError(text)
