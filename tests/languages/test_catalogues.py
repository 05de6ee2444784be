"""Every sentence of the residents' journey exists in every language, with its blanks and its plurals."""

import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import ngettext, override

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
NOT_REVIEWED = {"ar", "en", "pt", "tr", "ro"}  # a language leaves this list with the name of its header: X-Review: done
BLANK = re.compile(r"%%n|%\(\w+\)0?\d*[sd]|\{\w+\}|</?b>")
SAME_AS_FRENCH = 40  # CAF, Internet, min…: more than that, and somebody forgot to translate


def gathering():
    spec = importlib.util.spec_from_file_location("gather", ROOT / "locale" / "gather.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def spoken() -> list[Message]:
    return [message for message in gathering().resident() if message.id]


def catalogue(language: str) -> Catalog:
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_to_translate(spoken, language):
    known = catalogue(language)
    translated = {(one.context, first(one)) for one in known if one.id and not one.fuzzy and all(forms(one))}

    assert [first(one) for one in spoken if (one.context, first(one)) not in translated] == []


@pytest.mark.parametrize("language", OTHERS)
def test_blanks_are_those_of_the_french(language):
    wrong = []
    for message in catalogue(language):
        if message.id:
            asked = sorted(BLANK.findall(first(message)))
            wrong += [text for text in forms(message) if sorted(BLANK.findall(text)) != asked]

    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_begins_and_ends_with_the_spaces_of_the_french(language):
    """« jusqu'à 17 h » follows a word: its first space matters."""
    assert [
        message.id
        for message in catalogue(language)
        if isinstance(message.id, str) and message.id and message.id[0] == " "
        and not message.string.startswith((" ", ","))
    ] == []  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_few_sentences_are_the_same_as_in_french(language):
    same = [message.id for message in catalogue(language) if message.id and message.string == message.id]

    assert len(same) < SAME_AS_FRENCH


@pytest.mark.parametrize(("language", "count"), [("ar", 6), ("en", 2), ("pt", 2), ("tr", 2), ("ro", 3)])
def test_each_language_has_its_plural_forms(language, count):
    known = catalogue(language)

    assert known.num_plurals == count
    assert {len(message.string) for message in known if message.pluralizable} == {count}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "لا يوجد أي مكان (0)"),
        (1, "مكان واحد (1)"),
        (2, "مكانان (2)"),
        (3, "3 أماكن"),
        (10, "10 أماكن"),
        (11, "11 مكانًا"),
        (99, "99 مكانًا"),
        (100, "100 مكان"),
        (103, "103 أماكن"),
    ],
)
def test_arabic_counts_in_six_ways(number, said):
    with override("ar"):
        assert ngettext("%(count)s lieu", "%(count)s lieux", number) % {"count": number} == said


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [("ro", 1, "1 loc"), ("ro", 2, "2 locuri"), ("ro", 20, "20 de locuri"), ("tr", 3, "3 yer"), ("pt", 0, "0 lugares")],
)
def test_others_count_in_theirs(language, number, said):
    with override(language):
        assert ngettext("%(count)s lieu", "%(count)s lieux", number) % {"count": number} == said


def test_drafts_are_known_and_say_so():
    drafts = {code for code in OTHERS if "X-Review: draft" in catalogue(code).header_comment}

    assert drafts == NOT_REVIEWED
