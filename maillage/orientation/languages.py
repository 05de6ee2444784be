"""Which languages a text is written in, often two at once: by its script, and by words only one language has. Pure."""

from maillage.orientation.spelling import Foreign, is_arabic, written_words

FRENCH = "fr"
ARABIZI = "arabizi"  # Arabic in Latin letters: 3, 7, 9, 5 and 2 are letters
SPOKEN = ("en", "ar", ARABIZI, "pt", "tr", "ro")
SPOKEN_AS = {ARABIZI: "ar"}
ENOUGH, SHARE = 2, 0.3  # so many words, or this share of them, and the language is there


class Languages:
    """The words each language has, from `forms.json`."""

    def __init__(self, forms: dict):
        self.silent = {language: frozenset(written_words(forms["silent"].get(language, ""))) for language in SPOKEN}
        self.all_silent = frozenset().union(*self.silent.values())
        by_language = {language: set() for language in SPOKEN}
        blocks = [*forms["words"].values(), *forms["entries"].values(), *forms["alerts"].values(), forms["outside"]]
        for block in blocks:
            for language, terms in block.items():
                by_language[language].update(word for term in terms for word in written_words(term))
        self.known = {language: frozenset(found) for language, found in by_language.items()}

    @property
    def vocabulary(self) -> frozenset[str]:
        return frozenset().union(*self.known.values())

    def spellers(self, french: frozenset[str]) -> dict[str, Foreign]:
        """What may be misspelt in each language: words that are not also French ones."""
        return {language: Foreign(language, self.known[language] - french - self.all_silent) for language in SPOKEN}

    def spoken(self, found: list[str], french, said: str = "") -> tuple[str, ...]:
        """The languages of these words other than French, the main one first; else the one said."""
        counts = {language: self._count(language, found, french) for language in SPOKEN}
        least = min(ENOUGH, max(1, SHARE * len(found)))
        seen = sorted((one for one in SPOKEN if counts[one] >= least), key=lambda one: -counts[one])
        mostly_french = 2 * sum(word in french for word in found) >= len(found)
        return tuple(seen) or ((said,) if said in SPOKEN and not mostly_french else ())

    def main(self, found: list[str], french) -> str:
        """The one language to answer in; French when as many words are French."""
        best = max(SPOKEN, key=lambda language: self._count(language, found, french))
        count = self._count(best, found, french)
        in_french = sum(word in french for word in found)
        return best if count > in_french else FRENCH

    def _count(self, language: str, found: list[str], french) -> int:
        mine = self.silent[language] | self.known[language]
        latin = language != "ar"
        return sum(
            (word not in french and (word in mine if latin else is_arabic(word))) or _has_digit(language, word)
            for word in found
        )


def _has_digit(language: str, word: str) -> bool:
    """3ndi, wra9, 7aja: no other language writes digits among letters."""
    return language == ARABIZI and any(c in "23579" for c in word) and sum(c.isalpha() for c in word) >= 2
