"""A tired person with a phone: Tuesday's hours, a broken printer, a closure, the pin; with a script and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.following import follow
from tests.browser.keys import press_on
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, TOO_WIDE

PHONE = {"width": 360, "height": 740}
with_and_without_script = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])


@pytest.fixture
def manager(visit_as):
    """At the door of her space, with a phone."""

    def arrive(script: bool = True, role: str = "manager", path: str = "/espace/"):
        return visit_as(role, path, **PHONE, java_script_enabled=script)

    return arrive


def to_the_sheet(page) -> None:
    follow(page.get_by_role("navigation", name="Mon espace").get_by_role("link", name="Mes lieux"))
    follow(page.get_by_role("link", name="Espace numérique des Tisserands"))


def read(visit, site) -> str:
    """What the public page says."""
    return re.sub(r"\s+", " ", visit("/lieux/{full}/").locator("main").inner_text())


def undo(page) -> None:
    follow(page.get_by_role("button", name="Annuler"))
    assert "C'est annulé" in page.locator("main").inner_text()


@with_and_without_script
def test_tuesday_s_hours_are_fixed_read_by_people_and_put_back(manager, visit, site, script):
    page = manager(script)
    to_the_sheet(page)
    follow(page.get_by_role("link", name="Les horaires"))
    tuesday = page.get_by_role("group", name="Mardi", exact=True).first
    tuesday.get_by_label("Mardi, de").first.fill("10:15")
    follow(page.get_by_role("button", name="Enregistrer"))

    assert "C'est enregistré" in page.locator("main").inner_text()
    assert "Mardi : 10 h 15 – 12 h" in page.locator("main").inner_text().replace("\u00a0", " ")
    assert "10 h 15 – 12 h" in read(visit, site).replace("\u00a0", " ")
    undo(page)
    assert "10 h 15 – 12 h" not in read(visit, site).replace("\u00a0", " ")
    assert page.faults == []


@with_and_without_script
def test_the_printer_is_broken_in_one_tap_then_works_again(manager, visit, site, script):
    page = manager(script)
    to_the_sheet(page)
    follow(page.get_by_role("button", name="Imprimante : en panne"))

    assert "Imprimante : 1, en panne" in read(visit, site)
    follow(page.get_by_role("button", name="Imprimante : ça remarche"))
    assert "Imprimante : 1, en service" in read(visit, site)
    assert page.faults == []


@with_and_without_script
def test_a_day_that_is_shut_hides_its_hours_and_the_sentence_follows(manager, script):
    page = manager(script, path="/espace/lieux/{full}/horaires/")
    monday = page.get_by_role("group", name="Lundi", exact=True).first
    expect(monday.get_by_label("Lundi, de").first).to_be_visible()
    monday.get_by_text("Fermé").click()

    expect(monday.get_by_label("Lundi, de").first).not_to_be_visible()
    if not script:
        follow(page.get_by_role("button", name="Relire avant"))
    page.locator("#apercu", has_text="Lundi : fermé").wait_for()
    assert page.faults == []


def test_a_closure_is_announced_by_keyboard_and_taken_back(manager, visit, site):
    page = manager(path="/espace/lieux/{full}/fermetures/")
    page.get_by_label("Premier jour de fermeture").fill("2026-12-24")
    page.get_by_label("Dernier jour").fill("2026-12-31")
    page.get_by_label("Pourquoi ?").fill("congés")
    page.get_by_label("Pourquoi ?").press("Enter")

    page.get_by_text("Fermé du 24 au 31 décembre 2026 (congés)").wait_for()
    assert "24–31 déc. 2026 (congés)" in read(visit, site)
    press_on(page, "Retirer : Fermé du 24")
    page.get_by_text("Aucune pour l'instant.").wait_for()
    assert "congés" not in read(visit, site)


def pin(page) -> list[float]:
    return [float(page.locator(f"[name={name}]").input_value()) for name in ("latitude", "longitude")]


def test_the_pin_is_dragged_touched_pushed_and_saved(manager):
    page = manager(path="/espace/lieux/{full}/position/")
    marker = page.locator(".leaflet-marker-icon")
    marker.wait_for()
    start = pin(page)
    box = marker.bounding_box()
    page.mouse.move(box["x"] + 22, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 72, box["y"] + 60, steps=5)
    page.mouse.up()
    dragged = pin(page)
    assert dragged[0] < start[0]
    assert dragged[1] > start[1]

    marker.focus()
    page.keyboard.press("ArrowUp")
    assert round((pin(page)[0] - dragged[0]) / 0.00009, 1) == 1
    page.get_by_role("button", name="Vers le sud").click()
    assert [round(one, 5) for one in pin(page)] == [round(one, 5) for one in dragged]
    page.locator("[data-map]").click(position={"x": 40, "y": 200})
    assert pin(page)[1] < dragged[1]

    page.get_by_text("Dans la bonne rue").click()
    follow(page.get_by_role("button", name="Enregistrer"))
    assert "repère posé dans la rue" in page.locator("main").inner_text()
    undo(page)
    assert page.faults == []


def test_two_people_at_once_are_shown_both(manager, visit_as):
    page = manager(path="/espace/lieux/{full}/presentation/")
    other = visit_as("coordinator", "/espace/lieux/{full}/presentation/")
    for one, words in ((other, "Un texte de la coordination."), (page, "Un texte de la structure.")):
        one.get_by_label("En une ou deux phrases").fill(words)
        follow(one.get_by_role("button", name="Enregistrer"))

    main = page.locator("main").inner_text()
    assert "Quelqu'un a corrigé la même chose" in main
    assert "Un texte de la coordination." in main
    page.evaluate(AXE)
    assert (page.evaluate(RUN_AXE, RULES), page.evaluate(TOO_WIDE)) == ([], [])
    page.get_by_text("Un texte de la structure.").click()
    follow(page.get_by_role("button", name="Enregistrer ce choix"))
    assert "Un texte de la structure." in page.locator("main").inner_text()


def test_an_error_is_beside_its_field_and_leads_there(manager):
    page = manager(path="/espace/lieux/{full}/horaires/")
    page.get_by_role("group", name="Lundi", exact=True).first.get_by_label("Lundi, de").first.fill("13:00")
    follow(page.get_by_role("button", name="Enregistrer"))

    page.locator(".errors a").first.click()
    assert "vient avant le début" in page.locator("#id_j0-0-a_error").inner_text()
    page.evaluate(AXE)
    assert (page.evaluate(RUN_AXE, RULES), page.evaluate(TOO_WIDE)) == ([], [])
