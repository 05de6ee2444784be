"""The agenda of who receives, on a telephone: published in three taps, one tap for who came, an absence that asks."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.following import follow
from tests.browser.test_every_page import wrongs

PHONE = {"width": 360, "height": 780}


@pytest.mark.parametrize("javascript", [True, False])
def test_a_weekly_permanence_in_three_taps(visit_as, javascript):
    page = visit_as("contributor", "/espace/agenda/publier/", java_script_enabled=javascript, **PHONE)

    follow(page.get_by_role("link", name="Écrivain public").last)
    follow(page.get_by_role("link", name="Vendredi"))
    follow(page.get_by_role("button", name="14 h – 17 h"))

    assert "Tous les vendredis de 14 h à 17 h" in page.get_by_role("heading", level=1).inner_text().replace("\xa0", " ")
    expect(page.get_by_role("status").filter(has_text="C'est publié")).to_be_visible()


def test_what_was_published_is_in_the_week_of_the_city_and_in_a_calendar(visit_as):
    page = visit_as("contributor", "/espace/agenda/horaires/", **PHONE)
    expect(page.get_by_role("link", name=re.compile("Tous les vendredis"))).to_be_visible()

    content = page.request.get(page.url.split("/espace")[0] + "/flux/tout.ics").text()
    assert "BYDAY=FR" in content


def test_somebody_is_written_in_comes_and_is_counted(visit_as):
    """By hand, out of hours: a warning first. Then venu, taken back, venu, for what, and the month knows."""
    page = visit_as("contributor", "/espace/agenda/", **PHONE)
    follow(page.get_by_role("link", name="Inscrire quelqu'un"))
    page.get_by_label("Heure", exact=True).fill("23:00")
    page.get_by_label("Comment l'appeler ?").fill("Mme K.")
    follow(page.get_by_role("button", name="Inscrire", exact=True))
    follow(page.get_by_role("button", name="Inscrire quand même"))
    expect(page.get_by_role("main")).to_contain_text("Aucun message ne partira", use_inner_text=True)
    follow(page.get_by_role("link", name="Retour à la journée"))

    following = page.get_by_role("region", name="La prochaine personne")
    expect(following).to_contain_text("Mme K.", use_inner_text=True)
    follow(following.get_by_role("button", name="Venu").first)
    follow(page.get_by_role("button", name="Annuler ce geste"))
    follow(page.get_by_role("region", name="La prochaine personne").get_by_role("button", name="Venu").first)
    follow(page.get_by_role("button", name="Aide aux démarches administratives").first)
    expect(page.get_by_role("region", name="C'est dit")).to_contain_text("Mme K.", use_inner_text=True)

    follow(page.get_by_role("link", name="Mon mois"))
    expect(page.get_by_role("main")).to_contain_text("1 personne reçue", use_inner_text=True)


def test_an_absence_over_people_expected_asks_first(visit_as):
    page = visit_as("contributor", "/espace/agenda/", **PHONE)
    follow(page.get_by_role("link", name="Inscrire quelqu'un"))
    page.get_by_label("Heure", exact=True).fill("23:30")
    follow(page.get_by_role("button", name="Inscrire", exact=True))
    follow(page.get_by_role("button", name="Inscrire quand même"))
    expect(page.get_by_role("main")).to_contain_text("Aucun message ne partira")
    follow(page.get_by_role("link", name="Absences"))
    follow(page.get_by_role("button", name="Noter l'absence"))

    expect(page.get_by_role("heading", name="Des personnes sont attendues")).to_be_visible()
    assert wrongs(page, answered=409) == {}
    follow(page.get_by_role("button", name="Les garder"))
    expect(page.get_by_role("status").filter(has_text="C'est noté")).to_be_visible()
