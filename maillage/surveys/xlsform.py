"""A questionnaire as the rows of an XLSForm, for ODK and KoboToolbox, and back. Pure.

What an XLSForm has no word for stands in columns of ours (`maillage_…`), which other programs leave alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from maillage.surveys import questions
from maillage.surveys.enums import Asked, Dimension
from maillage.surveys.questions import SOURCE, Condition, Need, Option, Question, Texts

NAMES = {
    "fr": "Français (fr)", "en": "English (en)", "ar": "العربية (ar)", "pt": "Português (pt)", "tr": "Türkçe (tr)",
    "ro": "Română (ro)",
}  # fmt: skip
TYPE, NEEDS, PER, SIGN = "maillage_type", "maillage_besoins", "maillage_par", "maillage_signe"
YES_NO_LIST = "oui_non"
LIKERT = "likert"
TRUE = ("yes", "true", "true()", "oui")
SKIPPED = {"start", "end", "today", "deviceid", "note", "calculate", "hidden", "username", "phonenumber", "audit"}

Row = dict[str, str]
Sheets = dict[str, list[Row]]


@dataclass(frozen=True)
class Brought:
    """A file read: what could be taken, and what could not, by line of its first sheet."""

    title: str
    languages: list[str]
    rows: list[dict[str, Any]]
    notes: list[tuple[int, str, str]] = field(default_factory=list)  # line, why ("type", "condition"…), what


class NoForm(ValueError):
    """This file has no sheet of questions."""


# -- out


def sheets(title: str, slug: str, version: int, asked: Iterable[Question], languages: Iterable[str]) -> Sheets:
    spoken = list(languages) or [SOURCE]
    asked = list(asked)
    lists = {_list_name(one): one.options for one in asked if one.coded}
    groups = [_group(topic, part, spoken) for topic, part in groupby(asked, lambda one: dict(one.topic))]
    return {
        "survey": [row for group in groups for row in group],
        "choices": [_choice(name, option, spoken) for name, options in lists.items() for option in options],
        "settings": [
            {
                "form_title": title, "form_id": slug.replace("-", "_"), "version": str(version),
                "default_language": NAMES.get(spoken[0], spoken[0]),
            }
        ],
    }  # fmt: skip


def _group(topic: Texts, part: Iterable[Question], languages: list[str]) -> list[Row]:
    inside = list(part)
    rows = [_question(one, languages) for one in inside]
    if not topic:
        return rows
    begin = {"type": "begin_group", "name": f"sujet_{inside[0].id}"} | _labels(topic, "label", languages)
    return [begin, *rows, {"type": "end_group"}]


def _question(one: Question, languages: list[str]) -> Row:
    row = {"type": _type(one), "name": one.id, "required": "yes" if one.required else ""}
    row |= {"relevant": _relevant(one), "constraint": _constraint(one), TYPE: one.type.value}
    row |= {"appearance": LIKERT if one.type == Asked.SCALE else ""}
    if one.per:
        row[PER] = f"{one.per.question} < {one.per.below} : {_need(one.per.need)}"
    return row | _labels(one.texts, "label", languages) | _labels(one.hint, "hint", languages)


def _type(one: Question) -> str:
    if one.type == Asked.MULTIPLE:
        return f"select_multiple {_list_name(one)}"
    if one.coded:
        return f"select_one {_list_name(one)}"
    return "integer" if one.type == Asked.NUMBER else "text"


def _list_name(one: Question) -> str:
    """Its own, so that what its answers raise is its own too."""
    return f"{YES_NO_LIST}_{one.id}" if one.type == Asked.YES_NO else one.id


def _relevant(one: Question) -> str:
    parts = [
        " or ".join(f"selected(${{{condition.question}}}, '{code}')" for code in condition.any)
        for condition in one.shown_if
    ]
    return parts[0] if len(parts) == 1 else " and ".join(f"({part})" for part in parts)


def _constraint(one: Question) -> str:
    if one.type == Asked.NUMBER:
        return f". >= 0 and . <= {questions.MOST_NUMBER}"
    if one.type == Asked.TEXT:
        return f"string-length(.) <= {questions.MOST_WORDS}"
    alone = [option.code for option in one.options if option.alone and one.type == Asked.MULTIPLE]
    return " and ".join(f"not(selected(., '{code}') and count-selected(.) > 1)" for code in alone)


def _choice(name: str, option: Option, languages: list[str]) -> Row:
    row = {"list_name": name, "name": option.code} | _labels(option.texts, "label", languages)
    return row | {NEEDS: " | ".join(_need(need) for need in option.raises), SIGN: option.sign}


def _need(need: Need) -> str:
    return f"{need.dimension} : {need.service}" if need.service else need.dimension


def _labels(texts: Texts, column: str, languages: list[str]) -> Row:
    """A language without translation says the first one: pyxform would show a dash."""
    if not any(texts.values()):
        return {}
    return {f"{column}::{NAMES.get(one, one)}": questions.said(texts, one)[0] for one in languages}


# -- in


def read(found: Mapping[str, list[Mapping[str, Any]]]) -> Brought:
    """Rows by sheet, each row by column. Raises NoForm."""
    if not found.get("survey"):
        raise NoForm
    settings = {name: _text(value) for name, value in (found.get("settings") or [{}])[0].items()}
    return _Reading(found, settings).all()


class _Reading:
    def __init__(self, found, settings: Mapping[str, str]):
        self.survey, self.settings = found["survey"], settings
        self.choices: dict[str, list[Mapping]] = {}
        for row in found.get("choices") or []:
            self.choices.setdefault(_text(row.get("list_name") or row.get("list name")), []).append(row)
        self.default = _language(settings.get("default_language", "")) or SOURCE
        self.notes: list[tuple[int, str, str]] = []
        self.kept: dict[str, Question] = {}
        self.ids: dict[str, str] = {}  # a name of the file → ours
        self.topics: list[Texts] = []

    def all(self) -> Brought:
        for line, row in enumerate(self.survey, start=2):
            self._row(line, row)
        languages = _languages(self.kept.values())
        return Brought(self.settings.get("form_title", ""), languages, questions.rows(self.kept.values()), self.notes)

    def _row(self, line: int, row: Mapping) -> None:
        kind, _space, rest = _text(row.get("type")).partition(" ")
        kind = kind.replace("-", "_").lower()
        if kind in ("begin_group", "begin"):
            self.topics.append(self._texts(row, "label"))
        elif kind in ("end_group", "end"):
            self.topics = self.topics[:-1]
        elif kind in ("select_one", "select_multiple", "integer", "text", "range", "decimal"):
            self._keep(line, kind, rest.strip().split(" ")[0], row)
        elif kind and kind not in SKIPPED:
            self.notes.append((line, "type", kind))

    def _keep(self, line: int, kind: str, list_name: str, row: Mapping) -> None:
        id = self._id(_text(row.get("name")))
        options = tuple(self._option(one, row) for one in self.choices.get(list_name, ()))
        try:
            made = Question(
                id=id, type=_asked(kind, list_name, options, row), texts=self._texts(row, "label"),
                topic=next((one for one in reversed(self.topics) if one), {}), hint=self._texts(row, "hint"),
                options=options, shown_if=self._conditions(line, row), per=self._per(row),
                required=_text(row.get("required")).lower() in TRUE, **_bounds(options),
            )  # fmt: skip
            written = questions.rows([*self.kept.values(), made])
            self.kept[id] = questions.read(written)[-1]
        except questions.Unreadable as wrong:
            self.notes.append((line, wrong.code, _text(row.get("name"))))

    def _id(self, name: str) -> str:
        """Their names may have capitals and accents."""
        if name not in self.ids:
            bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
            made = re.sub(r"[^a-z0-9_]", "_", bare)[:40] or "question"
            self.ids[name] = made if made[0].isalpha() else f"q{made}"[:40]
        return self.ids[name]

    def _texts(self, row: Mapping, column: str) -> dict[str, str]:
        texts = {}
        for name, value in row.items():
            head, _colons, language = name.partition("::")
            if head.strip().lower() == column and _text(value):
                texts[_language(language) or self.default] = _text(value)
        return texts

    def _option(self, row: Mapping, question: Mapping) -> Option:
        code = _text(row.get("name"))
        alone = f"selected(., '{code}') and count-selected(.)" in _text(question.get("constraint"))
        needs = tuple(need for part in _text(row.get(NEEDS)).split("|") if (need := _read_need(part)))
        return Option(code, self._texts(row, "label") or {self.default: code}, _text(row.get(SIGN)), alone, needs)

    def _conditions(self, line: int, row: Mapping) -> tuple[Condition, ...]:
        told = _text(row.get("relevant"))
        found = _read_relevant(told)
        if told and not found:
            self.notes.append((line, "relevant", told))
        return tuple(Condition(self._id(name), codes) for name, codes in found)

    def _per(self, row: Mapping) -> questions.Per | None:
        told = re.fullmatch(r"(\w+) < ([\d.]+) : (.+)", _text(row.get(PER)))
        need = _read_need(told[3]) if told else None
        return questions.Per(self._id(told[1]), float(told[2]), need) if told and need else None


def _asked(kind: str, list_name: str, options: tuple[Option, ...], row: Mapping) -> Asked:
    """Ours when the file says it; else what its XLSForm type comes nearest to."""
    told = _text(row.get(TYPE))
    if told in Asked.values:
        return Asked(told)
    if kind == "select_multiple":
        return Asked.MULTIPLE
    if kind == "select_one":
        if {option.code for option in options} == set(questions.YES_OR_NO):
            return Asked.YES_NO
        return Asked.SCALE if _is_scale(options) and LIKERT in _text(row.get("appearance")) else Asked.SINGLE
    return Asked.TEXT if kind == "text" else Asked.NUMBER


def _is_scale(options: tuple[Option, ...]) -> bool:
    numbers = [int(one.code) for one in options if one.code.isascii() and one.code.isdigit() and len(one.code) < 3]
    return len(numbers) == len(options) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _bounds(options: tuple[Option, ...]) -> dict[str, int]:
    return {"low": int(options[0].code), "high": int(options[-1].code)} if _is_scale(options) else {}


SELECTED = re.compile(
    r"selected\(\s*\$\{([^}]+)\}\s*,\s*['\"]([^'\"]*)['\"]\s*\)|\$\{([^}]+)\}\s*=\s*['\"]([^'\"]*)['\"]"
)


def _read_relevant(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Some of these answers, and some of those: all that we can ask. Anything else is nothing."""
    found = []
    for part in re.split(r"\band\b", text) if text else []:
        said = [(one[0] or one[2], one[1] or one[3]) for one in SELECTED.findall(part)]
        rest = re.sub(r"\bor\b|[()\s]", "", SELECTED.sub("", part))
        if rest or not said or len({name for name, _code in said}) > 1:
            return []
        found.append((said[0][0].strip(), tuple(code for _name, code in said)))
    return found


def _read_need(text: str) -> Need | None:
    dimension, _colon, service = (part.strip() for part in text.partition(":"))
    return Need(dimension, service) if dimension in Dimension.values else None


def _language(column: str) -> str:
    """`Français (fr)` and `fr` are the same one."""
    told = re.search(r"\(([a-z]{2,3})\)\s*$", column)
    return told[1] if told else (column.strip() if re.fullmatch(r"\s*[a-z]{2,3}\s*", column) else "")


def _languages(asked: Iterable[Question]) -> list[str]:
    found = dict.fromkeys(code for one in asked for code in one.texts)
    return [SOURCE, *(code for code in found if code != SOURCE)]


def _text(value: Any) -> str:
    """Spreadsheets say 1.0 for 1."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
