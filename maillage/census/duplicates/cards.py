"""What one compares of a place, read once, and how common each thing is among the places compared. Pure."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from maillage.census.duplicates.addresses import Address, read_address
from maillage.census.duplicates.normalising import Name, read_name
from maillage.census.duplicates.vocabulary import MAIL_PROVIDERS, SITE_HOSTS
from maillage.core.text import words

USED = (
    "nom commune code_postal code_insee adresse latitude longitude telephone courriels site_web pivot itinerance"
).split()
NAMES_MEASURED = 10_000  # names of open data among which `data/words.txt` was counted
NO_NAME, NO_ADDRESS = Name(), Address()
_SAINTS = {"st": "saint", "ste": "sainte"}
_ARTICLES = frozenset({"cedex", "le", "la", "les", "l"})
_DIGITS = re.compile(r"\d+")
_PARTS = re.compile(r"[|/;,\n]|\bou\b|\bet\b")
_SCHEME = re.compile(r"^(?:https?:/*)?(?:www\.)?")


@dataclass(slots=True, eq=False)
class Card:
    """One place, ready to be compared."""

    id: str
    nom: str = ""
    name: Name = NO_NAME
    address: Address = NO_ADDRESS
    adresse: str = ""
    ville: str = ""  # the commune as written
    commune: str = ""  # as compared: words in order
    code_postal: str = ""
    code_insee: str = ""
    phones: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    siret: str = ""
    latitude: float | None = None
    longitude: float | None = None
    department: str = ""


def read_card(id: str, columns: Mapping[str, Any]) -> Card:
    """`columns`: clean values, as an import or a place holds them."""
    commune = _town(columns.get("commune") or "")
    name = read_name(columns.get("nom") or "", commune)
    mails = frozenset(mail.lower() for mail in columns.get("courriels") or ())
    return Card(
        id=id,
        nom=columns.get("nom") or "",
        name=name,
        address=read_address(columns.get("adresse") or "", commune),
        adresse=columns.get("adresse") or "",
        ville=columns.get("commune") or "",
        commune=commune,
        code_postal=columns.get("code_postal") or "",
        code_insee=columns.get("code_insee") or "",
        phones=frozenset(_phones(columns.get("telephone") or "")),
        mails=mails,
        domains=frozenset(mail.rpartition("@")[2] for mail in mails) - MAIL_PROVIDERS,
        sites=frozenset(filter(None, map(_site, columns.get("site_web") or ()))),
        siret=_siret(columns.get("pivot") or ""),
        latitude=columns.get("latitude"),
        longitude=columns.get("longitude"),
        department=_department(columns.get("code_insee") or columns.get("code_postal") or ""),
    )


def _department(code: str) -> str:
    if code[:2] in ("2A", "2B"):
        return "20"
    return code[:3] if code[:2] == "97" else code[:2]


@lru_cache(maxsize=40_000)
def _town(commune: str) -> str:
    """The words of a commune in order, as one compares them."""
    found = [_SAINTS.get(word, word) for word in words(commune)]
    return " ".join(word for word in found if word not in _ARTICLES and not word.isdigit())


def _phones(text: str) -> Iterable[str]:
    """The last nine digits: the same whether one writes 03, +33 3 or 0033 3."""
    for one in _PARTS.split(text) if text else ():
        digits = "".join(_DIGITS.findall(one))
        if len(digits) >= 9:
            yield digits[-9:]


def _siret(pivot: str) -> str:
    return "" if not pivot.strip("0") or not pivot.isdigit() else pivot


def _site(url: str) -> str:
    """Host and path, without what changes from one writing to the other."""
    found = _SCHEME.sub("", url.strip().lower()).partition("?")[0].rstrip("/")
    return "" if found in SITE_HOSTS or "." not in found else found


def host(site: str) -> str:
    return site.partition("/")[0]


def called(card: Card) -> tuple[str, str]:
    """The whole name, and where."""
    return card.name.letters, card.commune


@dataclass
class Corpus:
    """How many places share each phone, mail, word…: what everybody shares says nothing."""

    size: int = 0
    phones: Counter = field(default_factory=Counter)
    mails: Counter = field(default_factory=Counter)
    domains: Counter = field(default_factory=Counter)
    sites: Counter = field(default_factory=Counter)
    sirets: Counter = field(default_factory=Counter)
    names: Counter = field(default_factory=Counter)
    words: Counter = field(default_factory=Counter)
    weights: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, cards: Iterable[Card]) -> "Corpus":
        corpus = cls()
        for card in cards:
            corpus.add(card)
        return corpus

    def add(self, card: Card) -> None:
        self._count(card, 1)

    def remove(self, card: Card) -> None:
        self._count(card, -1)

    def _count(self, card: Card, step: int) -> None:
        self.size += step
        for counts, found in (
            (self.phones, card.phones),
            (self.mails, card.mails),
            (self.domains, card.domains),
            (self.sites, {host(site) for site in card.sites}),
            (self.sirets, (card.siret,)),
            (self.names, (called(card),)),
            (self.words, card.name.own),
        ):
            for one in found:
                counts[one] += step

    def weight(self, word: str) -> float:
        """1 for a word nobody else uses, 0 for one that all use."""
        known = self.weights.get(word)
        if known is None:
            total = NAMES_MEASURED + self.size
            share = (common_words().get(word, 0) + self.words[word] + 1) / total
            known = self.weights[word] = min(1.0, -math.log(share) / math.log(1000))
        return known


@cache
def common_words() -> dict[str, int]:
    """word → how many names of 10 000 hold it."""
    text = (Path(__file__).parent / "data/words.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {word: int(count) for word, count in pairs}
