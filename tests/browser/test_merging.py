"""Two records of one place become one, then two again: as a coordinator does it on a phone."""

import re

import pytest

from tests.browser.following import follow


def adds_a_twin(page, name: str, street: str) -> None:
    """The page proposes the one that exists first; the coordinator insists."""
    page.get_by_label("Comment s'appelle ce lieu").fill(name)
    page.get_by_label("Numéro et rue").fill(street)
    page.get_by_label("Code postal").fill("59100")
    page.get_by_label("Ville").fill("Roubaix")
    follow(page.get_by_role("button", name="Continuer"))
    assert page.locator("h1").inner_text() == "Est-ce l'un de ces lieux ?"
    follow(page.get_by_role("button", name="Non, c'est un autre lieu"))


TWINS = [(True, "Maison de quartier Fileurs", "2 place de l'Exemple"), (False, "Atelier Canal", "3 quai de l'Exemple")]


@pytest.mark.parametrize(("javascript", "name", "street"), TWINS)
def test_two_records_are_merged_then_undone(visit_as, visit, site, javascript, name, street):
    page = visit_as("coordinator", "/espace/lieux/nouveau/", width=360, java_script_enabled=javascript)
    adds_a_twin(page, name, street)
    twin = page.url.split("/")[-3]  # /espace/lieux/<slug>/position/

    page.goto(site("/espace/doublons/"))
    follow(page.get_by_role("link", name=re.compile(f"Regarder.*{name[:7]}")).first)
    follow(page.get_by_role("button", name="C'est le même lieu").first)
    kept = visit(f"/lieux/{twin}/").url.split("/")[-2]
    assert kept != twin  # the one that stays answers for both

    page.goto(site("/espace/doublons/decisions/"))
    follow(page.get_by_role("button", name=re.compile(f"Défaire.*{name[:7]}")).first)
    assert visit(f"/lieux/{twin}/").url.split("/")[-2] == twin
    assert "(exemple fictif)" in visit(f"/lieux/{kept}/").locator("h1").inner_text()

    page.goto(site("/espace/doublons/"))
    follow(page.get_by_role("link", name=re.compile(f"Regarder.*{name[:7]}")).first)
    follow(page.get_by_role("button", name="Ce sont deux lieux"))  # and nobody asks again
