"""Words as people write them: SMS, by ear, without accents, stuck together; Arabic roots. Pure."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from maillage.core.text import stem, stemmer, words

EXACT, BY_EAR, NEAR = 1.0, 0.92, 0.8  # how much a word counts, by how it was recognised
_LETTERS = str.maketrans("أإآةىı", "اااهيi", "ـ")  # unified; the stretched line of Arabic says nothing
_ARABIC = re.compile(r"[\u0621-\u064a]")
_ARTICLES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_PARTICLES = "وفبلك"
_ENDINGS = ("تها", "تنا", "هما", "ها", "نا", "هم", "كم", "ات", "ين", "ون", "ان", "تي", "ته", "تك", "ه", "ي", "ك", "ا")
_TWICE = re.compile(r"(.)\1{2,}")
_ELISION = re.compile(r"^(?:qu|[ldjmnstc])(?=[aeiouyh]|[a-z]{4})")
# Applied in order to a folded word whose final é was written "ER": spelling → sound
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?:er|ez|ait|ais|aient|ai|et|ees|ee)$", "E"),
        (r"(?:es|ent|e|s|t|x|d|z|p)$", ""),
        (r"ph", "f"),
        (r"sch|sh|ch", "C"),
        (r"qu|q|ck|cc(?![eiy])", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"ge(?=[ao])|g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"tion", "sio"),
        (r"ss|sc(?=[eiy])|z", "s"),
        (r"eau|au|o[uw](?=$)|oo", "o"),
        (r"oi|oy", "wa"),
        (r"ou|oo", "u"),
        (r"ai|ei|ay|ey", "e"),
        (r"(?:[ae][mn])(?![aeiouymn])", "A"),
        (r"(?:ain|ein|[iy][mn]|un)(?![aeiouymn])", "I"),
        (r"o[mn](?![aeiouymn])", "O"),
        (r"h", ""),
        (r"y", "i"),
        (r"w(?!a)", "v"),
        (r"x", "ks"),
        (r"(.)\1+", r"\1"),
    )
]


def written_words(text: str) -> list[str]:
    """Folded words, a final é kept apart as the sound it shares with -er and -ez; "trooop" is "trop"."""
    text = unicodedata.normalize("NFC", text.lower()).translate(_LETTERS)
    text = re.sub(r"é(?:e?s?)\b", "er", text)
    return [arabic_root(word) if _ARABIC.search(word) else _TWICE.sub(r"\1", word) for word in words(text)]


def is_arabic(word: str) -> bool:
    return bool(_ARABIC.search(word))


@lru_cache(maxsize=50_000)
def arabic_root(word: str) -> str:
    """Without the article, "and", "in", "for", and without "my", "her", "their": للحاسوب = وحاسوبي = حاسوب."""
    article = next((one for one in _ARTICLES if word.startswith(one) and len(word) - len(one) >= 3), "")
    word = word[len(article) :]
    if not article and len(word) >= 5 and word[0] in _PARTICLES:
        word = word[1:]
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= 3), "")
    return word[: len(word) - len(ending)]


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """How a word is heard, roughly: imprimer = imprimé = imprimez; pronotte = pronote."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


