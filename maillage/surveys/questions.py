"""A questionnaire as data: what is asked, when, and what an answer says is needed. Pure.

`Survey.questions` holds rows as `rows()` writes them and `read()` reads them:

    {"id": "outils", "type": "plusieurs choix", "topic": {"fr": …}, "texts": {"fr": …, "en": …}, "hint": {…},
     "required": true, "shown_if": [{"question": "ecran", "any": ["oui"]}],
     "options": [{"code": "rien", "texts": {…}, "sign": "rien", "alone": true,
                  "raises": [{"dimension": "matériel", "service": "Accès internet et matériel informatique"}]}]}

Yes or no and scales find their options by themselves. A number may be held against another one (`per`): fewer than
`below` devices a person is a need. An answer is a code, a list of codes, a number, or some words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from maillage.surveys.enums import Asked, Dimension

YES, NO = "oui", "non"
YES_OR_NO = {
    YES: {"fr": "Oui", "en": "Yes", "ar": "نعم", "pt": "Sim", "tr": "Evet", "ro": "Da"},
    NO: {"fr": "Non", "en": "No", "ar": "لا", "pt": "Não", "tr": "Hayır", "ro": "Nu"},
}
LOW, HIGH = 1, 5  # of a scale, unless told
CODED = (Asked.SINGLE, Asked.MULTIPLE, Asked.YES_NO, Asked.SCALE)
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")  # what spreadsheets of forms accept too
MOST_WORDS = 200  # characters of a short text
MOST_NUMBER = 10_000
LONGEST_SERVICE, MOST_NEEDS = 120, 30  # of what is indexed with an answer
SOURCE = "fr"

Texts = Mapping[str, str]
Answers = dict[str, Any]


@dataclass(frozen=True)
class Need:
    dimension: str
    service: str = ""


@dataclass(frozen=True)
class Option:
    code: str
    texts: Texts
    sign: str = ""
    alone: bool = False  # never beside another one
    raises: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Condition:
    """One of these answers was given to that question."""

    question: str
    any: tuple[str, ...]


@dataclass(frozen=True)
class Per:
    """Fewer than `below` of this for each of that: a need."""

    question: str
    below: float
    need: Need


@dataclass(frozen=True)
class Question:
    id: str
    type: Asked
    texts: Texts
    topic: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    shown_if: tuple[Condition, ...] = ()  # all of them
    required: bool = False
    low: int = LOW
    high: int = HIGH
    per: Per | None = None

    @property
    def coded(self) -> bool:
        return self.type in CODED

    @property
    def codes(self) -> list[str]:
        return [option.code for option in self.options]

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


class Unreadable(ValueError):
    """These rows are no questionnaire; `code` says what is wrong, `at` which question."""

    def __init__(self, code: str, at: str = "", told: str = ""):
        self.code, self.at, self.told = code, at, told
        super().__init__(f"{code} {at} {told}".strip())


# -- rows → questions → rows


def read(rows: Iterable[Any]) -> list[Question]:
    """In order. Raises Unreadable."""
    found: list[Question] = []
    for row in rows:
        question = _question(row)
        if any(one.id == question.id for one in found):
            raise Unreadable("twice", question.id)
        _check_conditions(question, {one.id: one for one in found})
        found.append(question)
    return found


def rows(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Whole: those that find their options by themselves have them written too."""
    return [_row(one) for one in questions]


