"""The instrument as data: items, answers and their words, read from data/questionnaire.json. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).resolve().parent.parent / "data" / "questionnaire.json"
SOURCE_LANGUAGE = "fr"
LANGUAGES = ("fr", "en", "ar", "pt", "tr", "ro")  # elsewhere French, marked as such

ALONE, HELPED, NO, LOST, NEVER = "seul", "aide", "non", "nsp", "jamais"
SKILL_ANSWERS = (ALONE, HELPED, NO, LOST)
NOT_A_USER = (NO, NEVER)

Answer = str | tuple[str, ...]  # several codes where several may be chosen
Answers = Mapping[str, Answer]


class Said(NamedTuple):
    """A text and the language it is really in."""

    text: str
    lang: str


def said(texts: Mapping[str, str], language: str) -> Said:
    short = (language or SOURCE_LANGUAGE).split("-")[0]
    return Said(texts[short], short) if short in texts else Said(texts[SOURCE_LANGUAGE], SOURCE_LANGUAGE)


@dataclass(frozen=True)
class Option:
    code: str
    texts: Mapping[str, str]
    picto: str
    alone: bool = False  # "nothing", "no": never beside another answer
    services: tuple[str, ...] = ()  # what a need asks of a place
    paper: bool = False  # the need ends on a sheet of paper
    urgent: bool = False  # the need may have a deadline: it goes first
    needs: str = ""  # the national value of `prise_en_charge_specifique` that welcomes it
    people: int = 0
    lang: str = ""  # the language this option is written in, whatever the page's
    sign: str = ""  # a word instead of a picture: "hello" in that language


@dataclass(frozen=True)
class Item:
    id: str
    texts: Mapping[str, str]
    picto: str
    options: tuple[Option, ...]
    kind: str = ""
    domain: str = ""
    rank: int = 0
    multiple: bool = False
    helper: Mapping[str, str] = field(default_factory=dict)  # asked aloud by somebody beside the person
    after: str = ""  # a follow-up of this item
    unless: tuple[str, ...] = ()  # ... which these answers make useless

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)

    def accept(self, codes: Iterable[str]) -> Answer | None:
        """What people ticked, cleaned: known codes in our order; "nothing" gives way to something. None: no answer."""
        ticked = set(codes)
        chosen = [option for option in self.options if option.code in ticked]
        chosen = [option for option in chosen if not option.alone] or chosen
        if not chosen:
            return None
        return tuple(option.code for option in chosen) if self.multiple else chosen[0].code


@dataclass(frozen=True)
class Questionnaire:
    items: Mapping[str, Item]
    domains: Mapping[str, Option]
    version: str

    def of_domain(self, domain: str) -> list[Item]:
        return sorted((item for item in self.items.values() if item.domain == domain), key=lambda item: item.rank)

    @property
    def skills(self) -> list[Item]:
        return [item for item in self.items.values() if item.domain]


@cache
def questionnaire() -> Questionnaire:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    answers = {one["code"]: _option(one) for one in data["answers"]}
    read = [*data["skill_items"], *data["barrier_items"], *data["followup_items"]]
    items = [_item(one, answers) for one in read]
    return Questionnaire(
        items={item.id: item for item in items},
        domains={one["code"]: _option(one) for one in data["domains"]},
        version=data["version"],
    )


def _texts(raw: Mapping) -> dict[str, str]:
    return {language: raw[language] for language in LANGUAGES if language in raw}


def _option(raw: Mapping) -> Option:
    known = {name: raw[name] for name in ("alone", "paper", "urgent", "needs", "people", "lang", "sign") if name in raw}
    return Option(raw["code"], _texts(raw), raw["picto"], services=tuple(raw.get("services", ())), **known)


def _item(raw: Mapping, answers: Mapping[str, Option]) -> Item:
    options = raw.get("options", SKILL_ANSWERS)
    known = {name: raw[name] for name in ("kind", "domain", "rank", "multiple", "helper", "after") if name in raw}
    return Item(
        id=raw["id"],
        texts=_texts(raw),
        picto=raw["picto"],
        options=tuple(answers[one] if isinstance(one, str) else _option(one) for one in options),
        unless=tuple(raw.get("unless", ())),
        **known,
    )
