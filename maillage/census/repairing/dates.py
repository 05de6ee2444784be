"""Dates as French people and spreadsheets write them."""

import re
from datetime import date, timedelta

from maillage.census.repairing import Repaired
from maillage.core.text import fold

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?: .*)?")
_FRENCH = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T].*)?")
_WORDS = re.compile(
    r"(?:le )?(?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})"
)
_MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_EXCEL_EPOCH = date(1899, 12, 30)
OLDEST = date(2000, 1, 1)


def repair_date(text: str, today: date) -> Repaired:
    if not text:
        return Repaired(None)
    found = _parsed(text)
    if found is None:
        return Repaired(None, "Date illisible : écrire AAAA-MM-JJ, par exemple 2024-03-31.")
    if found == date(1970, 1, 1):
        return Repaired(
            None, "1970-01-01 n'est pas une vraie date : c'est ce qu'écrit un programme qui n'en avait pas."
        )
    if found > today:
        return Repaired(None, "Date dans le futur.")
    if found < OLDEST:
        return Repaired(None, "Date d'avant 2000.")
    return Repaired(found)


def read_date(text: str) -> date | None:
    """A date that somebody typed, whatever it is about; None when it is none."""
    return _parsed(" ".join(text.split()))


def _parsed(text: str) -> date | None:
    if match := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _date(*match.groups())
    if match := _FRENCH.fullmatch(text):
        day, month, year = match.groups()
        return _date(year if len(year) == 4 else f"20{year}", month, day)
    if re.fullmatch(r"[34]\d{4}(\.\d+)?", text):  # days since 1900, as spreadsheets count
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    match = _WORDS.fullmatch(fold(text))
    if match and match[2] in _MONTHS:
        return _date(match[3], _MONTHS.index(match[2]) + 1, match[1])
    return None


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