def _question(row: Any) -> Question:
    try:
        question = Question(
            id=row["id"], type=Asked(row["type"]), texts=dict(row["texts"]), topic=dict(row.get("topic", {})),
            hint=dict(row.get("hint", {})), options=tuple(_option(one) for one in row.get("options", ())),
            shown_if=tuple(Condition(one["question"], tuple(one["any"])) for one in row.get("shown_if", ())),
            required=bool(row.get("required")), low=row.get("low", LOW), high=row.get("high", HIGH),
            per=_per(row["per"]) if row.get("per") else None,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise Unreadable("shape", str(row.get("id", "")) if isinstance(row, dict) else "") from wrong
    return replace(question, options=_completed(_sound(question)))


def _sound(question: Question) -> Question:
    if not isinstance(question.id, str) or not ID.fullmatch(question.id):
        raise Unreadable("id", str(question.id))
    if not any(question.texts.values()):
        raise Unreadable("text", question.id)
    if question.type in (Asked.SINGLE, Asked.MULTIPLE) and len(question.options) < 2:
        raise Unreadable("options", question.id)
    if len(set(question.codes)) < len(question.codes):
        raise Unreadable("same_option", question.id)
    if question.type == Asked.SCALE and not 0 <= question.low < question.high <= 10:
        raise Unreadable("scale", question.id)
    return question


def _check_conditions(question: Question, before: Mapping[str, Question]) -> None:
    """One is asked because of an answer already given."""
    for condition in question.shown_if:
        asked = before.get(condition.question)
        if asked is None or not asked.coded or not condition.any:
            raise Unreadable("condition", question.id, condition.question)
        if unknown := [code for code in condition.any if code not in asked.codes]:
            raise Unreadable("condition", question.id, unknown[0])
    if question.per and question.per.question not in before:
        raise Unreadable("condition", question.id, question.per.question)


def _completed(question: Question) -> tuple[Option, ...]:
    """What a yes or no and a scale offer; what was said of their options is kept."""
    if question.type == Asked.YES_NO:
        wanted = YES_OR_NO
    elif question.type == Asked.SCALE:
        wanted = {str(step): {SOURCE: str(step)} for step in range(question.low, question.high + 1)}
    elif question.type in (Asked.NUMBER, Asked.TEXT):
        return ()
    else:
        return question.options
    known = {option.code: option for option in question.options}
    return tuple(known.get(code) or Option(code, texts) for code, texts in wanted.items())


def _option(row: Mapping) -> Option:
    needs = tuple(_need(one) for one in row.get("raises", ()))
    return Option(str(row["code"]), dict(row["texts"]), row.get("sign", ""), bool(row.get("alone")), needs)


def _need(row: Mapping) -> Need:
    return Need(Dimension(row["dimension"]).value, row.get("service", ""))


def _per(row: Mapping) -> Per:
    return Per(row["question"], float(row["below"]), _need(row))


def _row(one: Question) -> dict[str, Any]:
    told: dict[str, Any] = {"id": one.id, "type": one.type.value, "texts": dict(one.texts)}
    told |= {name: dict(texts) for name, texts in (("topic", one.topic), ("hint", one.hint)) if texts}
    if one.options:
        told["options"] = [_option_row(option) for option in one.options]
    if one.shown_if:
        told["shown_if"] = [{"question": part.question, "any": list(part.any)} for part in one.shown_if]
    if one.required:
        told["required"] = True
    if one.type == Asked.SCALE:
        told |= {"low": one.low, "high": one.high}
    if one.per:
        told["per"] = {"question": one.per.question, "below": one.per.below} | _need_row(one.per.need)
    return told


def _option_row(option: Option) -> dict[str, Any]:
    told: dict[str, Any] = {"code": option.code, "texts": dict(option.texts)}
    if option.sign:
        told["sign"] = option.sign
    if option.alone:
        told["alone"] = True
    if option.raises:
        told["raises"] = [_need_row(need) for need in option.raises]
    return told


def _need_row(need: Need) -> dict[str, str]:
    return {"dimension": need.dimension} | ({"service": need.service} if need.service else {})


# -- answering


def visible(questions: Iterable[Question], answers: Answers) -> list[Question]:
    """Those asked, given what was answered; an answer to what is not asked any more counts for nothing."""
    shown: dict[str, Question] = {}
    for question in questions:
        if all(_holds(condition, shown, answers) for condition in question.shown_if):
            shown[question.id] = question
    return list(shown.values())


def _holds(condition: Condition, shown: Mapping[str, Question], answers: Answers) -> bool:
    if condition.question not in shown:
        return False
    given = answers.get(condition.question)
    return bool(set(condition.any) & set(given if isinstance(given, list) else [given]))


def clean(questions: Iterable[Question], answers: Mapping[str, Any]) -> Answers:
    """What was answered to what was asked: known codes in our order, whole numbers, few words; the rest goes."""
    kept: Answers = {}
    asked: dict[str, Question] = {}
    for question in questions:
        if all(_holds(condition, asked, kept) for condition in question.shown_if):
            asked[question.id] = question
            given = accept(question, answers.get(question.id))
            if given is not None:
                kept[question.id] = given
    return kept


def accept(question: Question, given: Any) -> Any:
    """None: no answer."""
    if question.type == Asked.NUMBER:
        return _number(given)
    if question.type == Asked.TEXT:
        return " ".join(given.replace("\x00", "").split())[:MOST_WORDS] or None if isinstance(given, str) else None
    ticked = {str(code) for code in (given if isinstance(given, list | tuple) else [given])}
    chosen = [option for option in question.options if option.code in ticked]
    chosen = [option for option in chosen if not option.alone] or chosen[:1]
    if not chosen:
        return None
    return [option.code for option in chosen] if question.type == Asked.MULTIPLE else chosen[0].code


def _number(given: Any) -> int | None:
    if isinstance(given, bool):
        return None
    text = str(given).strip() if isinstance(given, int | str) else ""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_NUMBER))):
        return None
    return int(text) if int(text) <= MOST_NUMBER else None


