"""A wall that several people write on, seen by all within three seconds; a phone whose network goes away."""

import time

from playwright.sync_api import expect

SECONDS = 3


def write(page, words: str) -> None:
    page.get_by_text("Actions qui manquent").first.click()
    page.get_by_label("Votre carte").fill(words)
    page.get_by_role("button", name="Mettre sur le mur").click()


def test_a_card_is_on_another_wall_within_three_seconds(visit, visit_as):
    one, other = visit("/rencontre/{board_code}/", width=360), visit("/rencontre/{board_code}/", width=360)
    led = visit_as("contributor", "/espace/tableaux/{board}/")

    write(one, "Un bus du numérique (essai)")
    started = time.monotonic()
    other.locator("#wall").get_by_text("Un bus du numérique (essai)", exact=True).wait_for(timeout=SECONDS * 1000)
    led.locator("#wall").get_by_text("Un bus du numérique (essai)", exact=True).wait_for(timeout=SECONDS * 1000)

    assert time.monotonic() - started < SECONDS
    assert one.get_by_label("Votre carte").input_value() == ""
    assert (one.faults, other.faults, led.faults) == ([], [], [])


def test_without_network_a_card_waits_on_the_phone_and_leaves_by_itself_once(visit):
    page = visit("/rencontre/{board_code}/", width=360)
    page.context.set_offline(True)
    write(page, "Écrite sans réseau (essai)")
    page.get_by_text("Gardé sur ce téléphone").wait_for()

    page.context.set_offline(False)

    page.locator("#wall").get_by_text("Écrite sans réseau (essai)").wait_for()
    page.get_by_text("C'est sur le mur.").wait_for()
    page.reload()
    assert page.locator("#wall").get_by_text("Écrite sans réseau (essai)", exact=True).count() == 1


def test_without_javascript_a_card_is_sent_and_the_column_stays_chosen(visit):
    page = visit("/rencontre/{board_code}/", java_script_enabled=False)
    write(page, "Sans script (essai)")

    expect(page.get_by_text("Votre carte est sur le mur. Une autre ?")).to_be_visible()
    expect(page.locator("#wall").get_by_text("Sans script (essai)")).to_be_visible()
    assert page.locator("input[name=column]:checked").input_value() == "action-manquante"
