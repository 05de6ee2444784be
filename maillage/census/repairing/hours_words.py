"""Opening hours as French words and figures: what a text is made of. Pure.

`tokens` cuts a text into tokens and gives up (None) at the first word it does not know: an unknown word may change the
meaning of all the others.
"""

import re
from typing import NamedTuple

from maillage.core.text import fold

MAX_TEXT = 600
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY_WORDS = {
    "Mo": "lundis? lun lu mo",
    "Tu": "mardis? mar ma tu",
    "We": "mercredis? mer me we",
    "Th": "jeudis? jeu je th",
    "Fr": "vendredis? ven ve fr",
    "Sa": "samedis? sam sa",
    "Su": "dimanches? dim di su",
}
_LETTERS = {"l": "Mo", "j": "Th", "v": "Fr", "s": "Sa", "d": "Su"}  # m is mardi or mercredi
_MONTHS = {
    "Jan": "janvier janv jan",
    "Feb": "fevrier fev feb",
    "Mar": "mars",
    "Apr": "avril avr apr",
    "May": "mai may",
    "Jun": "juin jun",
    "Jul": "juillet juil jul",
    "Aug": "aout aug",
    "Sep": "septembre sept sep",
    "Oct": "octobre oct",
    "Nov": "novembre nov",
    "Dec": "decembre dec",
}
_NTH = {
    "1er": "1",
    "premier": "1",
    "premiers": "1",
    "2e": "2",
    "2eme": "2",
    "deuxieme": "2",
    "second": "2",
    "3e": "3",
    "3eme": "3",
    "troisieme": "3",
    "4e": "4",
    "4eme": "4",
    "quatrieme": "4",
    "dernier": "-1",
    "derniers": "-1",
}


class Token(NamedTuple):
    kind: str
    value: str = ""


def _pattern(words: dict[str, str]) -> str:
    return "|".join(word for group in words.values() for word in sorted(group.split(), key=len, reverse=True))


_BY_WORD = {word.replace("?", ""): day for day, words in _DAY_WORDS.items() for word in words.split()}
_BY_WORD |= {
    word.rstrip("?").rstrip("s"): day for day, words in _DAY_WORDS.items() for word in words.split() if "?" in word
}
_BY_MONTH = {word: month for month, words in _MONTHS.items() for word in words.split()}
_LEXICON = re.compile(
    rf"""
    (?P<ALWAYS>24\s*/\s*7|24h?\s*/\s*24h?(?:\s*(?:et|,|-)?\s*7\s*j?\s*/\s*7\s*j?)?)
  | (?P<EVERYDAY>7\s*j?\s*/\s*7\s*j?\b|tous\ les\ jours(?:\ de\ la\ semaine)?)
  | (?P<WEEK>week\ \d{{1,2}}(?:-\d{{1,2}})?(?:/\d)?)
  | (?P<NOT>(?:sauf|hors|excepte|en\ dehors\ des)\b(?:\ pendant)?(?:\ les|\ des)?)
  | (?P<SCHOOL>(?:les\ )?(?:(?:vacances|conges)\ scolaires|sh\b))
  | (?P<FEASTS>(?:les\ )?(?:jours\ )?feries\b|ph\b)
  | (?P<BY_APPOINTMENT>(?:uniquement\ )?sur\ (?:rendez[\ -]?vous|rdv)\b)
  | (?P<FREE>(?:avec\ ou\ )?sans\ (?:rendez[\ -]?vous|rdv)\b|avec\ et\ sans\ (?:rendez[\ -]?vous|rdv)\b)
  | (?P<CLOSED>ferm(?:ee?s?|es|eture)\b(?:\ (?:au\ public|hebdomadaire))?|off\b|closed\b|pas\ d'accueil)
  | (?P<NTH>\b(?:{"|".join(_NTH)})\b(?=[\w\s,]*?\s*(?:{_pattern(_DAY_WORDS)})\b))
  | (?P<OF_MONTH>(?:du|de\ chaque|par)\ mois\b)
  | (?P<DAY>\b(?:{_pattern(_DAY_WORDS)})(?=\b|\d|_)\.?(?P<RANK>\[-?\d(?:\s*(?:,|et)\s*-?\d)*\])?)
  | (?P<DATE>\b(?:{_pattern(_MONTHS)})\b\.?(?:\ \d{{1,2}}(?![\dh:]))?)
  | (?P<TIME>midi\b|minuit\b|\d{{1,2}}\s*(?:h(?:eures?\b)?|:)\s*
        (?:[0-5]\d(?!\d|\s*[h:])|(?:2[5-9]|[345]\d)(?!\d))?(?:\s*(?:h|mn|min)\b)?)
  | (?P<COMPACT>\b[012]\d[0-5]\d\b)
  | (?P<NUMBER>\b\d{{1,2}}\b)
  | (?P<TO>(?:jusqu'?)?(?:\ba(?:u|ux)?\b|-|–|—|→|>))
  | (?P<AND>\bet\b|,|&|/|\+|\bpuis\b|\bainsi\ que\b)
  | (?P<BREAK>;|\n|\.|\|)
  | (?P<COLON>:)
  | (?P<NOISE>\b(?:de|du|des|d|le|les|la|l|en|entre|ouverts?|ouverture|ouverte|horaires?|public|accueil|permanences?|
        continu|non[\ -]stop|sans\ interruption|semaine|matin|apres[\ -]midi)\b|d'|l'|_|\*|\(\)|"|')
  | (?P<SPACE>\s+)
    """,
    re.VERBOSE,
)
_LETTER = re.compile(r"\b[ljvsd]\b")
_GLUED = re.compile(rf"(?<=\d|h)({_pattern(_DAY_WORDS)})(?=[\s:.,]|$)")
_RANK_AND = re.compile(r"\s*(?:,|et)\s*")


def tokens(text: str) -> list[Token] | None:
    """None when a word is not understood, or when it is a whole page."""
    if len(text) > MAX_TEXT:
        return None
    folded = _GLUED.sub(r" \1", fold(text.replace("\n", " ; ")))
    found: list[Token] = []
    position = 0
    while position < len(folded):
        match = _LEXICON.match(folded, position) or _LETTER.match(folded, position)
        if match is None or match.end() == position:
            return None
        token = _token(match)
        if token.kind not in ("SPACE", "NOISE", "FREE"):
            found.append(token)
        position = match.end()
    return found


def _token(match: re.Match) -> Token:
    kind, text = match.lastgroup or "LETTER", match.group()
    if kind == "LETTER":
        return Token("DAY", _LETTERS[text])
    if match.groupdict().get("RANK"):
        return Token("DAY", _BY_WORD[text.split("[")[0].rstrip(".")] + _RANK_AND.sub(",", match["RANK"]))
    if kind == "DAY":
        return Token("DAY", _BY_WORD[text.rstrip(".")])
    if kind == "NTH":
        return Token("NTH", _NTH[text])
    if kind == "DATE":
        month, *day = text.replace(".", "").split()
        return Token("DATE", " ".join([_BY_MONTH[month], *(one.zfill(2) for one in day)]))
    if kind in ("TIME", "COMPACT", "NUMBER"):
        return Token(kind, _time(text))
    return Token(kind, text)


def _time(text: str) -> str:
    """9h → 09:00, 13h30 → 13:30, 1730 → 17:30; "" when there is no such time."""
    if text in ("midi", "minuit"):
        return "12:00" if text == "midi" else "24:00"
    figures = re.findall(r"\d+", text)
    if len(figures) == 1 and len(figures[0]) == 4:
        figures = [figures[0][:2], figures[0][2:]]
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 or (hour, minute) == (24, 0) else ""
