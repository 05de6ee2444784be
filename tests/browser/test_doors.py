"""A visitor's day on a real browser: no network, a killed page, a full memory, two tabs; each door arrives once."""

import itertools
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.doors import AGAIN, OPEN, OVER
from tests.browser.following import until
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, SMALL, TINY, TOO_WIDE
from tests.browser.weighing import weigh

SCREEN = '[data-screen="{}"]:not([hidden])'
UNSENT = """async () => {
  const { open } = await import(document.getElementById('doors').dataset.store);
  return (await (await open()).items()).length;
}"""
NOTE = """async ([from, many, surveys]) => {
  const { open, item } = await import(document.getElementById('doors').dataset.store);
  const store = await open(), { campaign, rounds: [round] } = (await store.all('links'))[0], made = [];
  for (let n = from; n < from + many; n += 1) {
    const day = '2026-05-04', survey = surveys[n % surveys.length];
    const door = { round: round.id, label: `Essai ${n}`, outcome: 'refus', not_concerned: false, day };
    const told = { survey, zone: round.zone, day, language: 'fr', answers: { imprimer: 'oui' }, mentioned: [] };
    made.push(await item(...(n % 2 ? ['door', door] : ['response', told]), campaign.id));
  }
  await store.finish(null, made);
  return made.map(({ id }) => id.replaceAll('-', ''));
}"""
SEND = """async (tries) => {
  const { store: at, sending, post } = document.getElementById('doors').dataset;
  const [{ open }, { send }] = await Promise.all([import(at), import(sending)]);
  const store = await open(), { campaign } = (await store.all('links'))[0];
  for (let n = 0; n < tries && (await store.items()).length; n += 1) {
    const { stopped } = await send(store, post, campaign.id);
    if (stopped === 'busy') await new Promise((wake) => setTimeout(wake, 50));
  }
  return (await store.items()).length;
}"""


UNKNOWN_ROUND = """async () => {
  const { open, item } = await import(document.getElementById('doors').dataset.store);
  const store = await open(), { campaign } = (await store.all('links'))[0];
  const door = { round: 999999, label: 'ailleurs', outcome: 'refus', not_concerned: false, day: '2026-05-04' };
  await store.finish(null, [await item('door', door, campaign.id)]);
}"""
FULL = """() => {
  const put = IDBObjectStore.prototype.put; // no room: what was begun is undone
  IDBObjectStore.prototype.put = function (row) {
    const asked = put.call(this, row);
    this.transaction.abort();
    return asked;
  };
}"""


def ready(page, screen: str = "door"):
    page.wait_for_selector(SCREEN.format(screen))
    return page


def rows(site, table: str) -> dict[str, str]:
    with sqlite3.connect(Path(site.data) / "maillage.sqlite3") as base:
        return dict(base.execute(f"SELECT id, day FROM surveys_{table}"))


@pytest.fixture
def arrived(visit):
    """The link opened once with network, then none."""
    page = ready(visit(f"/porte/{OPEN}/", width=360, height=740))
    page.get_by_text("Prêt pour la journée sans réseau").wait_for()
    page.faults.clear()
    page.context.set_offline(True)
    page.reload()
    return ready(page)


def interview(page, label: str):
    page.get_by_label("Quelle porte ?").fill(label)
    page.get_by_role("button", name="Entretien").click()
    page.get_by_role("button", name="Oui, commencer").click()
    page.get_by_text("Rien", exact=True).click()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_text("Pouvez-vous imprimer ?").wait_for()
    return page


def reopened(page, site, token: str = OPEN):
    again = page.context.new_page()
    again.set_default_timeout(10_000)
    again.goto(site(f"/porte/{token}/"))
    return again


def told(page) -> str:
    return page.locator("[data-count]").inner_text()


