"""Words as people type them: accents, capitals, plurals. Pure; shared by search, import and orientation."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from threading import Lock

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'", "‘": "'", "ʼ": "'"})
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?\b\.?|\b(?:\w\.){2,}")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
EMPTY_WORDS = frozenset(
    "a au aux avec c ce ces cet cette d dans de des du en et il ils j je l la le les leur lui m ma mes mon n ne nos "
    "notre nous on ou par pas pour qu que qui s sa se ses son sur t ta te tes ton tu un une vos votre vous y est suis "
    "ai as avez".split()
)


def fold(text: str) -> str:
    """Lower case, no accents, one space between words; keeps letters of other scripts."""
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKD", text.translate(_LIGATURES).lower())
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def words(text: str) -> list[str]:
    """Folded words; "E.C.H.O." is one word, "echo"."""
    folded = fold(text)
    if "." in folded:
        folded = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", folded)
    return _WORD.findall(folded)


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """From a word to its stem. The library's stemmer keeps its place in the word: one thread at a time."""
    import snowballstemmer  # it loads all its languages: not before a word is to be stemmed

    known, lock = snowballstemmer.stemmer(language), Lock()

    def stemmed(word: str) -> str:
        with lock:
            return known.stemWord(word)

    return stemmed


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    return word if word.isdigit() else fold(stemmer("french")(word))


def keys(text: str) -> list[str]:
    """The stems one searches by, empty words left out (unless nothing else remains)."""
    found = words(text)
    full = [word for word in found if word not in EMPTY_WORDS]
    return [stem(word) for word in full or found]
