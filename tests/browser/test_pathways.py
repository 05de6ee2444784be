"""A refusal that teaches; a pathway of three steps in three houses, then in the person's hand."""

import sqlite3
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.following import follow
from tests.browser.mails import last_mail
from tests.browser.paths import HOLDER, LINK
from tests.browser.test_sheets import pressed

FULL = "C'est complet pour plus de 15 jours"


def refusals(data: str) -> int:
    with sqlite3.connect(Path(data) / "maillage.sqlite3") as base:
        return base.execute("SELECT sum(count) FROM referrals_refusalcount WHERE reason = 'complet'").fetchone()[0]


def test_refused_for_full_the_place_is_asked_and_the_need_is_counted(site, visit, visit_as):
    before = refusals(site.data)
    place = visit(f"/fiche/recue/{LINK}/", width=360)
    pressed(place, "Ouvrir la fiche")
    follow(place.get_by_role("link", name="Nous ne pouvons pas l'accueillir"))
    pressed(place, FULL)

    asked = last_mail(site.data, HOLDER).text
    assert ("complet pour plus de 15 jours" in asked, "Camille" in asked) == (True, False)
    assert refusals(site.data) == before + 1
    coordinator = visit_as("coordinator", "/espace/fiches/chiffres/")
    expect(coordinator.get_by_role("rowheader", name=FULL)).to_be_visible()
    assert [*place.faults, *coordinator.faults] == []


def test_three_steps_in_three_houses_then_in_the_hand_of_the_person(visit, visit_as):
    page = visit_as("contributor", "/espace/parcours/nouveau/", width=360)
    follow(page.get_by_role("link", name="Je suis parent d'élève"))
    page.get_by_label("Son quartier").select_option("epeule")
    pressed(page, "Commencer")
    follow(page.locator(".path a").last)
    pressed(page, "Retirer")
    houses = in_three_houses(page)
    follow(page.get_by_role("link", name="C'est fait"))
    pressed(page, "Sait faire seule")
    follow(page.get_by_role("link", name="Imprimer « Mon parcours »"))
    code, pin = page.locator(".sheet dd").all_inner_texts()

    person = visit("/parcours/", width=360)
    person.get_by_label("Code : 8 signes").fill(code)
    person.get_by_label("PIN : 4 chiffres").fill(pin)
    pressed(person, "Ouvrir")
    expect(person.locator(".card.first")).to_contain_text(houses[1])
    expect(person.locator(".path li")).to_have_count(3)
    expect(person.locator(".path .fait")).to_have_count(1)
    assert [*page.faults, *person.faults] == []


def in_three_houses(page) -> list[str]:
    """From each step, another house when this one already has a step."""
    houses: list[str] = []
    for at in range(3):
        follow(page.locator(".path a").nth(at))
        house = page.locator(".chosen b").inner_text()
        if house in houses:
            other = page.locator(".answers button").filter(has_not_text=houses[0]).filter(has_not_text=houses[-1]).first
            house = other.locator("span").evaluate("span => span.firstChild.textContent").strip()
            follow(other)
        else:
            follow(page.locator(".back a"))
        houses.append(house)
    expect(page.get_by_role("heading", name="Les étapes")).to_contain_text("dans 3 lieux")
    return houses
