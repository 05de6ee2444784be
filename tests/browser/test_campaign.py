"""A campaign, its mail, one tap, and the public page says "vérifié aujourd'hui", with and without scripts."""

import pytest

from tests.browser.following import follow
from tests.browser.mails import last_mail
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, TINY, TOO_WIDE

WHO = "Les Fileurs du numérique (exemple fictif)"


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def telephone(request):
    return {"width": 360, "height": 740, "java_script_enabled": request.param}


def fine(page) -> None:
    """Accessible, no wider than the screen, everything wide enough for a thumb."""
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, RULES) == []
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TINY) == []


def test_a_campaign_then_its_mail_then_one_tap(visit_as, visit, site, telephone):
    email = f"relecture-{telephone['java_script_enabled']}@exemple.test".lower()
    manager = visit_as("manager", "/espace/verifications/", **telephone)
    manager.get_by_label("À quelle adresse écrire").fill(email)
    follow(manager.get_by_role("button", name="Enregistrer"))

    coordinator = visit_as("coordinator", "/espace/campagnes/", **telephone)
    follow(coordinator.get_by_role("link", name="Lancer une campagne"))
    coordinator.get_by_label("Thème").select_option(label="Aide aux démarches administratives")
    follow(coordinator.get_by_role("button", name="Voir qui sera sollicité"))
    follow(coordinator.get_by_role("button", name="Lancer"))
    assert "C'est parti" in coordinator.get_by_role("status").inner_text()

    holder = visit(last_mail(site.data, email).path, **telephone)
    if telephone["java_script_enabled"]:  # the checker is a script
        fine(holder)
    places = holder.locator("article h2").all_inner_texts()
    follow(holder.get_by_role("button", name="Tout est exact pour les 2 lieux"))
    assert holder.get_by_role("heading", level=1).inner_text().strip() == "C'est fait. Merci !"

    follow(holder.get_by_role("link", name=places[0]))
    assert "Vérifié aujourd'hui" in holder.locator("article").inner_text()
    assert f"par {WHO}" in holder.locator("article").inner_text()
    assert (manager.faults, coordinator.faults, holder.faults) == ([], [], [])


def test_something_has_changed_and_the_public_page_follows(visit, site):
    holder = visit("/verifier/lien-a-relire/", width=360, height=740)
    follow(holder.get_by_role("link", name="À corriger").first)
    holder.get_by_text("Les horaires", exact=True).click()
    monday = holder.get_by_label("Lundi")
    monday.fill("quand on peut")
    follow(holder.get_by_role("button", name="Enregistrer"))
    fine(holder)
    assert holder.get_by_text("Nous n'avons pas compris").count() == 1
    assert monday.input_value() == "quand on peut"

    monday.fill("10h-11h30")
    follow(holder.get_by_role("button", name="Enregistrer"))
    assert holder.get_by_text("Merci !").count() == 1
