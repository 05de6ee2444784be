"""Our thesaurus, read once: everyday words → services, uses, devices, conditions. Pure."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from maillage.core.text import EMPTY_WORDS, words
from maillage.orientation.spelling import Speller, written_words

FOLDER = Path(__file__).parent / "data"
SILENT = EMPTY_WORDS - {"pas"} | frozenset("etre peu peux pouvoir faut veux veut voudrais faire the".split())
LONGEST_PHRASE = 6


@dataclass(frozen=True)
class Entry:
    """What some everyday words ask for. `services[0]` is the main one."""

    id: str
    services: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    supplies: tuple[str, ...] = ()  # what can be had: EquipmentServiceKind
    favours: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)  # good if there, not asked for
    asks: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)  # asked for
    open: str = ""
    action: str = ""  # not a place but something to do: "self_assessment", "pic_sheet"…
    barrier: str = ""
    organisation: str = ""
    weight: float = 1.0
    condition: bool = False  # says how, for whom, when: not what


@dataclass(frozen=True)
class Expression:
    """A phrase of the thesaurus, as the words that count."""

    keys: frozenset[str]
    entry: str


@dataclass(frozen=True)
class Question:
    id: str
    terms: frozenset[str]
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Alert:
    id: str
    expressions: tuple[frozenset[str], ...]
    unless: frozenset[str]


class Wording:
    """From what is written to the words of the thesaurus."""

    def __init__(self, data: dict):
        self.sms = {key: value.split() for key, value in data["sms"].items()}
        self.same: dict[tuple[str, ...], str] = {}
        for canonical, variants in data["same"].items():
            for variant in variants:
                self.same.setdefault(tuple(words(variant)), canonical)
        self.meant = frozenset(data["common"].split()).union(*self.same)  # not to be taken for another word

    def spread(self, written: list[str]) -> list[str]:
        return [word for one in written for word in self.sms.get(one, [one])]

    def canonical(self, found: list[str]) -> list[tuple[str, int, int]]:
        """Synonyms become one word, the longest phrase first: (word, from, to)."""
        result, at = [], 0
        while at < len(found):
            most = min(LONGEST_PHRASE, len(found) - at)
            size = next((n for n in range(most, 0, -1) if tuple(found[at : at + n]) in self.same), 0)
            word = self.same[tuple(found[at : at + size])] if size else found[at]
            at += size or 1
            result.append((word, at - (size or 1), at))
        return result


class Thesaurus:
    def __init__(self, thesaurus: dict, wording: dict, situations: dict):
        self.services = thesaurus["services"]
        self.wording = Wording(wording)
        self.entries = {row["id"]: self._entry(row) for row in thesaurus["entries"]}
        self.titles = {row["id"]: row["terms"][0] for row in thesaurus["entries"]}
        expressions = {
            Expression(keys, row["id"])
            for row in thesaurus["entries"]
            for term in row["terms"]
            if (keys := self.keys(term))
        }
        self.by_word: dict[str, list[Expression]] = defaultdict(list)
        for expression in sorted(expressions, key=lambda one: (sorted(one.keys), one.entry)):
            self.by_word[min(expression.keys, key=lambda key: (-len(key), key))].append(expression)
        self.questions = [
            Question(row["id"], frozenset().union(*map(self.keys, row["terms"])), tuple(row["choices"]))
            for row in situations["questions"]
        ]
        self.alerts = [
            Alert(
                row["id"],
                tuple(self.keys(term) for term in row["terms"]),
                frozenset().union(*map(self.keys, row["unless"])),
            )
            for row in situations["alerts"]
        ]
        self.outside = [self.keys(term) for term in situations["outside"]]
        self.speller = Speller(sorted(self._vocabulary(expressions)), self.wording.meant | SILENT)

    def keys(self, phrase: str) -> frozenset[str]:
        found = [word for word, _, _ in self.wording.canonical(self.wording.spread(written_words(phrase)))]
        return frozenset(word for word in found if word not in SILENT) or frozenset(found)

    def _entry(self, row: dict) -> Entry:
        lists = {name: tuple(row.get(name, ())) for name in ("uses", "equipment", "supplies")}
        facets = {name: {k: tuple(v) for k, v in row.get(name, {}).items()} for name in ("favours", "asks")}
        plain = {
            name: row[name]
            for name in ("open", "action", "barrier", "organisation", "weight", "condition")
            if name in row
        }
        return Entry(row["id"], tuple(self.services[code] for code in row["services"]), **lists, **facets, **plain)

    def _vocabulary(self, expressions) -> set[str]:
        known = {key for expression in expressions for key in expression.keys}
        known |= {word for phrase in self.wording.same for word in phrase if len(phrase) == 1} | set(
            self.wording.same.values()
        )
        known |= {key for alert in self.alerts for keys in (*alert.expressions, alert.unless) for key in keys}
        return known | {key for keys in self.outside for key in keys}


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    return Thesaurus(
        *(json.loads((FOLDER / f"{name}.json").read_text("utf-8")) for name in ("thesaurus", "words", "situations"))
    )
