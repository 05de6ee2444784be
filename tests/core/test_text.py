import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from maillage.core.text import fold, keys, stemmer, words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Médiathèque", "mediatheque"),
        ("  L’ŒUVRE   d'Épeule ", "l'oeuvre d'epeule"),
        ("الجزائر", "الجزاير"),
    ],
)
def test_folding_forgets_accents_capitals_and_spaces(typed, read):
    assert fold(typed) == fold(read)


def test_an_acronym_with_dots_is_one_word():
    assert words("Centre social E.C.H.O. de l'Alma") == ["centre", "social", "echo", "de", "l", "alma"]


def test_a_plural_is_found_by_its_singular_and_empty_words_do_not_count():
    assert keys("les imprimantes de la ville") == keys("imprimante ville")


def test_stems_are_the_same_from_several_threads_at_once():
    kinds = [word + ending for word in ("imprim", "bibliothequ", "accompagn") for ending in ("er", "es", "ement")]
    asked = kinds * 400
    alone = [stemmer("french")(word) for word in asked]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(stemmer("french"), asked)) == alone
    finally:
        sys.setswitchinterval(before)