def test_a_day_without_network_leaves_nothing_on_the_telephone_and_all_on_the_site(arrived, site):
    before = {table: rows(site, table) for table in ("door", "response")}
    interview(arrived, '7 « gauche » \\ "é" 😀').close()  # killed in the middle of a question
    page = ready(reopened(arrived, site), "question")
    assert page.locator("[data-question]").inner_text() == "Pouvez-vous imprimer ?"

    for _ in range(3):
        page.get_by_role("button", name="Sans réponse").click()
    page.locator("[data-list=near] input").first.check()
    page.get_by_role("button", name="C'est fini, noter").click()
    page.get_by_role("button", name="Prendre un rendez-vous").click()
    until(lambda: told(page) == "2 à envoyer")
    page.get_by_role("button", name="Retour à la tournée").click()
    page.context.set_offline(False)
    until(lambda: told(page) == "Tout est envoyé")

    new = {table: len(rows(site, table)) - len(before[table]) for table in before}
    assert new == {"door": 1, "response": 1}
    until(lambda: page.evaluate(UNSENT) == 0)
    expect(page.get_by_role("button", name="À faire (1)")).to_be_visible()


FATES = ("lost", "answer lost", "fine", "twice")


def bad_road(context) -> Counter:
    """Requests lost, answers lost after the server kept all, requests that come twice, in turn."""
    happened, turn = Counter(), itertools.cycle(FATES)

    def travel(route):
        fate = next(turn)
        happened[fate] += 1
        answer = route.fetch() if fate != "lost" else None
        if fate == "twice":
            answer = route.fetch()
        if fate in ("lost", "answer lost"):
            route.abort()
        else:
            route.fulfill(response=answer)

    context.route("**/envoi/", travel)
    return happened


def test_two_hundred_answers_arrive_once_from_two_tabs_on_a_bad_road(visit, site):
    one = ready(visit(f"/porte/{OPEN}/", service_workers="block"))
    one.context.add_init_script("delete Navigator.prototype.locks")  # this tab and the next do not wait for each other
    other = ready(reopened(one, site))
    before, surveys, doubts = {**rows(site, "door"), **rows(site, "response")}, versions(site), conflicts(site)
    happened = bad_road(one.context)
    made = [*one.evaluate(NOTE, [0, 80, surveys]), *other.evaluate(NOTE, [80, 80, surveys])]

    for page in (one, other):
        page.evaluate(f"() => {{ globalThis.going = ({SEND})(60); }}")
    assert [page.evaluate("() => going") for page in (one, other)] == [0, 0]
    made += one.evaluate(NOTE, [160, 40, surveys])
    late = reopened(one, site, OVER)
    late.wait_for_selector(".alert:not([hidden])")
    until(lambda: told(late) == "40 à envoyer")
    fresh = ready(reopened(one, site, AGAIN))

    assert fresh.evaluate(SEND, 60) == 0
    after = {**rows(site, "door"), **rows(site, "response")}
    assert len(set(made)) == 200
    assert sorted(set(after) - set(before)) == sorted(made)
    assert set(happened) == set(FATES)
    one.context.unroute_all(behavior="ignoreErrors")  # the tabs go on asking
    assert conflicts(site) == doubts


def versions(site) -> list[int]:
    return [id for (id,) in ask(site, "SELECT id FROM surveys_survey WHERE slug = 'essai-de-porte' ORDER BY version")]


def conflicts(site) -> int:
    return ask(site, "SELECT count(*) FROM surveys_conflict")[0][0]


def ask(site, sql: str) -> list[tuple]:
    with sqlite3.connect(Path(site.data) / "maillage.sqlite3") as base:
        return base.execute(sql).fetchall()


