"""French telephone numbers, as E.164: `+33320123456`."""

import re
from functools import lru_cache

import phonenumbers

from maillage.census.repairing import Repaired

_PLAIN = re.compile(r"\+33[1-9]\d{8}")
_NOISE = re.compile(r"[\s.\-–_/()\u00a0]+")
_LABEL = re.compile(r"^\s*(?:t[ée]l(?:[ée]phone)?|portable|mobile|fixe|standard|accueil)\s*\.?\s*:?\s*", re.I)
_SEPARATORS = re.compile(r"\s*(?:[/|;,\n]|\bou\b|\bet\b|\s[-–]\s)\s*")
_REGIONS = {
    "971": "GP",
    "972": "MQ",
    "973": "GF",
    "974": "RE",
    "975": "PM",
    "976": "YT",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
_LENGTHS = {
    33: (9,),
    590: (9,),
    594: (9,),
    596: (9,),
    262: (9,),
    269: (9,),
    508: (6, 9),
    681: (6,),
    687: (6,),
    689: (6, 8),
}


def repair_phone(text: str, code_postal: str = "") -> Repaired:
    if not text or _PLAIN.fullmatch(text):
        return Repaired(text)
    region = _REGIONS.get(code_postal[:3], "FR")
    whole = _international(text, region)
    if whole:
        return Repaired(whole)
    found = [number for part in _SEPARATORS.split(text) if (number := _international(part, region))]
    if not found:
        return Repaired("", _why_not(text))
    others = len(dict.fromkeys(found)) - 1
    return Repaired(found[0], "Plusieurs numéros : seul le premier est gardé." if others else "")


@lru_cache(maxsize=5_000)
def _international(text: str, region: str) -> str:
    digits = _NOISE.sub("", _LABEL.sub("", text.replace("(0)", "")))
    if not re.fullmatch(r"\+?\d{6,14}", digits):
        return ""
    if re.fullmatch(r"[1-9]\d{8}", digits):  # a spreadsheet ate the leading zero
        digits = f"0{digits}"
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return ""
    national = str(number.national_number)
    if len(national) not in _LENGTHS.get(number.country_code or 0, ()):
        return ""
    return f"+{number.country_code}{national}"


def _why_not(text: str) -> str:
    if re.fullmatch(r"\d{2}\s?\d{2}|\d{3}", text):
        return "Numéro court : le schéma national ne sait pas l'écrire."
    return "Ce n'est pas un numéro de téléphone français complet."
