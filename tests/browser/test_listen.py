"""Read aloud, with voices that live on the device. Headless browsers have none: these are stand-ins."""

import gzip
import json

import pytest
from playwright.sync_api import expect

from tests.browser.following import follow
from tests.browser.site import ROOT
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, SPACE_OUT, TINY, TOO_WIDE

VOICES = [
    {"name": "cloud", "lang": "fr-FR", "localService": False},
    {"name": "house", "lang": "fr-FR", "localService": True},
    {"name": "bayt", "lang": "ar_SA", "localService": True},
]
STAND_IN = """
(() => {
  const said = (window.said = []), waiting = [];
  const synth = new EventTarget();
  Object.assign(synth, {
    getVoices: () => %s,
    speak(words) { said.push([words.voice.name, words.text]); waiting.push(words); },
    cancel() { waiting.length = 0; window.cancelled = (window.cancelled ?? 0) + 1; },
  });
  window.finish = () => waiting.shift()?.onend();
  Object.defineProperty(window, 'speechSynthesis', { value: synth });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})();
"""


@pytest.fixture
def hear(visit, chromium, site):
    """`hear(path, voices)`: a page in a browser that has these voices."""
    contexts = []

    def open_page(path: str, voices=VOICES):
        context = chromium.new_context(viewport={"width": 360, "height": 640})
        contexts.append(context)
        context.add_init_script(STAND_IN % json.dumps(voices))
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(site(path), wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


def finish_all(page, most: int = 300) -> list[list[str]]:
    for _ in range(most):
        page.evaluate("finish()")
        if not page.locator(".said").count():
            break
    return page.evaluate("said")


def listen(page):
    return page.locator("[data-listen]:not(.card *)")


def test_without_a_voice_no_button_is_shown(hear):
    page = hear("/ou-aller/", voices=[])

    assert page.locator(".listen:visible").count() == 0


def test_a_voice_from_elsewhere_is_no_voice(hear):
    assert hear("/ou-aller/", voices=VOICES[:1]).locator(".listen:visible").count() == 0


def test_a_voice_of_another_language_is_no_voice(hear):
    assert hear("/ou-aller/", voices=VOICES[2:]).locator(".listen:visible").count() == 0


def test_a_screen_is_read_in_order_by_the_voice_of_the_device(hear):
    page = hear("/niveau/")
    listen(page).click()
    said = finish_all(page)

    assert {voice for voice, _ in said} == {"house"}
    assert [text for _, text in said] == [
        "Par où commencer ?",
        "Des questions en images.",
        "Cinq minutes.",
        "Pas de bonne ou de mauvaise réponse.",
        "Je réponds seul",
        "Quelqu'un m'aide à répondre",
        "Pas de nom.",
        "Rien n'est gardé.",
    ]


def test_the_question_and_its_nine_pictures_are_read(hear):
    page = hear("/ou-aller/")
    listen(page).click()
    texts = [text for _, text in finish_all(page)]

    assert texts[0] == "De quoi avez-vous besoin ?"
    assert texts[-10:] == [*page.locator(".needs a").all_inner_texts(), "Par où commencer ?"]


def test_what_is_read_is_lit_and_nothing_moves(hear):
    page = hear("/ou-aller/")
    before = page.locator("main").bounding_box()
    listen(page).click()

    assert page.locator(".said").inner_text() == "De quoi avez-vous besoin ?"
    assert page.evaluate("[...CSS.highlights.get('said')].map(String)") == ["De quoi avez-vous besoin ?"]
    assert page.locator("main").bounding_box() == before
    page.evaluate("finish()")
    assert page.locator(".said").count() == 1
    assert page.locator(".said").inner_text() != "De quoi avez-vous besoin ?"


def test_pressed_again_it_stops_and_then_starts_anew(hear):
    page = hear("/ou-aller/")
    listen(page).click()
    assert listen(page).inner_text() == "Arrêter"
    listen(page).click()

    assert listen(page).inner_text() == "Écouter"
    assert page.locator(".said").count() == 0
    listen(page).click()
    assert [text for _, text in page.evaluate("said")] == ["De quoi avez-vous besoin ?"] * 2


def test_a_card_is_read_alone_hours_and_phones_as_people_say_them(hear):
    page = hear("/ou-aller/?besoin=imprimer&zone={zone}")
    card = page.locator(".card").first
    card.locator(".listen").click()
    texts = [text for _, text in finish_all(page)]

    assert texts[0] == card.locator("h2").inner_text()
    assert [text for text in texts if " h " in text or text.endswith(" h")] == []
    assert page.locator(".card").nth(1).locator("h2").inner_text() not in texts


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ouvert jusqu'à 17 h 30", "Ouvert jusqu'à 17 heures 30"),
        ("9 h – 12 h, 13 h 30 – 17 h", "9 heures à 12 heures, 13 heures 30 à 17 heures"),
        ("03 20 66 46 09", "zéro 3, 20, 66, 46, zéro 9"),
        ("à 6 min à pied · 1 h", "à 6 minutes à pied , 1 heure"),
        ("à 4,2 km", "à 4,2 kilomètres"),
    ],
)
def test_figures_are_said_in_words(hear, written, said):
    page = hear("/composants/")
    page.evaluate(
        """(text) => { const line = document.createElement('p'); line.textContent = text;
        document.querySelector('main').replaceChildren(line); }""",
        written,
    )
    listen(page).click()

    assert [text for _, text in finish_all(page)] == [said]


def test_french_parts_of_an_arabic_page_are_read_by_a_french_voice(hear):
    page = hear("/ar/")
    page.evaluate(
        """() => { const [one, two] = [document.createElement('p'), document.createElement('p')];
        [one.textContent, two.textContent] = ['مرحبا', 'Médiathèque'];
        two.lang = 'fr'; document.querySelector('main').replaceChildren(one, two); }"""
    )
    listen(page).click()

    assert finish_all(page) == [["bayt", "مرحبا"], ["house", "Médiathèque"]]


def test_leaving_the_page_stops_the_voice(hear):
    page = hear("/ou-aller/")
    listen(page).click()
    page.evaluate("addEventListener('pagehide', () => sessionStorage.setItem('after', cancelled))")
    before = page.evaluate("cancelled")
    follow(page.locator(".needs a").first)
    page.wait_for_url("**besoin=**")

    assert int(page.evaluate("sessionStorage.getItem('after')")) == before + 1


def test_by_keyboard_alone(hear):
    page = hear("/ou-aller/")
    listen(page).focus()
    page.keyboard.press("Enter")

    assert page.evaluate("said.length") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/ou-aller/?besoin=imprimer&zone={zone}",
        "/ar/ou-aller/?besoin=imprimer&zone={zone}",
        "/lieux/{full}/",
        "/lieux/",
        "/niveau/question/16288jk08drk82t84vc/B1/",
        "/niveau/resultat/16288jk08drk82t84vc/",
    ],
)
def test_with_its_buttons_a_page_is_accessible_and_fits_the_narrowest_screen(hear, path):
    page = hear(path)
    expect(listen(page)).to_be_visible()
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, RULES) == []
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate(SPACE_OUT)

    assert (page.evaluate(TOO_WIDE), page.evaluate(TINY)) == ([], [])


def test_the_script_is_small_as_it_travels():
    assert len(gzip.compress((ROOT / "static/js/listen.js").read_bytes())) <= 4096
