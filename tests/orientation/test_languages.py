"""Needs in English, Arabic, arabizi, mixed, and some in Portuguese, Turkish, Romanian.

`languages.csv` was written before the forms (45 of 84 in the top 3 with French alone) and used while tuning;
`languages_held_out.csv` was written after, scored once at first sight (36 of 41), and then read;
`languages_unseen.csv` was written last and scored once (37 of 39), never tuned on.
"""

import json

import pytest

from maillage.orientation.spelling import arabic_root, skeleton, written_words
from maillage.orientation.thesaurus import FOLDER, thesaurus
from maillage.orientation.understanding import understand
from tests.orientation.test_understanding import CODES, is_right, rows

FORMS = json.loads((FOLDER / "forms.json").read_text("utf-8"))


def first(text):
    return CODES[understand(text).services[0]]


@pytest.mark.parametrize(
    ("name", "least", "share"),
    [("languages.csv", 80, 0.95), ("languages_held_out.csv", 40, 0.9), ("languages_unseen.csv", 30, 0.9)],
)
def test_sentences_of_other_languages_lead_to_the_right_services(name, least, share):
    table = rows(name)
    wrong = [row["text"] for row in table if not is_right(row, 3)]

    assert len(table) >= least
    assert len(wrong) <= (1 - share) * len(table), wrong


@pytest.mark.parametrize("language", ["en", "ar", "arabizi", "mixed", "pt", "tr", "ro"])
def test_no_language_is_left_behind(language):
    table = [row for row in rows("languages.csv") if row["language"] == language]

    assert [row["text"] for row in table if not is_right(row, 3)] == []


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("print my cv", "ACC"), ("write my cv", "EMP"), ("طباعة السيرة الذاتية", "ACC"),
        ("كتابة السيرة الذاتية", "EMP"),
        ("ntba3 cv", "ACC"), ("ndir cv", "EMP"), ("3d printer", "LOI"),
    ],
)  # fmt: skip
def test_the_verb_beats_the_noun_everywhere(text, service):
    assert first(text) == service


@pytest.mark.parametrize(
    "text", ["حاسوب رخيص", "حاسوبٌ رَخيص", "الحاسوب الرخيص", "وحاسوب رخيص", "للحاسوب رخيص", "حاسوبي رخيص", "حـاسوب رخيص"]
)
def test_arabic_however_it_is_written(text):
    assert first(text) == "EQU"


@pytest.mark.parametrize("one", ["الإدارة", "ادارة", "اداره", "للإدارة", "والادارة"])
def test_letters_and_particles_of_arabic_are_one(one):
    assert written_words(one) == ["ادار"]


def test_a_root_is_never_eaten_up():
    assert [arabic_root(word) for word in ("في", "بيت", "ملف", "كاف")] == ["في", "بيت", "ملف", "كاف"]


@pytest.mark.parametrize("word", ["khedma", "5edma", "khdma", "lkhdma", "khidma", "5dma"])
def test_arabizi_however_it_is_written(word):
    assert skeleton(word) == "Xdm"
    assert first(f"bghit {word}") == "EMP"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("je veux imprimer un papier", "fr"), ("I want to print a paper", "en"), ("أريد طباعة ورقة", "ar"),
        ("bghit ntba3 wra9", "arabizi"), ("quero imprimir um papel", "pt"), ("yazdırmak istiyorum", "tr"),
        ("vreau să printez", "ro"), ("caf", "fr"), ("", "fr"),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_seen(text, language):
    assert understand(text).language == language


def test_a_word_of_the_language_one_reads_is_recognised_with_an_error():
    assert understand("homwork", language="en").services == understand("homework").services != []


def test_a_french_word_keeps_its_meaning():
    """ "Courses" is shopping, "son" is his, "belge" is Belgian, whatever other languages say."""
    assert understand("faire les courses").scope == "out"
    assert understand("je suis belge").services == []


def test_every_form_belongs_to_the_thesaurus():
    words = thesaurus()

    assert FORMS["entries"].keys() - words.entries.keys() == set()
    assert FORMS["alerts"].keys() == {alert.id for alert in words.alerts}


def test_the_forms_are_tidy():
    blocks = [*FORMS["words"].values(), *FORMS["entries"].values(), *FORMS["alerts"].values(), FORMS["outside"]]
    known = {"en", "ar", "arabizi", "pt", "tr", "ro"}

    assert {language for block in blocks for language in block} == known == FORMS["silent"].keys()
    assert [terms for block in blocks for terms in block.values() if len(terms) != len(set(terms))] == []
