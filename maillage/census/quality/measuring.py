"""Actualisée, lisible, qualifiée: the three words of the network (D12), as rules one can argue with. Pure.

Actualisée: updated or confirmed within six months, and doubted by nobody.
Lisible: opening hours a machine can read, a short presentation, short sentences, one screen of text at most.
Qualifiée: one knows what is done there, and which kind of support is given.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FRESH_DAYS = 183
ONE_SCREEN = 900  # characters of a phone's screen or two, read slowly
LONGEST = 25  # words in a sentence
USUAL = 15  # words in a sentence, on average: the rule of easy-to-read texts
_SENTENCE = re.compile(r"[.!?…\n]+")
_WORD = re.compile(r"\w[\w'’-]*")


class Criterion(StrEnum):
    UP_TO_DATE = "actualisée"
    LEGIBLE = "lisible"
    QUALIFIED = "qualifiée"


DEFINITIONS = {
    Criterion.UP_TO_DATE: "mise à jour ou confirmée depuis moins de six mois, et contestée par personne",
    Criterion.LEGIBLE: "horaires lisibles, une présentation courte, des phrases courtes, un écran de texte au plus",
    Criterion.QUALIFIED: "on sait ce qu'on y fait et comment on y est accompagné",
}


class Gap(StrEnum):
    """What is missing; its value is said to people."""

    UNDATED = "jamais daté ni confirmé"
    OLD = "pas confirmé depuis six mois"
    CONTESTED = "contesté par un signalement"
    NO_HOURS = "horaires absents"
    BAD_HOURS = "horaires illisibles"
    NO_SUMMARY = "pas de présentation courte"
    TOO_LONG = "texte de plus d'un écran"
    LONG_SENTENCES = "phrases trop longues"
    NO_SERVICE = "aides non dites"
    NO_SUPPORT = "type d'accompagnement inconnu"


OF = {
    Gap.UNDATED: Criterion.UP_TO_DATE, Gap.OLD: Criterion.UP_TO_DATE, Gap.CONTESTED: Criterion.UP_TO_DATE,
    Gap.NO_HOURS: Criterion.LEGIBLE, Gap.BAD_HOURS: Criterion.LEGIBLE, Gap.NO_SUMMARY: Criterion.LEGIBLE,
    Gap.TOO_LONG: Criterion.LEGIBLE, Gap.LONG_SENTENCES: Criterion.LEGIBLE,
    Gap.NO_SERVICE: Criterion.QUALIFIED, Gap.NO_SUPPORT: Criterion.QUALIFIED,
}  # fmt: skip


@dataclass(frozen=True)
class Record:
    """What is looked at."""

    confirmed_on: date | None = None
    contested: bool = False
    has_hours: bool = False
    hours_readable: bool = False
    summary: str = ""
    text: str = ""
    services: bool = False
    support: bool = False


def gaps(record: Record, today: date) -> list[Gap]:
    return [*_age(record, today), *_reading(record), *_support(record)]


def met(found: list[Gap]) -> dict[Criterion, bool]:
    missing = {OF[gap] for gap in found}
    return {criterion: criterion not in missing for criterion in Criterion}


def _age(record: Record, today: date) -> list[Gap]:
    found = []
    if record.confirmed_on is None:
        found.append(Gap.UNDATED)
    elif (today - record.confirmed_on).days > FRESH_DAYS:
        found.append(Gap.OLD)
    return [*found, Gap.CONTESTED] if record.contested else found


def _reading(record: Record) -> list[Gap]:
    tests = {
        Gap.NO_HOURS: not record.has_hours,
        Gap.BAD_HOURS: record.has_hours and not record.hours_readable,
        Gap.NO_SUMMARY: not record.summary.strip(),
        Gap.TOO_LONG: len(record.summary) + len(record.text) > ONE_SCREEN,
        Gap.LONG_SENTENCES: not short_sentences(f"{record.summary}\n{record.text}"),
    }
    return [gap for gap, missing in tests.items() if missing]


def _support(record: Record) -> list[Gap]:
    tests = {Gap.NO_SERVICE: not record.services, Gap.NO_SUPPORT: not record.support}
    return [gap for gap, missing in tests.items() if missing]


def short_sentences(text: str) -> bool:
    """No sentence is very long, and they are short on average."""
    lengths = [count for part in _SENTENCE.split(text) if (count := len(_WORD.findall(part)))]
    return not lengths or (max(lengths) <= LONGEST and sum(lengths) / len(lengths) <= USUAL)
