"""The instrument itself: complete in its languages, drawn, light to read."""

import re

import pytest

from maillage.core.templatetags.pictograms import DRAWINGS
from maillage.orientation.level.questionnaire import LANGUAGES, Said, questionnaire, said
from maillage.orientation.level.screens import one_sentence, screen
from maillage.orientation.level.words import BARRIERS, DOMAIN_STATES, PROFILES, STEPS
from maillage.places.enums import PriseEnChargeSpecifique, Service
from tests.orientation.level.walking import EASY, finished

ITEMS = list(questionnaire().items.values())
OPTIONS = [option for item in ITEMS for option in item.options]


def test_every_text_is_in_every_language():
    texts = [item.texts for item in ITEMS] + [option.texts for option in OPTIONS]
    texts += [item.helper for item in ITEMS if item.helper] + [one.texts for one in questionnaire().domains.values()]

    assert [one for one in texts if set(one) != set(LANGUAGES) or not all(one.values())] == []


def test_every_skill_has_its_wording_for_a_helper():
    assert [item.id for item in questionnaire().skills if not item.helper] == []


def test_every_picture_is_drawn():
    names = {one.picto for one in [*ITEMS, *OPTIONS, *questionnaire().domains.values()]}
    names |= {words.picto for table in (BARRIERS, DOMAIN_STATES, PROFILES, STEPS) for words in table.values()}

    assert sorted(names - set(DRAWINGS)) == []


def test_options_of_one_question_look_different():
    alike = [item.id for item in ITEMS if len({o.sign or o.picto for o in item.options}) < len(item.options)]

    assert alike == []


def test_values_asked_of_places_are_the_national_ones():
    assert {service for option in OPTIONS for service in option.services} <= set(Service.values)
    assert {option.needs for option in OPTIONS if option.needs} <= set(PriseEnChargeSpecifique.values)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_a_sentence_is_short(item):
    for text in (item.texts["fr"], item.helper.get("fr", "")):
        for sentence in re.split(r"[.?!]", text):
            assert len(sentence.split()) <= 15


@pytest.mark.parametrize("id", EASY)
def test_a_screen_has_at_most_60_words(id):
    shown = screen(finished(EASY, helped=True), id, "fr")
    words = [shown.title.text, shown.example, *(choice.label.text for choice in shown.choices)]

    assert len(" ".join(words).split()) <= 45  # and 15 for the hint and the buttons


def test_a_language_we_do_not_speak_yet_is_said_in_french_and_marked_so():
    texts = {"fr": "Oui", "en": "Yes"}

    assert said(texts, "en-gb") == Said("Yes", "en")
    assert said(texts, "tr") == Said("Oui", "fr")


def test_the_example_of_a_question_follows_it():
    assert one_sentence("J'envoie un message. Par exemple\xa0: un mail.") == (
        "J'envoie un message.",
        "Par exemple\xa0: un mail.",
    )
    assert one_sentence("Copiez-vous un fichier\xa0? Par exemple\xa0: une photo.")[0] == "Copiez-vous un fichier\xa0?"
    assert one_sentence("Avez-vous Internet\xa0?") == ("Avez-vous Internet\xa0?", "")


def test_the_word_illectronisme_and_percentages_are_nowhere_said():
    said_words = [
        str(part) for table in (BARRIERS, DOMAIN_STATES, PROFILES, STEPS) for words in table.values() for part in words
    ]
    texts = [text for one in [*ITEMS, *OPTIONS] for text in one.texts.values()]

    assert [text for text in [*said_words, *texts] if re.search(r"illectron|%|illettr", text, re.I)] == []
