"""French as people write it: SMS, by ear, without accents, words stuck together. Pure."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from maillage.core.text import stem, words

EXACT, BY_EAR, NEAR = 1.0, 0.92, 0.8  # how much a word counts, by how it was recognised
_ARABIC = str.maketrans("أإآةى", "اااهي")
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
    text = unicodedata.normalize("NFC", text.lower()).translate(_ARABIC)
    text = re.sub(r"é(?:e?s?)\b", "er", text)
    return [_TWICE.sub(r"\1", word) for word in words(text)]


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """How a word is heard, roughly: imprimer = imprimé = imprimez; pronotte = pronote."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


class Speller:
    """Recognises the words of a vocabulary, however they are written."""

    def __init__(self, vocabulary, common):
        self.known = {word: word for word in vocabulary}
        self.common = frozenset(common)
        self.stems: dict[str, list[str]] = {}
        self.sounds: dict[str, list[str]] = {}
        for word in vocabulary:
            self.stems.setdefault(stem(word), []).append(word)
            if len(sound(word)) >= 3:
                self.sounds.setdefault(sound(word), []).append(word)
        self.long_words = [word for word in vocabulary if len(word) >= 5]
        self.recognise = lru_cache(maxsize=50_000)(self._recognise)

    def _recognise(self, word: str) -> tuple[tuple[str, float], ...]:
        """(known word, certainty), best first; nothing for a word that means something else."""
        if word in self.known:
            return ((word, EXACT),)
        if found := self.stems.get(stem(word)):
            return ((min(found, key=lambda known: (OSA.distance(known, word), known)), EXACT),)
        if word in self.common or word.isdigit():
            return ()
        return self._unstuck(word) or self._by_ear(word) or self._near(word)

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
