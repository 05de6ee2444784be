"""Our thesaurus, read once: everyday words → services, uses, devices, conditions. Pure."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from maillage.core.text import EMPTY_WORDS, words
from maillage.orientation.languages import Languages
from maillage.orientation.spelling import Speller, written_words

FOLDER = Path(__file__).parent / "data"
SILENT = EMPTY_WORDS - {"pas"} | frozenset("etre peu peux pouvoir faut veux veut voudrais faire the".split())
LONGEST_PHRASE = 6
FILES = ("thesaurus", "words", "situations", "forms")


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
        self.canonicals = frozenset(data["same"])
        self.single = frozenset(phrase[0] for phrase in self.same if len(phrase) == 1)
        self.meant = frozenset(data["common"].split()).union(*self.same)  # not to be taken for another word

    def learn(self, words_elsewhere: dict, french: frozenset[str]) -> None:
        """The words of other languages, except those that mean something else in French: "courses", "son"."""
        for canonical, by_language in words_elsewhere.items():
            for variant in _every(by_language):
                phrase = tuple(written_words(variant))
                if len(phrase) > 1 or not french.issuperset(phrase):
                    self.same.setdefault(phrase, canonical)

    def spread(self, written: list[str]) -> list[str]:
        return [word for one in written for word in self.sms.get(one, [one])]

    def canonical(self, found: list[str]) -> list[tuple[str, int, int]]:
        """Synonyms become one word, the longest phrase first: (word, from, to)."""
        result, at = [], 0
        while at < len(found):
            most = min(LONGEST_PHRASE, len(found) - at)
            size = next((n for n in range(most, 0, -1) if tuple(found[at : at + n]) in self.same), 0)
            meant = self.same[tuple(found[at : at + size])].split() if size else [found[at]]
            at += size or 1
            result.extend((word, at - (size or 1), at) for word in meant)
        return result


class Thesaurus:
    def __init__(self, thesaurus: dict, wording: dict, situations: dict, forms: dict):
        self.services = thesaurus["services"]
        self.wording = Wording(wording)
        self.silent = SILENT
        self.entries = {row["id"]: self._entry(row) for row in thesaurus["entries"]}
        self.titles = {row["id"]: row["terms"][0] for row in thesaurus["entries"]}
        expressions = {
            Expression(keys, row["id"])
            for row in thesaurus["entries"]
            for term in row["terms"]
            if (keys := self.keys(term))
        }
        known = self._vocabulary(expressions, situations)
        self.french = known | self.wording.meant | self.wording.sms.keys() | SILENT
        self.languages = Languages(forms)
        self.silent = SILENT | (self.languages.all_silent - known)
        self.wording.learn(forms["words"], known)
        self.canonicals = self.wording.canonicals | frozenset(" ".join(forms["words"]).split())
        expressions |= self._elsewhere(forms["entries"], {one.keys for one in expressions})
        self._index(expressions)
        self._situations(situations, forms)
        self.speller = self._speller(known | self.canonicals)

    def _index(self, expressions: set[Expression]) -> None:
        self.by_word: dict[str, list[Expression]] = defaultdict(list)
        for expression in sorted(expressions, key=lambda one: (sorted(one.keys), one.entry)):
            self.by_word[min(expression.keys, key=lambda key: (-len(key), key))].append(expression)

    def _situations(self, situations: dict, forms: dict) -> None:
        self.questions = [
            Question(row["id"], frozenset().union(*map(self.keys, row["terms"])), tuple(row["choices"]))
            for row in situations["questions"]
        ]
        self.alerts = [
            Alert(
                row["id"],
                self._dangers(row["terms"], _every(forms["alerts"].get(row["id"], {}))),
                frozenset().union(*map(self.keys, row["unless"])),
            )
            for row in situations["alerts"]
        ]
        self.outside = [self.keys(term) for term in (*situations["outside"], *_every(forms["outside"]))]

    def _speller(self, known: frozenset[str]) -> Speller:
        """ "lcarte" is "carte" with an Arabic article; it is no word of its own."""
        elsewhere = {word for word in self.languages.vocabulary if word.removeprefix("l") not in known}
        return Speller(
            sorted(known), self.wording.meant | self.silent, self.languages.spellers(known | self.french), elsewhere
        )

    def keys(self, phrase: str) -> frozenset[str]:
        found = [word for word, _, _ in self.wording.canonical(self.wording.spread(written_words(phrase)))]
        return frozenset(word for word in found if word not in self.silent) or frozenset(found)

    def _entry(self, row: dict) -> Entry:
        lists = {name: tuple(row.get(name, ())) for name in ("uses", "equipment", "supplies")}
        facets = {name: {k: tuple(v) for k, v in row.get(name, {}).items()} for name in ("favours", "asks")}
        plain = {
            name: row[name]
            for name in ("open", "action", "barrier", "organisation", "weight", "condition")
            if name in row
        }
        return Entry(row["id"], tuple(self.services[code] for code in row["services"]), **lists, **facets, **plain)

    def _dangers(self, terms: list[str], elsewhere: list[str]) -> tuple[frozenset[str], ...]:
        """A term of another language that comes down to one ordinary word ("to hit") is no danger by itself."""
        here = [self.keys(term) for term in terms]
        found = {keys for term in elsewhere if len(keys := self.keys(term)) > 1 or not keys <= self.canonicals}
        return (*here, *sorted(found - set(here), key=sorted))

    def _elsewhere(self, entries: dict, said: set[frozenset[str]]) -> set[Expression]:
        """Expressions of other languages; "need a computer" says no more than the word does, and the word is asked."""
        found = {Expression(self.keys(term), id) for id, terms in entries.items() for term in _every(terms)}
        return {one for one in found if one.keys and not (len(one.keys) == 1 and one.keys in said)}

    def _vocabulary(self, expressions: set[Expression], situations: dict) -> frozenset[str]:
        """The French words that mean something here."""
        alerts = [(*row["terms"], *row["unless"]) for row in situations["alerts"]]
        terms = [*situations["outside"], *(term for row in alerts for term in row)]
        known = {key for expression in expressions for key in expression.keys} | self.wording.single
        return frozenset(known | self.wording.canonicals | {key for term in terms for key in self.keys(term)})


def _every(by_language: dict[str, list[str]]) -> list[str]:
    return [term for terms in by_language.values() for term in terms]


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    return Thesaurus(*(json.loads((FOLDER / f"{name}.json").read_text("utf-8")) for name in FILES))
