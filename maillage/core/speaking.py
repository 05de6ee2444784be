"""Dates and directions in the reader's language, by CLDR (Babel). Digits are those of the Maghreb and Europe: 1 2 3."""

import re
from datetime import date

from babel import Locale
from babel.dates import format_date
from django.utils.translation import get_language, get_language_bidi

REGIONS = {"en": "en_GB", "pt": "pt_PT"}  # 12 May, not May 12
ISOLATE_LTR, ISOLATE, END = "\u2066", "\u2068", "\u2069"
_GLUED = re.compile(r"(?<=\d) (?=(?:h|min|km)\b|€)|(?<=\bh) (?=\d\d\b|– \d)|(?<=\d) (?=– \d)|(?<=[\dh] –) (?=\d)")
_FIRST = re.compile(r"\b1 (?=\D)")  # mardi 1er décembre
PARTS = {
    "weekday": "EEEE",
    "day": "EEEE d MMMM",
    "day_with_year": "EEEE d MMMM y",
    "date": "d MMMM y",
    "month": "MMMM y",
}
ORDERS = {  # where another language joins or orders them otherwise
    "pt": {
        "day": "EEEE, d 'de' MMMM", "day_with_year": "EEEE, d 'de' MMMM 'de' y", "date": "d 'de' MMMM 'de' y",
        "month": "MMMM 'de' y",
    },
    "tr": {"day": "d MMMM EEEE", "day_with_year": "d MMMM y EEEE"},
    "ro": {"day": "EEEE, d MMMM", "day_with_year": "EEEE, d MMMM y"},
}  # fmt: skip


def language() -> str:
    return (get_language() or "fr").split("-")[0]


def locale() -> Locale:
    return Locale.parse(REGIONS.get(language(), language()))


def said(day: date, part: str) -> str:
    """`part` is one of PARTS: mardi; mardi 12 mai; mardi 12 mai 2026; 12 mai 2026; mai 2026."""
    pattern = ORDERS.get(language(), {}).get(part, PARTS[part])
    text = format_date(day, pattern, locale=locale())
    return _FIRST.sub("1er ", text) if language() == "fr" else text


def left_to_right(text: str) -> str:
    """Hours and phones inside a sentence read from right to left keep their order, copied as plain text too."""
    return f"{ISOLATE_LTR}{text}{END}" if get_language_bidi() else text


def apart(text: str) -> str:
    """A French fragment inside a sentence in another language; pages mark it as French (`marked`)."""
    return f"{ISOLATE}{text}{END}" if text and language() != "fr" else text


def comma() -> str:
    return "، " if language() == "ar" else ", "


def unbroken(text: str) -> str:
    """13 h 30 – 17 h, 6 min, 4,2 km, 5 €: never cut at the end of a line."""
    return _GLUED.sub("\u00a0", text)


def capitalised(text: str) -> str:
    """The first letter, the rest untouched; Turkish has two i."""
    first = "İ" if language() == "tr" and text[:1] == "i" else text[:1].upper()
    return first + text[1:]
