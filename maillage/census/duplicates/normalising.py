"""Names as two people would both write them: acronyms told apart from words, the commune and empty words left out.

"Centre communal d'action sociale de Roubaix" and "C.C.A.S." become the same name in Roubaix. Pure.
"""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from maillage.census.duplicates.vocabulary import (
    BRANCH,
    EMPTY,
    IN_FULL,
    MOVING,
    PHRASE_WORDS,
    PHRASES,
    SIDES,
    SIGNS,
    WRITTEN,
)
from maillage.core.text import words

_APART = SIDES | BRANCH | MOVING
_LEADING_ONLY = frozenset({"commune", "ville"})  # "ville de X" is the town hall, "politique de la ville" is not


class Name(NamedTuple):
    """`bodies`: what it is; `own`: the words that are its own; the rest tells it from its neighbours."""

    bodies: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    own: tuple[str, ...] = ()
    town: frozenset[str] = frozenset()  # words it shares with its commune
    numbers: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    branch: frozenset[str] = frozenset()
    moving: bool = False
    letters: str = ""  # all in one word, for slips of the pen nobody foresaw
    sorted: str = ""  # the same, words in order
    core: str = ""  # the same, without the commune
    full: str = ""  # the same, acronyms in full, empty words left out
    starts: frozenset[str] = frozenset()  # of its own words, and what it is

    @property
    def blank(self) -> bool:
        return not self.letters


@lru_cache(maxsize=50_000)
def town_words(commune: str) -> frozenset[str]:
    """The words of a commune's name: "Le Puy-en-Velay" → puy, velay."""
    found = [WRITTEN.get(word, word) for word in words(commune)]
    return frozenset(word for word in found if word not in EMPTY and word != "cedex" and not word.isdigit())


@lru_cache(maxsize=1_000)
def read_name(text: str, commune: str = "") -> Name:
    town = town_words(commune)
    plain = words(text)
    found = [spelled(word) for word in plain]
    bodies, rest, full = _bodies([word for word in found if word not in EMPTY or word in PHRASE_WORDS])
    rest = [word for word in rest if word not in EMPTY]
    here = {word for word in rest if word in town or (town and _is_typo_of(word, town))}
    rest = list(dict.fromkeys(word for word in rest if word not in here))
    kept = [
        w for w in rest if not w.isdigit() and w not in SIDES and w not in BRANCH and w not in MOVING and len(w) > 1
    ]
    return Name(
        bodies=frozenset(bodies - SIGNS),
        signs=frozenset(bodies & SIGNS),
        own=tuple(kept),
        town=frozenset(here),
        numbers=frozenset(word.lstrip("0") for word in rest if word.isdigit()),
        sides=frozenset(SIDES.intersection(rest)),
        branch=frozenset(BRANCH.intersection(rest)),
        moving=not MOVING.isdisjoint(rest),
        letters="".join(plain),
        sorted="".join(sorted(plain)),
        core="".join(word for word in plain if word not in town),
        full=full,
        starts=frozenset({*bodies, *(word[:4] for word in kept)}),
    )


@lru_cache(maxsize=50_000)
def spelled(word: str) -> str:
    """Abbreviations in full; a slip of the pen in a word that names a body is mended."""
    word = WRITTEN.get(word, word)
    if len(word) < 5 or word in PHRASE_WORDS or word in EMPTY or word.isdigit():
        return word
    found = process.extractOne(word, _LONG, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else word


_LONG = sorted(word for word in PHRASE_WORDS if len(word) > 5)


def _bodies(found: list[str]) -> tuple[set[str], list[str], str]:
    """(what it is, the other words, all of it with acronyms in full)"""
    bodies: set[str] = set()
    full = ""
    rest: list[str] = []
    at = 0
    while at < len(found):
        body, length = _body_at(found, at)
        if body is None:
            rest.append(found[at])
            full += found[at] if found[at] not in EMPTY else ""
        else:
            bodies.add(body)
            full += IN_FULL[body]
        at += length
    return bodies, rest, full


def _body_at(found: list[str], at: int) -> tuple[str | None, int]:
    """The longest writing that starts here; empty words inside it are skipped."""
    writings = PHRASES.get(found[at])
    if writings is None:
        return None, 1
    full = [word for word in found[at : at + 9] if word not in EMPTY]
    for parts, body in writings:
        if parts[0] in _LEADING_ONLY and at > 0:
            continue
        length = len(parts)
        if tuple(found[at : at + length]) == parts:
            return body, length
        if found[at] not in EMPTY and tuple(full[:length]) == parts:
            return body, _spread(found, at, length)
    return None, 1


def _spread(found: list[str], at: int, count: int) -> int:
    """How many words, empty ones included, hold `count` full ones."""
    for length in range(count, len(found) - at + 1):
        if sum(word not in EMPTY for word in found[at : at + length]) == count:
            return length
    return count


def _is_typo_of(word: str, town: frozenset[str]) -> bool:
    return len(word) > 4 and any(len(one) > 4 and OSA.distance(word, one, score_cutoff=1) <= 1 for one in town)


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> bool:
    """The same word but for a slip of the pen: one letter, two in a long word. Never for numbers."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < 4:
        return False
    errors = 1 if shorter < 8 else 2
    if abs(len(one) - len(other)) <= errors and OSA.distance(one, other, score_cutoff=errors) <= errors:
        return one[0] == other[0] or shorter > 5
    return False
