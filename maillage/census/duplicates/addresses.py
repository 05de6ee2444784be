"""Addresses as one compares them: the number apart, the street in full words. Pure."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from maillage.census.duplicates.normalising import alike, town_words
from maillage.census.duplicates.vocabulary import EMPTY, STREETS, WRITTEN
from maillage.core.text import fold

_KINDS = "|".join(sorted(STREETS, key=len, reverse=True))
_SUFFIX = r"(?:\s*(bis|ter|quater|[abcd])(?=[\s,.]))?"
_RANGE = r"(\d{1,4})(?:\s*(?:-|/|&|et|a)\s*(\d{1,4}))?"
_BEFORE_STREET = re.compile(rf"(?<![\w.]){_RANGE}{_SUFFIX}[\s,.;:-]*(?=(?:{_KINDS})\b)")
_LEADING = re.compile(rf"^\s*(?:n\s*[o°]?\s*)?{_RANGE}{_SUFFIX}[\s,.;:-]+(?=\D)")
_KIND = re.compile(rf"\b({_KINDS})\b\.?\s*")
_NOISE = re.compile(r"\b(?:bp|cs|tsa|b\.p\.|cedex)\s*\d*\b|\b(?:\d{5}|97\d{3}|2[ab]\d{3})\b.*$|\(.*?\)")
_PARTS = re.compile(r"\s[-–]\s|,|;|\n|/")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[a-z0-9]+")
_JOINED = {"rond point": "rondpoint", "lieu dit": "lieudit", "lieu-dit": "lieudit", "rond-point": "rondpoint"}
_MONTHS = frozenset("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split())
_LIGHT = frozenset(
    "general docteur marechal president jean saint sainte pierre paul marie capitaine commandant colonel "
    "grande grand petit petite vieille vieux ancienne ancien".split()
)  # words too common to know a street by


class Address(NamedTuple):
    numbers: frozenset[int] = frozenset()
    suffix: str = ""
    kind: str = ""  # rue, avenue…
    street: tuple[str, ...] = ()
    plain: str = ""  # all of it in one word, for spaces gone astray
    letters: str = ""  # the same, without digits

    @property
    def blank(self) -> bool:
        return not self.street and not self.kind


class Resemblance(Enum):
    FULL = "full"  # same street, same number
    STREET = "street"  # same street, a number is missing
    SUFFIX = "suffix"  # 12 and 12 bis
    NUMBER = "number"  # same street, another number
    ELSEWHERE = "elsewhere"  # another street
    UNKNOWN = "unknown"


@lru_cache(maxsize=1_000)
def read_address(text: str, commune: str = "") -> Address:
    folded = _NOISE.sub(" ", fold(text).replace("'", " "))
    for written, joined in _JOINED.items():
        folded = folded.replace(written, joined)
    number = _BEFORE_STREET.search(folded) or _LEADING.search(folded)
    if number and number[0].strip().isdigit() and _is_a_date(folded[number.end() :]):
        number = None
    rest = folded[number.end() :] if number else folded
    kind = _KIND.search(rest)
    if kind:
        rest = rest[kind.end() :]
    street = _street(rest, commune) or (_street(folded, commune) if not number else ())
    suffix = (number[3] or "") if number else ""
    plain = "".join(STREETS.get(word, WRITTEN.get(word, word)) for word in _WORD.findall(folded))
    return Address(
        numbers=_numbers(number),
        suffix="bis" if suffix == "b" else suffix,
        kind=STREETS[kind[1]] if kind else "",
        street=street,
        plain=plain,
        letters=_DIGITS.sub("", plain),
    )


def _is_a_date(rest: str) -> bool:
    return (_WORD.findall(rest) or [""])[0] in _MONTHS


def _numbers(match: re.Match | None) -> frozenset[int]:
    if match is None or int(match[1]) == 0:
        return frozenset()
    first, last = int(match[1]), int(match[2] or 0)
    if first < last <= first + 40:
        return frozenset(range(first, last + 1))
    return frozenset({first, last} - {0})


def _street(rest: str, commune: str) -> tuple[str, ...]:
    """The first part that says something, without the commune that some write after it."""
    for part in _PARTS.split(rest):
        found = [WRITTEN.get(word, word) for word in _WORD.findall(part)]
        found = [word for word in found if word not in EMPTY or word in ("services", "accueil")]
        town = town_words(commune)
        while len(found) > 1 and found[-1] in town and not town >= set(found):
            found.pop()
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def compare(one: Address, other: Address) -> Resemblance:
    if one.blank or other.blank:
        return Resemblance.UNKNOWN
    if one.plain == other.plain and _DIGITS.search(one.plain[:4]):
        return Resemblance.FULL
    if not same_street(one, other):
        return Resemblance.ELSEWHERE
    if not one.numbers or not other.numbers:
        return Resemblance.STREET
    if one.numbers.isdisjoint(other.numbers):
        return Resemblance.NUMBER
    return Resemblance.FULL if one.suffix == other.suffix else Resemblance.SUFFIX


def same_street(one: Address, other: Address) -> bool:
    return _same_street(one.kind, one.street, other.kind, other.street) or _nearly(one.letters, other.letters)


def _nearly(one: str, other: str) -> bool:
    errors = min(3, min(len(one), len(other)) // 7)
    return errors > 0 and OSA.distance(one, other, score_cutoff=errors) <= errors


@lru_cache(maxsize=100_000)
def _same_street(kind: str, street: tuple[str, ...], other_kind: str, other: tuple[str, ...]) -> bool:
    if street == other:
        return kind == other_kind or not kind or not other_kind or bool(_heavy(street))
    if not street or not other:
        return False
    common = [(a, b) for a in street for b in other if alike(a, b)]
    heavy = [pair for pair in common if pair[0] not in _LIGHT]
    if heavy and len(common) >= min(len(street), len(other)):  # "Jaurès", "Jean Jaurès"
        return kind == other_kind or not kind or not other_kind
    return fuzz.ratio(" ".join(sorted(street)), " ".join(sorted(other))) >= 86


def _heavy(street: tuple[str, ...]) -> bool:
    """A name one does not find in each commune on a street, a square and a lane."""
    return any(word not in _LIGHT and word not in _EVERYWHERE for word in street)


_EVERYWHERE = frozenset("mairie eglise gare ecole ecoles stade chateau moulin fontaine hotel ville bourg poste".split())
