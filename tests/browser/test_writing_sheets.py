"""A sheet written at a desk on a telephone, from a place, without JavaScript: five gestures, then the paper."""

import time

from playwright.sync_api import expect

from tests.browser.following import follow
from tests.browser.test_every_page import wrongs

PHONE = {"width": 360, "height": 780}


def test_from_a_place_to_the_paper_in_five_gestures(visit_as):
    page = visit_as("contributor", "/lieux/{canal}/", java_script_enabled=False, **PHONE)
    began = time.monotonic()

    follow(page.get_by_role("link", name="Orienter quelqu'un ici"))
    page.get_by_label("Matériel à petit prix").check()
    page.get_by_label("Prénom ou surnom").fill("Camille")
    page.get_by_label("Téléphone ou courriel").fill("06 12 34 56 78")
    follow(page.get_by_role("button", name="Oui, elle est d'accord : envoyer"))

    expect(page.get_by_role("heading", name="Le papier à donner")).to_be_visible()
    assert time.monotonic() - began < 120
    paper = page.get_by_role("link", name="Imprimer le papier").get_attribute("href")
    assert page.request.get(page.url.split("/espace")[0] + paper).headers["content-type"] == "application/pdf"


def test_what_must_be_put_right_is_said_and_nothing_is_lost(visit_as):
    page = visit_as("contributor", "/espace/fiches/nouvelle/?lieu={canal}&besoin=acheter", **PHONE)
    page.get_by_label("En quelques mots").fill("Un dossier MDPH")
    page.get_by_label("Prénom ou surnom").fill("1 84 12 76 451 089 46")
    follow(page.get_by_role("button", name="Oui, elle est d'accord : envoyer"))

    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert page.get_by_label("En quelques mots").input_value() == "Un dossier MDPH"
    assert wrongs(page, answered=422) == {}
    page.get_by_label("Prénom ou surnom").fill("Camille")
    page.get_by_label("le lieu en a besoin, je le garde").check()
    follow(page.get_by_role("button", name="Oui, elle est d'accord : envoyer"))
    expect(page.get_by_text("aucun message ne partira")).to_be_visible()
