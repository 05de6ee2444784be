"""The fixed sentences of what we print, in each language, and how each says times, days and counts. Pure.

They stand in a data file and not in the site's catalogues: a sheet of paper speaks two languages at once, whatever the
language of the page one comes from, and each language says whether a native reader has checked it ("reviewed").
Names of days and months, and the plural each language needs, come from Babel.
"""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

FRENCH = "fr"
DATA: dict = json.loads((Path(__file__).parent / "data" / "sentences.json").read_text())
LANGUAGES = tuple(DATA)


class Words(NamedTuple):
    """One language."""

    language: str
    locale: Locale
    sentences: dict
    reviewed: bool

    @property
    def direction(self) -> str:
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @property
    def comma(self) -> str:
        return "، " if self.direction == "rtl" else ", "

    def knows(self, key: str) -> bool:
        return key in self.sentences

    def say(self, key: str, **values: object) -> str:
        return self.sentences[key].format(**values)

    def count(self, key: str, count: int) -> str:
        forms = self.sentences[key]
        return forms.get(self.locale.plural_form(count), forms["other"]).format(count=self.number(count))

    def number(self, value: float) -> str:
        """In the digits of Europe: those on doors, buses and telephones here."""
        return format_decimal(value, locale=self.locale, numbering_system="latn")

    def date(self, key: str, day: date) -> str:
        """`key` names one of the date patterns of the data file."""
        text = format_date(day, self.sentences[key], locale=self.locale)
        if self.language == FRENCH and day.day == 1 and key != "month":
            return f" {text} ".replace(" 1 ", " 1er ").strip()
        return text

    def weekday(self, number: int) -> str:
        return self.locale.days["stand-alone"]["wide"][number]

    def clock(self, at: time | datetime) -> str:
        if (at.hour, at.minute) == (0, 0):
            return self.say("midnight")
        said = self.say("clock" if at.minute else "clock_sharp", hour=at.hour, minute=f"{at.minute:02d}")
        return said.replace(" ", "\N{NO-BREAK SPACE}")

    def joined(self, words: list[str]) -> str:
        """a, b and c."""
        if len(words) < 2:
            return "".join(words)
        return self.say("and", first=self.comma.join(words[:-1]), last=words[-1])


@lru_cache(maxsize=len(LANGUAGES))
def _words(language: str) -> Words:
    told = DATA[language]
    return Words(language, Locale.parse(told["locale"]), told["sentences"], told["reviewed"])


def words(language: str) -> Words:
    """`language` as browsers write it: "ar", "pt-BR"; French when we do not speak it."""
    code = language.lower().replace("_", "-").split("-")[0]
    return _words(code if code in DATA else FRENCH)


class Speech:
    """What a sheet says: in French, then in the person's language when it is another."""

    def __init__(self, language: str):
        self.own = words(language)
        self.languages = [_words(FRENCH)] if self.own.language == FRENCH else [_words(FRENCH), self.own]

    def each(self, told: Callable[[Words], object]) -> list:
        return [told(one) for one in self.languages]

    def say(self, key: str, **values: object) -> list[str]:
        return self.each(lambda one: one.say(key, **values))

    def count(self, key: str, count: int) -> list[str]:
        return self.each(lambda one: one.count(key, count))
