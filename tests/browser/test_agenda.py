"""The agenda's journeys, as people walk them: small screen, Arabic, no script, no e-mail."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.following import arriving, follow
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, SMALL, TINY, TOO_WIDE
from tests.browser.weighing import weigh

KIB = 1024
ALL = 250 * KIB
MOMENTS = "/rendez-vous/chez/{full}/?avec=ecrivain-public"


def booked(page) -> None:
    """From the moments to the ticket, saying nothing of oneself; takes the last moment shown."""
    follow(page.locator(".moments a").last)
    follow(page.locator(".whom a").first)
    page.wait_for_timeout(2100)  # nobody fills in a form faster
    follow(page.locator("form .do button").first)
    follow(page.locator("button[value=reserver]"))
    page.wait_for_selector(".ticket")


def code(page) -> str:
    return page.locator(".ticket .code").first.inner_text()


def check(page) -> list[str]:
    """Accessible, no wider than the screen, large enough for thumbs and eyes."""
    return page.evaluate(TOO_WIDE) + page.evaluate(TINY) + page.evaluate(SMALL)


def test_somebody_books_in_arabic_without_script_nor_email_in_six_screens(visit):
    page = visit("/ar/lieux/{full}/", width=360, height=740, java_script_enabled=False)
    screens = []
    page.on("framenavigated", lambda frame: screens.append(frame.url))

    follow(page.locator(".do a.button").first)
    booked(page)

    assert (len(screens), page.faults) == (5, [])  # and the place's page: six
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert re.fullmatch(r"[A-Z2-9]{5}", code(page))
    assert page.locator(".ticket section").evaluate_all("several => several.map(one => one.lang)") == ["ar", "fr"]


def test_the_whole_journey_weighs_little(chromium, site):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    page = context.new_page()
    devtools, sizes = context.new_cdp_session(page), []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    devtools.send("Network.enable")
    page.goto(site("/lieux/{full}/"), wait_until="networkidle")

    follow(page.locator(".do a.button").first)
    booked(page)
    page.wait_for_load_state("networkidle")
    context.close()

    assert 0 < sum(sizes) <= ALL


@pytest.mark.parametrize("path", ["/agenda/", MOMENTS])
def test_a_first_visit_is_light(chromium, site, path):
    assert weigh(chromium, site(path))["bytes"] <= 100 * KIB


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_each_screen_of_the_journey_is_accessible(visit, prefix):
    page = visit(prefix + MOMENTS, width=360, height=740)
    found = []

    def look():
        page.evaluate(AXE)
        found.extend(page.evaluate(RUN_AXE, RULES) + check(page))

    follow(page.locator(".moments a").last)
    follow(page.locator(".whom a").first)
    page.fill("#phone", "12")
    follow(page.locator("form .do button").first)
    look()  # a mistake
    page.fill("#phone", "")
    page.wait_for_timeout(2100)
    follow(page.locator("form .do button").first)
    look()  # the last look
    follow(page.locator("button[value=reserver]"))
    page.wait_for_selector(".ticket")
    look()
    follow(page.locator('a[href$="deplacer/"]'))
    look()
    follow(page.locator(".moments a").first)
    look()
    follow(page.locator("form button"))
    follow(page.locator('a[href$="annuler/"]'))
    look()
    follow(page.locator("form button"))
    look()  # cancelled

    assert found == []
    assert page.locator(".ticket.gone").count() == 1


@pytest.mark.parametrize(("format", "width", "height"), [("A6", "105mm", "148mm"), ("A4", "210mm", "297mm")])
def test_the_page_of_the_ticket_prints_on_one_sheet(visit, format, width, height):
    page = visit("/ar" + MOMENTS, width=360, height=740)
    booked(page)

    sheet = PdfReader(BytesIO(page.pdf(width=width, height=height)))

    assert (len(sheet.pages), code(page) in sheet.pages[0].extract_text().replace(" ", "")) == (1, True)


def test_by_keyboard_only(visit):
    page = visit(MOMENTS, width=360, height=740)

    def press(selector):
        page.locator(selector).last.focus()
        with arriving(page):
            page.keyboard.press("Enter")

    press(".moments a")
    press(".whom li:first-child a")
    page.wait_for_timeout(2100)
    press("form .do button")
    page.wait_for_selector("button[value=reserver]")
    press("button[value=reserver]")
    page.wait_for_selector(".ticket")

    assert re.fullmatch(r"[A-Z2-9]{5}", code(page))


def test_a_lost_moment_keeps_what_was_typed(visit):
    first, second = (visit(MOMENTS, width=360, height=740) for _ in range(2))
    for page in (first, second):
        follow(page.locator(".moments a").nth(3))
        follow(page.locator(".whom a").first)
        page.fill("#called", "Camille")
        page.wait_for_timeout(2100)
        follow(page.locator("form .do button").first)

    follow(first.locator("button[value=reserver]"))
    first.wait_for_selector(".ticket")
    follow(second.locator("button[value=reserver]"))
    second.wait_for_selector(".moments.wide")
    follow(second.locator(".moments.wide button").first)

    assert second.locator(".typed").inner_text().split()[-1] == "Camille"


def test_a_neighbour_books_for_an_elder(visit):
    page = visit(MOMENTS, width=360, height=740, java_script_enabled=False)

    follow(page.locator(".moments a").nth(1))
    follow(page.get_by_role("link", name="pour un voisin, une voisine"))
    page.fill("#called", "Mme L.")
    page.wait_for_timeout(2100)
    follow(page.locator("form .do button").first)
    follow(page.locator("button[value=reserver]"))

    assert "Mme L." not in page.locator("main").inner_text()
    assert re.fullmatch(r"[A-Z2-9]{5}", code(page))


def test_the_desk_says_full_and_where_to_go_shows_it_then_no_more(visit, visit_as):
    desk = visit_as("contributor", "/espace/accueil/", width=360)
    follow(desk.locator("button", has_text="Complet").first)
    name = desk.locator(".desk", has=desk.locator(".desk-now")).locator("h2").inner_text()

    said = visit("/agenda/", width=360).locator(".now").inner_text()
    follow(desk.locator("button", has_text="Retirer").first)

    assert ("Complet pour l'instant" in said, name in said) == (True, True)
    assert visit("/agenda/", width=360).locator(".now").count() == 0


def test_what_the_desk_says_is_beside_the_place_where_one_is_sent_at_once(visit, visit_as):
    """Complet, then venez maintenant, then nothing: on the results of a person who asks meanwhile."""
    results = visit("/ou-aller/?q=imprimer&near=50.6893,3.1668", width=360, height=740)
    desk = visit_as("contributor", "/espace/accueil/", width=360)
    card = desk.locator(".desk", has_text="Tisserands")
    shown = []

    for button in ("Complet", "Venez", "Retirer"):
        follow(card.locator("button", has_text=button).first)
        results.reload()  # right after: nothing old is kept anywhere on the way
        shown.append(desk_words(results))

    assert shown == ["Complet pour l'instant", "Venez maintenant", ""]


def desk_words(page) -> str:
    """What the card of that place says of this very moment."""
    said = page.locator("li.card", has_text="Tisserands").first.inner_text()
    return next((words for words in ("Complet pour l'instant", "Venez maintenant") if words in said), "")


def test_a_workshop_fills_and_the_line_moves(visit):
    tickets = []
    for _ in range(3):
        page = visit("/rendez-vous/atelier/{workshop}/", width=360, height=740, java_script_enabled=False)
        follow(page.locator(".do a.button").first)
        follow(page.locator(".whom a").first)
        page.wait_for_timeout(2100)
        follow(page.locator("form .do button").first)
        follow(page.locator("button[value=reserver]"))
        tickets.append(page)
    waiting = tickets[-1]
    assert [page.locator("h1").inner_text() for page in tickets] == [
        "C'est réservé", "C'est réservé", "Vous êtes sur la liste d'attente"
    ]  # fmt: skip

    follow(tickets[0].locator('a[href$="annuler/"]'))
    follow(tickets[0].locator("form button"))
    waiting.reload()
    offered = waiting.locator("h1").inner_text()
    follow(waiting.get_by_role("button", name="Oui, je viens"))

    assert (offered, waiting.locator("h1").inner_text()) == ("Une place s'est libérée pour vous", "C'est réservé")
