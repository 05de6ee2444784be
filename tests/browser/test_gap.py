"""From doors that answered to a gap that is closed: on a telephone, by the people whose work it is."""

import subprocess
import sys

import pytest

from tests.browser.answered import DOORS
from tests.browser.following import follow
from tests.browser.site import ROOT, demo_site, environment
from tests.browser.test_every_page import TOO_WIDE

TELEPHONE = {"width": 360, "height": 740}
THEME = "acquisition-de-materiel-informatique-a-prix-solidaire"
MISSING = "Des ordinateurs à petit prix à l'Épeule (essai)"


@pytest.fixture(scope="module")
def site(chromium):
    """A site of its own: what other tests asked for this month would hide, or be hidden by, what is counted here."""
    with demo_site() as own:
        yield own


def send(page, button: str) -> None:
    follow(page.get_by_role("button", name=button))
    assert page.evaluate(TOO_WIDE) == []


def test_from_a_door_to_a_gap_to_an_action_to_its_end(visit, visit_as, site):
    subprocess.run([sys.executable, "-m", "tests.browser.answered"], cwd=ROOT, env=environment(site.data), check=True)

    member = visit_as("manager", "/diagnostic/?zone=epeule", **TELEPHONE)
    follow(member.locator(f"a[href*='/{THEME}/epeule/']"))
    heard = member.locator("dt:has-text('Enquêtes et portes') + dd").inner_text()
    assert int(heard) >= DOORS

    follow(member.get_by_role("link", name="Suivre ce manque"))
    member.get_by_label("Ce qui manque").fill(MISSING)
    member.get_by_label("Ce qui est dit").fill(f"{heard} foyers n'ont rien pour aller sur internet.")
    member.get_by_label("Qui le dit").fill("Porte-à-porte")
    send(member, "Suivre ce manque")
    follow(member.get_by_role("link", name="Nous nous en occupons"))
    send(member, "Nous nous en occupons")
    follow(member.get_by_role("link", name="Ajouter une action"))
    member.get_by_label("Qu'allez-vous faire ?").fill("Une vente solidaire au centre social")
    send(member, "Ajouter cette action")
    address = member.url.removeprefix(site.url)

    coordinator = visit_as("coordinator", address, **TELEPHONE)
    send(coordinator, "Montrer à tous")
    reader = visit(address, **TELEPHONE)
    assert reader.locator(".state b").inner_text() == "Une action est en cours"

    follow(member.get_by_role("link", name="C'est comblé"))
    member.get_by_label("Ce qui a changé").fill("Trente ordinateurs vendus à petit prix")
    send(member, "Terminer")

    reader.goto(site("/diagnostic/manques/?etat=comblé"))
    follow(reader.get_by_role("link", name=MISSING))
    assert reader.locator(".state b").inner_text() == "Comblé"
    assert reader.get_by_text("Trente ordinateurs vendus à petit prix").count() == 1
    assert (member.faults, coordinator.faults, reader.faults) == ([], [], [])