def test_with_a_full_memory_the_page_says_so_and_what_was_noted_still_leaves(arrived, site):
    before = len(rows(site, "door"))
    arrived.evaluate(FULL)
    arrived.get_by_label("Quelle porte ?").fill("9")
    arrived.get_by_role("button", name="Refus").click()
    arrived.wait_for_selector(".alert:not([hidden])")

    assert arrived.locator("[role=alert]").first.inner_text().startswith("La mémoire du téléphone est pleine.")
    until(lambda: told(arrived) == "1 à envoyer")
    arrived.locator(".doors-count").click()
    arrived.context.set_offline(False)
    arrived.get_by_role("button", name="Envoyer maintenant").click()
    until(lambda: told(arrived) == "Tout est envoyé")
    assert len(rows(site, "door")) == before + 1


def test_what_is_refused_says_why_is_put_right_and_leaves(arrived, site):
    before = len(rows(site, "door"))
    arrived.evaluate(UNKNOWN_ROUND)
    arrived.context.set_offline(False)
    arrived.locator(".doors-count").click()
    arrived.get_by_role("button", name="Envoyer maintenant").click()
    arrived.get_by_text("Cette tournée n'est pas dans la campagne.").wait_for()

    arrived.get_by_role("button", name="Corriger et renvoyer").click()
    ready(arrived)
    assert arrived.get_by_label("Quelle porte ?").input_value() == "ailleurs"
    arrived.get_by_role("button", name="Vacant ou blindé").click()
    ready(arrived, "unsent")
    arrived.get_by_role("button", name="Envoyer maintenant").click()
    until(lambda: told(arrived) == "Tout est envoyé")
    assert len(rows(site, "door")) == before + 1


def wrongs(page) -> dict[str, list]:
    page.evaluate(AXE)
    found = {"accessible": page.evaluate(RUN_AXE, RULES), "18 pixels": page.evaluate(SMALL)}
    page.set_viewport_size({"width": 320, "height": 640})
    found |= {"fits": page.evaluate(TOO_WIDE), "a thumb": page.evaluate(TINY)}
    page.set_viewport_size({"width": 360, "height": 740})
    return {rule: wrong for rule, wrong in found.items() if wrong}


def test_each_step_is_accessible_narrow_and_done_by_keyboard(arrived):
    page, found = arrived, {}
    keys = page.keyboard

    def look(screen: str) -> None:
        ready(page, screen)
        expect(page.locator("h1:focus")).to_be_visible()  # the title of the step is read first
        found[screen] = wrongs(page)

    page.get_by_label("Quelle porte ?").focus()
    keys.type("4")
    keys.press("Enter")  # to the outcomes; nothing is noted yet
    keys.press("Tab")
    keys.press("Enter")
    look("door")
    page.get_by_role("button", name="Entretien").press("Enter")
    look("concerned")
    page.get_by_role("button", name="Oui, commencer").press("Enter")
    look("question")
    page.get_by_label("Un téléphone").press("Space")
    page.get_by_role("button", name="Continuer").press("Enter")
    page.locator("[data-answers] input").fill("beaucoup")
    page.get_by_role("button", name="Continuer").press("Enter")
    expect(page.locator("#wrong")).to_have_text("Écrivez un nombre entier, en chiffres.")
    found["a wrong number"] = wrongs(page)
    page.locator("[data-answers] input").fill("3")
    for button in ("Continuer", "Oui", "Jamais", "Sans réponse"):
        page.get_by_role("button", name=button, exact=True).press("Enter")
    look("leaflet")
    page.get_by_role("button", name="C'est fini, noter").press("Enter")
    look("after")
    page.get_by_role("button", name="Faire une fiche de suivi").press("Enter")
    look("todo")
    page.locator(".doors-count").press("Enter")
    look("unsent")
    page.get_by_role("button", name="Tout effacer de ce téléphone").press("Enter")
    page.get_by_role("button", name="Garder").wait_for()
    found["confirm"] = wrongs(page)
    page.get_by_role("button", name="Effacer quand même").press("Enter")
    look("erased")

    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_the_first_opening_is_light(chromium, site):
    weight = weigh(chromium, site(f"/porte/{OPEN}/"))

    assert 0 < weight["script"] <= 30 * 1024
    assert weight["bytes"] <= 100 * 1024
