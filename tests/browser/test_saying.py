"""What people say of a place, from the first tap to the public page."""

import re

import pytest

from tests.browser.following import follow


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_s_words_become_a_proposal_that_a_coordinator_accepts(visit, visit_as, site, javascript):
    """At 360 px: the field visitor says what is right at the door; the coordinator publishes it; everyone reads it."""
    small = {"width": 360, "java_script_enabled": javascript}
    door = f"porte {'verte' if javascript else 'rouge'}"
    page = visit_as("visitor", "/lieux/{full}/", **small)
    follow(page.get_by_role("link", name="Quelque chose ne va pas"))
    follow(page.get_by_role("link", name="Proposez-le"))
    page.get_by_label("Complément d'adresse").fill(door)
    follow(page.get_by_role("button", name="Envoyer la proposition"))
    assert page.locator("h1").inner_text() == "Merci, votre proposition est arrivée"

    page = visit_as("coordinator", "/espace/", **small)
    follow(page.get_by_role("link", name=re.compile("à relire$|Accepter, corriger")).first)
    follow(page.get_by_role("link", name=re.compile("visite de terrain")).first)
    assert door in page.locator(".becomes").inner_text()
    follow(page.get_by_role("button", name="C'est juste : publier"))
    assert "La fiche est à jour" in page.locator("[role=status]").inner_text()

    assert door in visit("/lieux/{full}/", **small).locator(".address").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_one_tap_says_what_is_wrong_in_arabic(visit, javascript):
    page = visit("/ar/lieux/{full}/", width=360, java_script_enabled=javascript)
    follow(page.locator("a[href$='/signaler/']"))
    follow(page.locator("button[value='autre']"))

    assert page.locator("[role=status]").count() == 1
    assert page.url.split("?")[0].endswith("/signaler/merci/")


@pytest.mark.parametrize("javascript", [True, False])
def test_yes_or_no_under_a_page_then_a_word(visit, javascript):
    page = visit("/aide/", width=360, java_script_enabled=javascript)
    follow(page.locator(".opinion button[value='non']"))
    page.locator("#text").fill("un écrivain public le soir")
    follow(page.get_by_role("button", name="Envoyer"))

    assert "aide le réseau" in page.locator("[role=status]").inner_text()
    follow(page.get_by_role("link", name="Revenir à la page"))
    assert page.url.endswith("/aide/")
