"""What one screen of the level check shows: a question, its pictures, the way back. Takes values; no database."""

from dataclasses import dataclass

from maillage.orientation.level import adaptive
from maillage.orientation.level.codes import Sitting, encode
from maillage.orientation.level.questionnaire import Item, Option, Said, questionnaire, said


@dataclass(frozen=True)
class Choice:
    code: str
    sign: str  # instead of the picture
    label: Said
    picto: str
    state: str  # the code of the answers with this one added
    chosen: bool


@dataclass(frozen=True)
class Screen:
    item: Item
    title: Said
    example: str  # "For instance: an e-mail"
    choices: list[Choice]
    number: int
    done: int  # screens behind
    total: int  # screens in all, as far as the answers tell
    back: str | None  # the item before
    code: str
    helped: bool

    @property
    def is_skill(self) -> bool:
        return bool(self.item.domain)


def screen(sitting: Sitting, id: str, language: str) -> Screen:
    item, ids = questionnaire().items[id], sitting.path()
    text, lang = said(item.helper if sitting.helped and item.helper else item.texts, language)
    title, example = one_sentence(text)
    return Screen(
        item=item,
        title=Said(title, lang),
        example=example,
        choices=[_choice(sitting, item, option, language) for option in item.options],
        number=adaptive.number(id, sitting.answers, full=sitting.full),
        done=ids.index(id),
        total=len(ids),
        back=adaptive.before(id, sitting.answers, full=sitting.full),
        code=encode(sitting),
        helped=sitting.helped,
    )


def one_sentence(text: str) -> tuple[str, str]:
    """The question stands out, its example follows."""
    title, _, example = text.partition(". ") if ". " in text else text.partition("? ")
    return (text[: len(title) + 1], example) if example else (text, "")


def _choice(sitting: Sitting, item: Item, option: Option, language: str) -> Choice:
    given = sitting.answers.get(item.id)
    label = Said(option.texts["fr"], option.lang) if option.lang else said(option.texts, language)
    return Choice(
        code=option.code,
        sign=option.sign,
        label=label,
        picto=option.picto,
        state="" if item.multiple else encode(sitting.answering(item, option.code)),
        chosen=option.code in given if isinstance(given, tuple) else option.code == given,
    )
