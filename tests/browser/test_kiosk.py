"""The shared screen: a minute without touch, a question, then nothing is left."""

import pytest
from playwright.sync_api import expect

from tests.browser.following import follow, until
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, TOO_WIDE
from tests.browser.test_offline import settled

STILL_HERE = "Je suis encore là"


@pytest.fixture
def kiosk(visit, site):
    """A screen on which someone is choosing, its clock in our hands."""
    page = visit("/?borne=1", width=1080, height=1200)
    page.clock.install()
    page.reload()
    follow(page.locator(".needs a").first)
    page.wait_for_url("**besoin=**")
    page.mouse.click(5, 5)
    return page


def wait(page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)


def asks(page) -> bool:
    return page.locator("[data-notice]").is_visible()


def test_after_a_minute_it_asks_and_stays_when_answered(kiosk):
    wait(kiosk, 58)
    assert not asks(kiosk)
    wait(kiosk, 3)
    assert asks(kiosk)
    kiosk.get_by_role("button", name=STILL_HERE).click()

    assert not asks(kiosk)
    wait(kiosk, 55)
    assert "besoin=" in kiosk.url
    assert not asks(kiosk)


def test_the_question_is_answered_by_keyboard(kiosk):
    wait(kiosk, 62)
    assert kiosk.evaluate("document.activeElement.textContent") == STILL_HERE
    kiosk.keyboard.press("Enter")
    assert not asks(kiosk)
    wait(kiosk, 62)
    kiosk.keyboard.press("Escape")

    assert not asks(kiosk)


def test_unanswered_it_forgets_everything_and_goes_home(kiosk, site):
    kiosk.evaluate("localStorage.setItem('one', '1'); document.cookie = 'two=2; path=/'")
    kiosk.get_by_label("Une adresse, une rue").fill("12 rue de Lille")
    wait(kiosk, 71)
    kiosk.wait_for_url(site("/"), wait_until="load")

    assert kiosk.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    assert kiosk.evaluate("history.length") <= 2  # the tab's first blank page, and this one
    kiosk.go_back()
    assert "rue de Lille" not in kiosk.content()
    assert "besoin=" not in kiosk.url


def test_the_next_person_finds_it_in_french(kiosk, site):
    kiosk.goto(site("/ar/ou-aller/"))
    kiosk.mouse.click(5, 5)
    wait(kiosk, 71)

    kiosk.wait_for_url(site("/"))


def test_it_is_still_a_shared_screen_afterwards(kiosk, site):
    wait(kiosk, 71)
    kiosk.wait_for_url(site("/"))

    assert kiosk.evaluate("document.documentElement.className") == "kiosk"


def test_what_the_device_kept_for_the_day_without_network_goes_too(kiosk, site):
    kiosk.goto(site("/ou-aller/?besoin=imprimer&zone={zone}"))
    settled(kiosk, site("/lieux/?zone={zone}").removeprefix(site.url))
    kiosk.mouse.click(5, 5)
    wait(kiosk, 71)
    kiosk.wait_for_url(site("/"))
    left = """async () => {
      const all = [];
      for (const name of await caches.keys()) {
        if (!name.includes('static')) all.push(...await (await caches.open(name)).keys());
      }
      return all.map(({ url }) => url.slice(location.origin.length));
    }"""

    until(lambda: sorted(kiosk.evaluate(left)) == ["/", "/hors-ligne/", "/ou-aller/"])


def test_one_can_go_back_start_again_and_print(kiosk, site):
    expect(kiosk.get_by_role("button", name="Imprimer", exact=True)).to_be_visible()
    follow(kiosk.get_by_role("button", name="Retour"))
    kiosk.wait_for_function("() => location.pathname === '/'")
    follow(kiosk.locator(".needs a").nth(1))
    kiosk.wait_for_url("**besoin=**")
    follow(kiosk.get_by_role("button", name="Recommencer"))

    kiosk.wait_for_url(site("/"))


def test_its_question_is_accessible(kiosk):
    wait(kiosk, 62)
    kiosk.evaluate(AXE)

    assert (kiosk.evaluate(RUN_AXE, RULES), kiosk.evaluate(TOO_WIDE)) == ([], [])


def test_targets_are_larger(kiosk, visit):
    there = kiosk.locator(".choices a").first.bounding_box()["height"]
    elsewhere = visit("/ou-aller/?besoin=demarche").locator(".choices a").first.bounding_box()["height"]

    assert there >= 70 > elsewhere


def test_a_ticket_opens_beside_and_closes_with_the_rest(kiosk, site):
    kiosk.goto(site("/lieux/{full}/"))
    with kiosk.expect_popup() as opened:
        kiosk.get_by_role("link", name="Imprimer mon ticket").click()
    wait(kiosk, 71)
    kiosk.wait_for_url(site("/"))

    if not opened.value.is_closed():
        opened.value.wait_for_event("close")


def test_it_leads_nowhere_else(kiosk, site):
    kiosk.goto(site("/lieux/{full}/"))

    assert kiosk.locator("main a[href^=http]:visible").count() == 0


def test_any_other_screen_never_asks(visit, site):
    page = visit("/")
    page.clock.install()
    page.goto(site("/ou-aller/?besoin=imprimer"))
    page.clock.run_for(300_000)

    assert page.url == site("/ou-aller/?besoin=imprimer")
    assert not asks(page)
