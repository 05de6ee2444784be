import re

import pytest

from maillage.places import enums
from maillage.places.paper.signs import NEED_WORDS, SERVICE_SIGNS, need_of, pictogram
from maillage.places.paper.typesetting import drawable
from maillage.places.paper.vocabulary import DATA, LANGUAGES, Speech, words

FIELDS = re.compile(r"{(\w+)}")


def forms(sentence) -> list[str]:
    return list(sentence.values()) if isinstance(sentence, dict) else [sentence]


def fields(sentence) -> list[set[str]]:
    return [set(FIELDS.findall(form)) for form in forms(sentence)]


def test_the_six_languages_and_which_ones_a_native_reader_has_checked():
    assert {language: told["reviewed"] for language, told in DATA.items()} == {
        "fr": True, "en": False, "ar": False, "pt": False, "tr": False, "ro": False
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_missing_nor_lost_a_field(language):
    ours, french = DATA[language]["sentences"], DATA["fr"]["sentences"]

    assert list(ours) == list(french)
    assert [key for key, sentence in ours.items() if not sentence] == []
    assert [key for key in ours if max(fields(ours[key]), key=len) != max(fields(french[key]), key=len)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_plurals_it_needs(language):
    spoken = words(language)
    plural = [key for key, sentence in spoken.sentences.items() if isinstance(sentence, dict)]
    needed = {spoken.locale.plural_form(count) for count in range(1, 200)}

    lacking = {key: needed - set(spoken.sentences[key]) for key in plural if "few" in spoken.sentences[key]}
    assert {key: forms for key, forms in lacking.items() if forms} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_every_sentence_can_be_drawn(language):
    texts = str(
        [
            form
            for one in DATA[language]["sentences"].values()
            for form in (one.values() if isinstance(one, dict) else [one])
        ]
    )

    assert drawable(texts) == texts


def test_arabic_counts_as_arabic_does():
    assert [words("ar").count("places", count) for count in (1, 2, 5, 11)] == [
        "مكان واحد",
        "مكانان",
        "5 أماكن",
        "11 مكانا",
    ]


@pytest.mark.parametrize(
    ("asked", "spoken"), [("ar", "ar"), ("AR", "ar"), ("pt-BR", "pt"), ("xx", "fr"), ("", "fr"), ("'", "fr")]
)
def test_a_language_we_do_not_speak_is_french(asked, spoken):
    assert words(asked).language == spoken


def test_french_comes_first_and_alone_when_it_is_asked():
    assert Speech("fr").say("closed") == ["fermé"]
    assert Speech("tr").say("closed") == ["fermé", "kapalı"]


@pytest.mark.parametrize("choices", [enums.Service, enums.FraisACharge, enums.ModaliteAcces])
def test_every_term_of_the_national_lists_has_its_words(choices):
    assert [term for term in choices.values if not words("fr").knows(term)] == []


def test_every_service_has_a_sign_of_its_own():
    assert list(SERVICE_SIGNS) == list(enums.Service)
    assert len(set(SERVICE_SIGNS.values())) == len(enums.Service)
    assert [sign for sign in NEED_WORDS if "<path" not in pictogram(sign)] == []


def test_a_need_is_a_code_we_know_or_nothing():
    assert need_of("imprimer") == ("imprimer", "imprimer")
    assert need_of("Insertion professionnelle via le numérique") == (
        "emploi",
        "Insertion professionnelle via le numérique",
    )
    assert need_of("j'ai perdu mon mot de passe") is None


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Café 🖨 net", "Café  net"),
        ("数字", "??"),
        ("e\u0301cole", "école"),
        ("a\x00b", "ab"),
        ("x\u0302", "x"),
        ("قُرْب", "قرب"),
    ],
)
def test_what_the_faces_cannot_draw_never_stops_the_press(typed, drawn):
    assert drawable(typed) == drawn
