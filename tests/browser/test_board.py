"""A wall that several people write on, seen by all within three seconds; a phone whose network goes away."""

import re

from playwright.sync_api import expect

from tests.browser.site import ROOT

SCRIPT = ROOT / "static/js/board.js"
SECONDS = 3
ASKINGS = 2  # of a wall, from a card on the server to that card on the wall: one may be on its way already
PAUSE = re.compile(r"^const PAUSE = (\d+);", re.M)  # between two, in milliseconds


def write(page, words: str) -> None:
    page.get_by_text("Actions qui manquent").first.click()
    page.get_by_label("Votre carte").fill(words)
    page.get_by_role("button", name="Mettre sur le mur").click()


def askings(page) -> list[str]:
    """Grows each time this wall is asked for."""
    asked = []
    page.on("request", lambda sent: asked.append(sent.url) if sent.url.endswith("/mur/") else None)
    return asked


def test_a_card_is_on_another_wall_within_three_seconds(visit, visit_as):
    """Three seconds are two pauses: how often a wall asks is counted, since a busy machine is late by itself."""
    one, other = visit("/rencontre/{board_code}/", width=360), visit("/rencontre/{board_code}/", width=360)
    led = visit_as("contributor", "/espace/tableaux/{board}/")

    for wall, words in ((other, "Un bus du numérique (essai)"), (led, "Un stand au marché (essai)")):
        with one.expect_response(lambda answer: answer.request.method == "POST"):
            write(one, words)
        asked = askings(wall)
        wall.locator("#wall").get_by_text(words, exact=True).wait_for()
        assert len(asked) <= ASKINGS

    (pause,) = PAUSE.findall(SCRIPT.read_text())
    assert ASKINGS * int(pause) <= SECONDS * 1000
    assert one.get_by_label("Votre carte").input_value() == ""
    assert [page.faults for page in (one, other, led)] == [[], [], []]


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
