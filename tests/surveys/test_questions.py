"""A questionnaire as data: what is asked after what, what is kept of an answer, what it says is needed."""

import pytest

from maillage.surveys.questions import Need, Unreadable, accept, clean, missing, pages, raised, read, rows, visible

ACCESS = "Accès internet et matériel informatique"


def options(*codes, **more):
    return [{"code": code, "texts": {"fr": code.capitalize()}} | more.get(code, {}) for code in codes]


TOOLS = {
    "id": "outils", "type": "plusieurs choix", "texts": {"fr": "Avec quoi ?", "en": "With what?"},
    "options": options("telephone", "ordinateur", "rien", rien={
        "alone": True, "raises": [{"dimension": "matériel", "service": ACCESS}],
    }),
}  # fmt: skip
LEARN = {
    "id": "apprendre", "type": "oui ou non", "texts": {"fr": "Apprendre ?"},
    "shown_if": [{"question": "outils", "any": ["rien"]}],
    "options": [{"code": "oui", "texts": {"fr": "Oui"}, "raises": [{"dimension": "formation"}]}],
}  # fmt: skip
PEOPLE = {"id": "personnes", "type": "nombre", "texts": {"fr": "Combien de personnes ?"}}
DEVICES = {
    "id": "appareils", "type": "nombre", "texts": {"fr": "Combien d'appareils ?"},
    "per": {"question": "personnes", "below": 0.34, "dimension": "matériel", "service": ACCESS},
}  # fmt: skip
NOTE = {"id": "note", "type": "échelle", "texts": {"fr": "Content ?"}, "low": 1, "high": 4}
WORDS = {"id": "mots", "type": "texte court", "texts": {"fr": "Une idée ?"}}
ALL = [TOOLS, LEARN, PEOPLE, DEVICES, NOTE, WORDS]


def test_rows_read_and_written_again_are_the_same_questions():
    assert read(rows(read(ALL))) == read(ALL)


def test_yes_or_no_and_scales_find_their_options():
    learn, note = read([TOOLS, LEARN, NOTE])[1:]

    assert (learn.codes, note.codes) == (["oui", "non"], ["1", "2", "3", "4"])
    assert learn.option("oui").raises == (Need("formation"),)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("rien", "shape"),
        ({"id": "a", "type": "inconnu", "texts": {"fr": "?"}}, "shape"),
        ({"id": "Prénom et nom", "type": "nombre", "texts": {"fr": "?"}}, "id"),
        ({"id": "a", "type": "nombre", "texts": {"fr": ""}}, "text"),
        ({"id": "a", "type": "choix", "texts": {"fr": "?"}, "options": options("seul")}, "options"),
        ({"id": "a", "type": "choix", "texts": {"fr": "?"}, "options": options("b", "b")}, "same_option"),
        ({"id": "a", "type": "échelle", "texts": {"fr": "?"}, "low": 3, "high": 3}, "scale"),
        (LEARN | {"shown_if": [{"question": "plus tard", "any": ["rien"]}]}, "condition"),
        (LEARN | {"shown_if": [{"question": "outils", "any": ["tablette"]}]}, "condition"),
        (TOOLS, "twice"),
    ],
)
def test_what_is_no_question_says_why(row, code):
    with pytest.raises(Unreadable) as refused:
        read([TOOLS, row])

    assert refused.value.code == code


def test_a_question_is_asked_when_its_answer_was_given():
    asked = read(ALL)

    assert [one.id for one in visible(asked, {"outils": ["telephone"]})] == [
        "outils", "personnes", "appareils", "note", "mots"
    ]  # fmt: skip
    assert [one.id for one in visible(asked, {"outils": ["rien"]})][1] == "apprendre"


def test_an_answer_to_what_is_not_asked_any_more_goes():
    assert clean(read(ALL), {"outils": ["telephone"], "apprendre": "oui"}) == {"outils": ["telephone"]}


@pytest.mark.parametrize(
    ("row", "given", "kept"),
    [
        (TOOLS, ["ordinateur", "telephone", "inventé"], ["telephone", "ordinateur"]),
        (TOOLS, ["rien", "telephone"], ["telephone"]),
        (TOOLS, ["rien"], ["rien"]),
        (TOOLS, None, None),
        (PEOPLE, "4", 4),
        (PEOPLE, "-4", None),
        (PEOPLE, "4" * 400, None),
        (PEOPLE, True, None),
        (NOTE, 3, "3"),
        (NOTE, "9", None),
        (WORDS, "  deux\x00  mots ", "deux mots"),
        (WORDS, "x" * 900, "x" * 200),
        (WORDS, ["x"], None),
    ],
)
def test_what_is_kept_of_an_answer(row, given, kept):
    assert accept(read([row if row is not DEVICES else PEOPLE])[0], given) == kept


def test_an_answer_raises_a_need_once():
    told = {"outils": ["rien"], "apprendre": "oui", "personnes": 6, "appareils": 2}

    assert raised(read(ALL), told) == {Need("matériel", ACCESS), Need("formation")}


@pytest.mark.parametrize(("people", "devices", "needed"), [(6, 2, True), (3, 1, True), (2, 1, False), (0, 0, False)])
def test_few_devices_for_many_people_is_a_need(people, devices, needed):
    assert (raised(read([PEOPLE, DEVICES]), {"personnes": people, "appareils": devices}) != set()) is needed


def test_what_is_not_translated_is_told_by_language():
    assert missing(read([TOOLS, PEOPLE]), ["fr", "en"]) == {"en": ["outils", "personnes"]}


def test_no_question_waits_for_another_of_its_page():
    assert [[one.id for one in page] for page in pages(read(ALL))] == [
        ["outils"], ["apprendre", "personnes", "appareils", "note", "mots"]
    ]  # fmt: skip
