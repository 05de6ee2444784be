"""One page of questions after another; what was answered before comes along in the form, nothing is kept meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _

from maillage.surveys import questions
from maillage.surveys.enums import Asked
from maillage.surveys.models import Survey
from maillage.surveys.questions import MOST_NUMBER, MOST_WORDS, Answers, Question

BACK = "retour"


@dataclass(frozen=True)
class Choice:
    code: str
    text: str
    lang: str
    sign: str
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A question as the page says it."""

    id: str
    name: str
    kind: str  # choices, number, text
    several: bool
    text: str
    lang: str
    hint: str
    hint_lang: str
    choices: list[Choice]
    value: Any
    required: bool
    error: str


class Asking:
    """Where somebody stands in a questionnaire, from the form they sent."""

    def __init__(self, survey: Survey, sent: QueryDict | None, language: str):
        self.language = language
        self.asked = questions.read(survey.questions)
        self.pages = questions.pages(self.asked)
        self.id = _uuid(sent.get("id", "") if sent else "")
        self.answers: Answers = questions.clean(self.asked, _given(self.asked, sent) if sent is not None else {})
        here = _number(sent.get("page", "") if sent else "", len(self.pages))
        self.errors = self._wrong(here, sent) if sent is not None and BACK not in sent else {}
        self.number = self._next(here, sent)

    def _wrong(self, here: int, sent: QueryDict) -> dict[str, str]:
        wrong = {}
        for one in self._on(here):
            typed = sent.get(_name(one), "").strip()
            if one.type == Asked.NUMBER and typed and one.id not in self.answers:
                wrong[one.id] = _("Écrivez un nombre, comme 3.")
            elif one.required and one.id not in self.answers:
                wrong[one.id] = _("Il faut répondre à cette question.")
        return wrong

    def _next(self, here: int, sent: QueryDict | None) -> int:
        """The page to show; past the last one, all is answered."""
        if sent is None or self.errors:
            return here if self.errors else self._from(0, 1)
        return self._from(here - 1, -1) if BACK in sent else self._from(here + 1, 1)

    def _from(self, number: int, step: int) -> int:
        """The nearest page that asks something."""
        while 0 < number < len(self.pages) and not self._on(number):
            number += step
        return max(number, 0)

    def _on(self, number: int) -> list[Question]:
        if not 0 <= number < len(self.pages):
            return []
        visible = {one.id for one in questions.visible(self.asked, self.answers)}
        return [one for one in self.pages[number] if one.id in visible]

    @property
    def done(self) -> bool:
        return self.number >= len(self.pages)

    @property
    def rank(self) -> int:
        return self.number + 1

    @property
    def last(self) -> bool:
        """Nothing is asked after this page, as far as one knows."""
        return not any(self._on(number) for number in range(self.number + 1, len(self.pages)))

    @property
    def topic(self) -> tuple[str, str] | None:
        here = self._on(self.number)
        return questions.said(here[0].topic, self.language) if here and here[0].topic else None

    def questions(self) -> list[Shown]:
        return [self._shown(one) for one in self._on(self.number)]

    def carried(self) -> list[tuple[str, str]]:
        """Answers of the other pages, as the form carries them."""
        here = {one.id for one in self._on(self.number)}
        return [
            (f"q_{id}", str(one))
            for id, given in self.answers.items()
            if id not in here
            for one in (given if isinstance(given, list) else [given])
        ]

    def _shown(self, one: Question) -> Shown:
        given = self.answers.get(one.id)
        chosen = given if isinstance(given, list) else [given]
        choices = [
            Choice(option.code, *questions.said(option.texts, self.language), option.sign, option.code in chosen)
            for option in one.options
        ]
        text, lang = questions.said(one.texts, self.language)
        hint, hint_lang = questions.said(one.hint, self.language)
        kind = "choices" if one.coded else ("number" if one.type == Asked.NUMBER else "text")
        return Shown(
            one.id, _name(one), kind, one.type == Asked.MULTIPLE, text, lang, hint, hint_lang, choices,
            "" if given is None else given, one.required, self.errors.get(one.id, ""),
        )  # fmt: skip


MOST = {"number": MOST_NUMBER, "text": MOST_WORDS}


def _name(one: Question) -> str:
    return f"q_{one.id}"


def _given(asked: list[Question], sent: QueryDict) -> Mapping[str, Any]:
    """Answers and their names; a field that is not there is no answer."""
    found: dict[str, Any] = {}
    for one in asked:
        values = sent.getlist(_name(one))
        if values:
            found[one.id] = values if one.type == Asked.MULTIPLE else values[-1]
    return found


def _number(text: str, count: int) -> int:
    return min(int(text), count) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
