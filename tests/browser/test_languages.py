"""The residents' journey in Arabic, and in one more language: accessible, on the narrowest screen, without a script."""

import re

import pytest

from tests.browser.following import follow
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, TINY, TOO_WIDE, wrongs

JOURNEY = {
    "home": "/", "need": "/ou-aller/", "start": "/ou-aller/?q=imprimer", "results": "/ou-aller/?q=CAF&zone={zone}",
    "danger": "/ou-aller/?q=mon+mari+me+frappe&zone={zone}", "place": "/lieux/{full}/", "list": "/lieux/?ouvert=samedi",
    "level": "/niveau/question/10f1/", "level result": "/niveau/resultat/16288jk08drk82t84vc/",
    "legal": "/mentions-legales/",
}  # fmt: skip
in_the_journey = pytest.mark.parametrize("path", JOURNEY.values(), ids=JOURNEY.keys())


@in_the_journey
@pytest.mark.parametrize("language", ["ar", "en", "pt", "tr", "ro"])
def test_a_page_is_accessible_readable_and_narrow(look, path, language):
    opened = look(f"/{language}{path}")

    assert wrongs(opened) == {}
    opened.locator("details.languages > summary").click()
    assert opened.evaluate(TOO_WIDE) + opened.evaluate(TINY) == []


@pytest.mark.parametrize("language", ["", "/ar", "/en", "/pt", "/tr", "/ro"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_list_of_languages_is_accessible(look, language, width):
    opened = look(f"{language}/", width=width)
    opened.locator("details.languages > summary").click()

    opened.evaluate(AXE)
    assert opened.evaluate(RUN_AXE, RULES) == []
    assert opened.evaluate(TOO_WIDE) == []


EDGELESS = """() => [...document.querySelectorAll('main a.button, main button, main .needs a, main .level-choice')]
  .filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).borderTopWidth) < 1)
  .map(e => e.outerHTML.slice(0, 120))"""


@in_the_journey
@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["fr", "ar"])
def test_colours_chosen_by_the_person_leave_every_action_its_edge(look, path, prefix):
    opened = look(prefix + path, width=360, forced_colors="active")

    assert opened.evaluate("matchMedia('(forced-colors: active)').matches")
    opened.evaluate(AXE)
    assert opened.evaluate(RUN_AXE, RULES) == []
    assert opened.evaluate(EDGELESS) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_french_to_arabic_and_back_on_the_same_page(visit, scripts):
    page = visit("/ou-aller/?q=imprimer", width=360, java_script_enabled=scripts)
    page.locator("details.languages > summary").click()
    follow(page.get_by_role("link", name="العربية"))
    page.wait_for_url(re.compile(r"/ar/ou-aller/\?q=imprimer$"))
    page.locator("details.languages > summary").click()
    follow(page.get_by_role("link", name="Français"))
    page.wait_for_url(re.compile(r"\d/ou-aller/\?q=imprimer$"))


def test_the_header_says_the_language_of_the_page_by_its_name(visit):
    page = visit("/ro/", width=360)

    assert page.locator("details.languages > summary").inner_text().split()[-1] == "Română"
    box = page.locator("details.languages > summary").bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