_DIGITS = (("5", "kh"), ("7", "h"), ("9", "q"), ("3", ""), ("2", ""))
_SAME_CONSONANT = tuple(
    (re.compile(pattern), one)
    for pattern, one in (
        (r"ch|sh", "C"), (r"kh|x", "X"), (r"gh", "G"), (r"ou|oo", "w"), (r"dj", "j"), (r"[ckq]", "k"), (r"z", "s"),
        (r"[aeiouyhw]", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_STUCK = re.compile(r"^(?:bel|fel|del|lel|el|al|l|b|f|d|w|o)(?=.{4})")


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants of Arabic in Latin letters: khedma = 5edma = lkhdma = kh'dma."""
    word = _STUCK.sub("", word)
    for digit, letter in _DIGITS:
        word = word.replace(digit, letter)
    for pattern, one in _SAME_CONSONANT:
        word = pattern.sub(one, word)
    return word


STEMMERS = {"en": "english", "pt": "portuguese", "tr": "turkish", "ro": "romanian"}


class Foreign:
    """The words of another language: by their stem, with one error in a long one; in arabizi, by their consonants."""

    def __init__(self, language: str, vocabulary):
        self.root = _roots(language)
        self.roots: dict[str, list[str]] = {}
        for word in sorted(vocabulary):
            if len(self.root(word)) >= 3:
                self.roots.setdefault(self.root(word), []).append(word)
        self.long_words = [] if language == "arabizi" else sorted(word for word in vocabulary if len(word) >= 5)
        self.recognise = lru_cache(maxsize=20_000)(self._recognise)

    def _recognise(self, word: str) -> tuple[tuple[str, float], ...]:
        if found := self.roots.get(self.root(word)):
            return ((min(found, key=lambda known: (OSA.distance(known, word), known)), BY_EAR),)
        if len(word) < 5 or not self.long_words:
            return ()
        near = process.extractOne(word, self.long_words, scorer=OSA.distance, score_cutoff=1 if len(word) < 8 else 2)
        return ((near[0], NEAR),) if near else ()


def _roots(language: str):
    if language in STEMMERS:
        return stemmer(STEMMERS[language])
    return skeleton if language == "arabizi" else arabic_root


class Speller:
    """Recognises the words of a vocabulary, however they are written."""

    def __init__(self, vocabulary, common, foreign: dict[str, Foreign] | None = None, known_elsewhere=()):
        self.known = {word: word for word in (*vocabulary, *known_elsewhere)}
        self.foreign = foreign or {}
        self.common = frozenset(common)
        self.stems: dict[str, list[str]] = {}
        self.sounds: dict[str, list[str]] = {}
        for word in vocabulary:
            self.stems.setdefault(stem(word), []).append(word)
            if len(sound(word)) >= 3:
                self.sounds.setdefault(sound(word), []).append(word)
        self.long_words = [word for word in vocabulary if len(word) >= 5]
        self.recognise = lru_cache(maxsize=50_000)(self._recognise)

    def _recognise(self, word: str, spoken: tuple[str, ...] = ()) -> tuple[tuple[str, float], ...]:
        """(known word, certainty), best first; nothing for a word that means something else."""
        if word in self.known:
            return ((word, EXACT),)
        if found := self.stems.get(stem(word)):
            return ((min(found, key=lambda known: (OSA.distance(known, word), known)), EXACT),)
        if word in self.common or word.isdigit():
            return ()
        elsewhere = (self.foreign[language].recognise(word) for language in spoken)
        return (
            self._unstuck(word)
            or next(filter(None, elsewhere), ())
            or ((self._by_ear(word) or self._near(word)) if _guessed(spoken) else ())
        )

    def _unstuck(self, word: str) -> tuple[tuple[str, float], ...]:
        """dordinateur, linternet, mactualiser."""
        rest = _ELISION.sub("", word)
        if rest == word or len(rest) < 3:
            return ()
        if rest in self.known:
            return ((rest, BY_EAR),)
        return tuple((known, BY_EAR) for known in self.stems.get(stem(rest), ()) if len(rest) > 3)

    def _by_ear(self, word: str) -> tuple[tuple[str, float], ...]:
        found = self.sounds.get(sound(word), ()) if len(word) >= 3 else ()
        ranked = sorted(found, key=lambda known: OSA.distance(known, word))
        return tuple((known, BY_EAR) for known in ranked[:1])

    def _near(self, word: str) -> tuple[tuple[str, float], ...]:
        """One error in a word of five letters, two from eight; the sound decides between equals."""
        if len(word) < 5:
            return ()
        errors = 1 if len(word) < 8 else 2
        found = process.extract(word, self.long_words, scorer=OSA.distance, score_cutoff=errors, limit=5)
        if not found:
            return self._heard_near(word)
        best = min(found, key=lambda hit: (hit[1], OSA.distance(sound(hit[0]), sound(word)), hit[0]))
        return ((best[0], NEAR if best[0][0] == word[0] or best[1] < 2 else NEAR / 2),)

    def _heard_near(self, word: str) -> tuple[tuple[str, float], ...]:
        heard = sound(word)
        if len(heard) < 5:
            return ()
        found = process.extractOne(heard, list(self.sounds), scorer=OSA.distance, score_cutoff=1)
        return ((self.sounds[found[0]][0], NEAR),) if found and len(found[0]) >= 5 else ()


def _guessed(spoken: tuple[str, ...]) -> bool:
    """A word of another language sounds like a French one by chance; arabizi is full of French written by ear."""
    return not spoken or spoken[0] == "arabizi"
