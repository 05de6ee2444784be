"""What has no place in a sheet: seen in the words typed, before they leave. Pure; keeps and logs nothing.

Identifiers and passwords are refused. The rest may be useful for a welcome: the writer is warned, and decides.
"""

import re
import unicodedata
from enum import StrEnum


class Kind(StrEnum):
    NIR = "nir"  # social-security number
    CARD = "carte"  # bank card or account
    PASSWORD = "secret"
    BENEFITS = "allocataire"  # number of a benefits file, or another identifier
    BIRTH = "naissance"
    HEALTH = "sante"
    PAPERS = "papiers"
    MONEY = "argent"
    FAMILY = "famille"
    BELIEF = "opinions"
    JUSTICE = "justice"


REFUSED = frozenset({Kind.NIR, Kind.CARD, Kind.PASSWORD})

_GAP = r"[\s.\-_/]{0,3}"
_NIR = re.compile(
    rf"(?<!\d)(?:[1-478]{_GAP}\d{_GAP}\d{_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2]|[2-9]{_GAP}\d){_GAP}"
    rf"(?:\d{_GAP}\d|2{_GAP}[ab])(?:{_GAP}\d){{6}}(?:(?:{_GAP}\d){{2}})?)(?!{_GAP}\d)"
)
_LONG_NUMBER = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{12,18}}(?!{_GAP}\d)")
_ACCOUNT = re.compile(r"\b[a-z]{2}\d{2}(?:\s?[a-z0-9]){11,30}\b")
_PASSWORD = re.compile(
    r"\b(?:mots? de passe|mdp|password|code secret|code pin|code confidentiel|pin)\b(?:\s+\w{1,12}){0,2}?"
    r"\s*(?:[:=]|\best\b)\s*[\"'«(]*\s*(?!(?:oubli|perdu|bloqu|inconnu|a |refus|expir|toujours|trop|pas |faux|errone|"
    r"change|invalide)\w*)\S{3,}"
)
_BENEFITS = re.compile(
    r"\b(?:allocataire|matricule|identifiant|caf|cpam|pole emploi|france travail|fiscal)\b\D{0,20}\d{5,}[a-z]?"
)
_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_BIRTH = re.compile(
    rf"\bnee?s? (?:le|en)\b|\bdate de naissance\b|\b\d{{1,2}}\s*[/.\-]\s*\d{{1,2}}\s*[/.\-]\s*(?:19\d\d|20[01]\d)\b"
    rf"|\b(?:1er|\d{{1,2}}) (?:{_MONTHS}) (?:19\d\d|20[01]\d)\b"
)
# Beginnings of words, without accents
_WORDS = {
    Kind.HEALTH: (
        "malad cancer diabet depress depressi handicap hopital hospitali enceinte grossesse psychiatr psycholog medica"
        " alcool drogue toxico mdph schizo autis avc invalid infirm chirurg operation mutuelle seropositi vih ald"
    ),
    Kind.PAPERS: (
        "nationalit sans-papier sejour prefecture asile refugie oqtf clandestin regularis visa etrang immigr migrant"
        " apatrid algerien marocain tunisien turc turque roumain portugais syrien afghan malien senegalais ukrainien"
    ),
    Kind.MONEY: (
        "rsa dette surendett salaire revenu expuls impaye decouvert banque bancaire interdit-bancaire"
        " pauvre credit huissier loyer"
    ),
    Kind.FAMILY: (
        "divorc separe separee veuf veuve celibataire conjoint mari epouse epoux concubin violence monoparental"
        " pension placement place-en-foyer garde-d ex-mari ex-femme"
    ),
    Kind.BELIEF: "religion religieu musulman catholique juif juive chretien islam syndicat homosexuel",
    Kind.JUSTICE: "prison detenu condamn bracelet judiciaire tribunal garde-a-vue",
}
_WHOLE = {"rsa", "ald", "avc", "vih", "visa", "mari", "turc", "revenu", "dette"}


def _seen(word: str) -> str:
    """As a beginning, or whole with its plural; "sans-papier" is also written in two words."""
    pattern = re.escape(word).replace(r"\-", "[ -]")
    return rf"\b{pattern}s?\b" if word in _WHOLE else rf"\b{pattern}"


_BY_WORD = {kind: re.compile("|".join(map(_seen, words.split()))) for kind, words in _WORDS.items()}


def found(text: str) -> list[Kind]:
    """The kinds that these words look like, in the order of `Kind`."""
    bare = _bare(text)
    return [kind for kind, sees in _EYES.items() if sees(bare)]


def refused(text: str) -> list[Kind]:
    return [kind for kind in found(text) if kind in REFUSED]


def doubtful(text: str) -> list[Kind]:
    return [kind for kind in found(text) if kind not in REFUSED]


def _bare(text: str) -> str:
    """Small letters without accents, digits of any script as 0-9, every kind of space as a space."""
    signs = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    signs = "".join(sign for sign in signs if not unicodedata.combining(sign))
    digits = (str(unicodedata.digit(sign)) if unicodedata.digit(sign, None) is not None else sign for sign in signs)
    return "".join(digits).replace("œ", "oe")


def _is_card(bare: str) -> bool:
    numbers = ("".join(filter(str.isdigit, one)) for one in _LONG_NUMBER.findall(bare))
    return any(_luhn(one) for one in numbers) or any(_is_account(one) for one in _ACCOUNT.findall(bare))


def _luhn(digits: str) -> bool:
    doubled = [int(one) * (1 + at % 2) for at, one in enumerate(reversed(digits))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _is_account(text: str) -> bool:
    """IBAN: letters are numbers, the whole is 1 modulo 97."""
    signs = text.replace(" ", "")
    turned = signs[4:] + signs[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _says(kind: Kind):
    return lambda bare: _BY_WORD[kind].search(bare) is not None


_EYES = {
    Kind.NIR: lambda bare: _NIR.search(bare) is not None,
    Kind.CARD: _is_card,
    Kind.PASSWORD: lambda bare: _PASSWORD.search(bare) is not None,
    Kind.BENEFITS: lambda bare: _BENEFITS.search(bare) is not None,
    Kind.BIRTH: lambda bare: _BIRTH.search(bare) is not None,
    **{kind: _says(kind) for kind in _WORDS},
}
