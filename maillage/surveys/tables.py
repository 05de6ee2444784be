"""Answers counted question by question, and what of it may be shown. Pure.

Each table is a whole: "no answer" is one of its cells, and of a question with several answers each option is a table of
two. A question asked because of answers that are hidden is hidden too: how many were asked would tell them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillage.core.suppression import TOTAL, Published, against, hide
from maillage.surveys.counting import whole_percents
from maillage.surveys.enums import Asked
from maillage.surveys.questions import SOURCE, Answers, Question, said, visible

NONE = "–"  # asked, not answered
CHOSEN, NOT_CHOSEN = "1", "0"
MANY = 8  # numbers from here on are counted together
Key = str  # "outils", or "outils/telephone"

Tables = dict[Key, dict[str, int]]


def count(questions: list[Question], responses: Iterable[Answers]) -> Tables:
    """Short texts are not counted."""
    tables: Tables = {key: dict.fromkeys(cells, 0) for key, cells in _empty(questions)}
    for answers in responses:
        for question in visible(questions, answers):
            for key, cell in _cells(question, answers.get(question.id)):
                tables[key][cell] += 1
    return tables


def _empty(questions: Iterable[Question]):
    for question in questions:
        if question.type == Asked.MULTIPLE:
            yield from ((f"{question.id}/{code}", (CHOSEN, NOT_CHOSEN)) for code in question.codes)
        elif question.type != Asked.TEXT:
            yield question.id, (*steps(question), NONE)


def steps(question: Question) -> list[str]:
    """The lines of its table."""
    return [str(number) for number in range(MANY + 1)] if question.type == Asked.NUMBER else question.codes


def _cells(question: Question, given) -> list[tuple[Key, str]]:
    if question.type == Asked.MULTIPLE:
        chosen = given or []
        return [(f"{question.id}/{code}", CHOSEN if code in chosen else NOT_CHOSEN) for code in question.codes]
    if question.type == Asked.TEXT:
        return []
    if question.type == Asked.NUMBER:
        return [(question.id, NONE if given is None else str(min(given, MANY)))]
    return [(question.id, given if given in question.codes else NONE)]


# -- what may be shown


def publish(
    questions: list[Question], tables: Tables, previous: Mapping[Key, list[Published]], threshold: int
) -> dict[Key, Published]:
    """Nothing small, nothing that a subtraction gives back, in one publication or between two."""
    shown: dict[Key, Published] = {}
    for question in questions:
        for key in _keys(question):
            before = previous.get(key, [])
            found = against(before, tables[key], threshold) if before else hide(tables[key], threshold)
            told = _tells_hidden_answers(question, {one.id: one for one in questions}, shown)
            shown[key] = Published(found.counts, frozenset(found.counts)) if told else found
    return shown


def _keys(question: Question) -> list[Key]:
    if question.type == Asked.MULTIPLE:
        return [f"{question.id}/{code}" for code in question.codes]
    return [] if question.type == Asked.TEXT else [question.id]


def _tells_hidden_answers(question: Question, asked: Mapping[str, Question], shown: Mapping[Key, Published]) -> bool:
    """It is asked of those who gave an answer whose number is hidden."""
    for condition in question.shown_if:
        if asked[condition.question].type == Asked.MULTIPLE:
            parts = [shown[f"{condition.question}/{code}"].shown(CHOSEN) for code in condition.any]
        else:
            parts = [shown[condition.question].shown(code) for code in condition.any]
        if None in parts or _tells_hidden_answers(asked[condition.question], asked, shown):
            return True
    return False


# -- kept as JSON, and read again


def as_json(shown: Mapping[Key, Published]) -> dict[Key, list[list]]:
    return {
        key: [[*labels, number, labels in one.hidden] for labels, number in one.counts.items()]
        for key, one in shown.items()
    }


def from_json(kept: Mapping[Key, list[list]]) -> dict[Key, Published]:
    return {
        key: Published(
            {(label,): number for label, number, _ in cells}, frozenset((label,) for label, _, gone in cells if gone)
        )
        for key, cells in kept.items()
    }


# -- ready to read


@dataclass(frozen=True)
class Line:
    label: str
    count: int | None  # None: hidden
    percent: int | None


@dataclass(frozen=True)
class Table:
    id: str
    title: str
    several: bool  # each line stands alone: they do not sum to 100
    total: int | None
    lines: list[Line]

    @property
    def masked(self) -> bool:
        return self.total is None or any(line.count is None for line in self.lines)


def readable(questions: Iterable[Question], shown: Mapping[Key, Published], unanswered: str) -> list[Table]:
    """One table a question, in French; a question that nobody was asked has none."""
    made = []
    for question in questions:
        keys = [key for key in _keys(question) if key in shown]
        if keys:
            several = question.type == Asked.MULTIPLE
            made.append((_several if several else _single)(question, {key: shown[key] for key in keys}, unanswered))
    return [table for table in made if table.total != 0]


def _several(question: Question, shown: Mapping[Key, Published], _unanswered: str) -> Table:
    totals = [one.shown(TOTAL) for one in shown.values()]
    lines = []
    for code in question.codes:
        if part := shown.get(f"{question.id}/{code}"):
            count = part.shown(CHOSEN)
            lines.append(Line(_label(question, code), count, percent_of(count, part.shown(TOTAL))))
    return Table(question.id, said(question.texts, SOURCE)[0], True, _same(totals), lines)


def _same(totals: list[int | None]) -> int | None:
    """Tables of one question may date from different days: their totals are told only when they agree."""
    return totals[0] if len(set(totals)) == 1 else None


def _single(question: Question, shown: Mapping[Key, Published], unanswered: str) -> Table:
    one = shown[question.id]
    total = one.shown(TOTAL)
    counts = [(code, one.shown(code)) for code in (*steps(question), NONE)]
    percents = _percents([count for _code, count in counts], total)
    lines = [
        Line(unanswered if code == NONE else _label(question, code), count, percent)
        for (code, count), percent in zip(counts, percents, strict=True)
        if count != 0 or (code != NONE and question.type != Asked.NUMBER)
    ]
    return Table(question.id, said(question.texts, SOURCE)[0], False, total, lines)


def _percents(counts: list[int | None], total: int | None) -> list[int | None]:
    """That sum to 100 when nothing is hidden."""
    if None not in counts:
        return whole_percents([count or 0 for count in counts])
    return [percent_of(count, total) for count in counts]


def _label(question: Question, code: str) -> str:
    if question.type == Asked.NUMBER:
        return f"{code} et plus" if code == str(MANY) else code
    option = question.option(code)
    return said(option.texts, SOURCE)[0] if option else code


def percent_of(number: int | None, total: int | None) -> int | None:
    return None if number is None or not total else int(100 * number / total + 0.5)