def raised(questions: Iterable[Question], answers: Answers) -> set[Need]:
    """What a person needs, each thing once."""
    needs: set[Need] = set()
    for question in visible(list(questions), answers):
        given = answers.get(question.id)
        chosen = given if isinstance(given, list) else [given]
        needs.update(need for option in question.options if option.code in chosen for need in option.raises)
        if question.per and _too_few(question.per, given, answers):
            needs.add(question.per.need)
    return needs


def _too_few(per: Per, given: Any, answers: Answers) -> bool:
    """Devices for each person of the household, say."""
    people = answers.get(per.question)
    return isinstance(given, int) and isinstance(people, int) and people > 0 and given / people < per.below


def written(needs: Iterable[Need]) -> list[str]:
    """`matériel:Accès internet et matériel informatique`, in one order: what is raised alike is written alike."""
    return sorted(f"{one.dimension}:{one.service.replace('|', ' ')[:LONGEST_SERVICE]}" for one in needs)[:MOST_NEEDS]


def needed(written: Iterable[str]) -> list[Need]:
    return [Need(*one.split(":", 1)) for one in written]


# -- in a language


def said(texts: Texts, language: str) -> tuple[str, str]:
    """The text, and the language it is really in: French where a translation is missing."""
    for one in (language, language.split("-")[0], SOURCE):
        if texts.get(one):
            return texts[one], one
    first = next(iter(texts), SOURCE)
    return texts.get(first, ""), first


def missing(questions: Iterable[Question], languages: Iterable[str]) -> dict[str, list[str]]:
    """Ids of the questions that are not wholly translated, by language."""
    wanted = [code for code in languages if code != SOURCE]
    asked = list(questions)
    return {code: [one.id for one in asked if not _speaks(one, code)] for code in wanted}


def _speaks(question: Question, language: str) -> bool:
    parts = [question.texts, *(option.texts for option in question.options if question.type != Asked.SCALE)]
    parts += [part for part in (question.hint, question.topic) if part]
    return all(part.get(language) for part in parts)


# -- page by page


def pages(questions: Iterable[Question]) -> list[list[Question]]:
    """Pages in which no question waits for another one of the same page: nothing to hide or show by script."""
    made: list[list[Question]] = []
    for question in questions:
        here = {one.id for one in made[-1]} if made else set()
        topic = made[-1][0].topic if made else None
        waits = any(condition.question in here for condition in question.shown_if)
        if not made or waits or dict(question.topic) != dict(topic or {}):
            made.append([])
        made[-1].append(question)
    return made
