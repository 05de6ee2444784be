"""The list and the map of places: by script, without script, by keyboard alone, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.following import follow
from tests.browser.keys import press_on


def test_without_script_one_searches_filters_and_turns_pages(visit):
    page = visit("/lieux/", width=360, java_script_enabled=False)

    page.get_by_label("Que cherchez-vous ?").fill("médiathèque")
    follow(page.get_by_role("button", name="Chercher"))
    assert "q=m%C3%A9diath%C3%A8que" in page.url
    page.locator("#filters > summary").click()
    page.get_by_text("Samedi", exact=True).click()
    follow(page.get_by_role("button", name="Appliquer les filtres"))

    assert "ouvert=samedi" in page.url
    assert page.get_by_role("list", name="Filtres choisis").get_by_role("link").count() >= 1


def test_without_script_the_pager_leads_on(visit):
    page = visit("/lieux/", java_script_enabled=False)
    first = page.locator(".place-card h3").first.inner_text()

    follow(page.get_by_role("link", name="Page suivante"))

    assert "page=2" in page.url
    assert page.locator(".place-card h3").first.inner_text() != first


def test_without_script_the_map_says_that_the_list_says_it_all(visit):
    page = visit("/lieux/", java_script_enabled=False)

    follow(page.get_by_role("link", name="Voir la carte"))

    expect(page.get_by_text("La carte a besoin de JavaScript")).to_be_visible()
    assert page.locator(".place-card").count() > 0


def test_by_keyboard_alone_one_reaches_a_place(visit):
    page = visit("/lieux/")

    press_on(page, "Aller au contenu")
    name = page.locator(".place-card h3 a").first.inner_text()
    press_on(page, name)
    page.wait_for_url(re.compile(r"/lieux/[a-z0-9-]+/"))

    assert page.locator("h1").inner_text().startswith(name)


def test_a_filter_changes_the_list_and_the_address_without_a_new_page(visit):
    page = visit("/lieux/")
    page.evaluate("window.stayed = true")

    page.get_by_text("Samedi", exact=True).click()
    page.wait_for_url(re.compile("ouvert=samedi"))

    assert page.evaluate("window.stayed")
    assert page.faults == []


@pytest.fixture
def map_page(visit):
    page = visit("/lieux/")
    page.get_by_role("link", name="Voir la carte").click()
    page.wait_for_selector(".leaflet-marker-icon", timeout=10_000)
    return page


def test_an_open_map_asks_nobody_else(map_page):
    map_page.wait_for_timeout(3000)

    assert [fault for fault in map_page.faults if "/tuiles/" not in fault and "404" not in fault] == []


def test_markers_are_buttons_with_a_name(map_page):
    nameless = """() => [...document.querySelectorAll('.leaflet-marker-icon')]
      .filter(e => e.tabIndex < 0 || !(e.getAttribute('aria-label') || e.title || e.alt || e.textContent.trim()))
      .map(e => e.outerHTML.slice(0, 120))"""

    assert map_page.evaluate(nameless) == []


def test_the_map_can_be_skipped_by_keyboard(map_page):
    press_on(map_page, "Passer la carte, aller à la liste")

    assert map_page.url.endswith("#results")


@pytest.mark.parametrize("path", ["/lieux/{full}/", "/lieux/{bare}/"])
def test_a_place_prints_on_one_a4(visit, path):
    paper = visit(path).pdf(format="A4")

    assert re.findall(rb"/Count (\d+)", paper) == [b"1"]
