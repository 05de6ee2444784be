"""Closed lists: the schema's terms, those of its older version, and what people write instead. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from maillage.census.repairing.old_terms import OLD_TERMS
from maillage.census.repairing.typologies import TYPOLOGIES
from maillage.core.text import fold

_WORD = re.compile(r"[^\W_]+")
_SEPARATORS = ("|", ";", "\n", ",", " / ", " et ")
SIBLINGS = (  # columns the older version of the schema held in one
    ("publics_specifiquement_adresses", "prise_en_charge_specifique"),
    ("dispositif_programmes_nationaux", "formations_labels", "autres_formations_labels"),
)


class Read(NamedTuple):
    """One term understood: the column it belongs to, its exact writing, and whether that was a judgement."""

    column: str
    term: str
    judged: bool = False


class Terms(NamedTuple):
    found: dict[str, list[str]]  # column → terms
    judged: list[str]  # understood, but not word for word
    unknown: list[str]


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """What two writings of a term share: letters and figures, without case nor accents."""
    return " ".join(_WORD.findall(fold(text)))


class Vocabulary:
    """`closed`: column → the schema's terms."""

    def __init__(self, closed: Mapping[str, Iterable[str]]):
        self.known = {name: {key(term): term for term in terms} for name, terms in closed.items()}

    def read(self, column: str, text: str) -> Terms:
        """All the terms of one cell, whatever separates them."""
        found: dict[str, list[str]] = {}
        judged, unknown = [], []
        for part in self._split(column, text):
            reads = self.understand(column, part)
            if reads is None:
                unknown.append(part)
                continue
            judged += [part] if any(one.judged for one in reads) or (key(part) and not reads) else []
            for one in reads:
                found.setdefault(one.column, []).append(one.term)
        return Terms({name: list(dict.fromkeys(terms)) for name, terms in found.items()}, judged, unknown)

    def _split(self, column: str, text: str) -> list[str]:
        """At the separator that leaves only known terms; else at `|`, else at `;`, else not."""
        if not {"|", ";"} & set(text) and self.understand(column, text) is not None:
            return [text]
        options = [parts for mark in _SEPARATORS if len(parts := _parts(text, mark)) > 1]
        for parts in options:
            if all(self.understand(column, part) is not None for part in parts):
                return parts
        best = max(
            options, key=lambda parts: sum(self.understand(column, one) is not None for one in parts), default=None
        )
        if best is None or not (
            {"|", ";"} & set(text) or any(self.understand(column, one) is not None for one in best)
        ):
            return [text]
        return best

    def understand(self, column: str, text: str) -> list[Read] | None:
        """None: unknown. An empty list: known, and without counterpart in the schema."""
        wanted = key(text)
        if not wanted:
            return []
        if term := self.known.get(column, {}).get(wanted):
            return [Read(column, term)]
        for sibling in _siblings(column):
            if term := self.known.get(sibling, {}).get(wanted):
                return [Read(sibling, term)]
        return _old(column, wanted)


def _parts(text: str, mark: str) -> list[str]:
    return [part for one in text.split(mark) if (part := one.strip(" .-"))]


def _siblings(column: str) -> tuple[str, ...]:
    return next((group for group in SIBLINGS if column in group), ())


def _old(column: str, wanted: str) -> list[Read] | None:
    terms = OLD_TERMS.get(column, {})
    reads = terms.get(wanted)
    if reads is None:
        reads = next((terms[old] for old in terms if len(wanted) > 8 and _starts(old, wanted)), None)
    return None if reads is None else [Read(name, term, judged=True) for name, term in reads]


def _starts(old: str, wanted: str) -> bool:
    return old.startswith(f"{wanted} ") or wanted.startswith(f"{old} ")


def read_typologies(text: str) -> Terms:
    """Codes (`BIB|ASSO`), or the kinds as people name them."""
    found, judged, unknown = [], [], []
    for part in _typology_parts(text):
        code, exact = TYPOLOGIES.get(key(part), ("", True))
        if not code:
            unknown.append(part)
            continue
        found.append(code)
        judged += [] if exact else [part]
    return Terms({"typologie": list(dict.fromkeys(found))}, judged, unknown)


def _typology_parts(text: str) -> list[str]:
    if key(text) in TYPOLOGIES:
        return [text]
    mark = next((one for one in ("|", ";", ",", "/") if one in text), "|")
    return _parts(text, mark)
