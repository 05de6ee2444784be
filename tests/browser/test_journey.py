"""From the home page to a printed ticket: pictures and buttons only, nothing to write, in few taps."""

from contextlib import nullcontext
from io import BytesIO
from urllib.parse import parse_qs, urlparse

import pytest
from pypdf import PdfReader

from tests.browser.following import arriving, follow

MOST_TAPS = 8
PICTURE = ".needs a:has(svg)"
START = ".choices.zones a"
TICKET = ".card a[href*='ticket.pdf']"
SIDE = {"fr": "ltr", "ar": "rtl"}
WORD = {"fr": "Roubaix", "ar": "مواعيد"}  # "hours"


def steps(language: str) -> list[str]:
    """What is touched, in order. The home page opens in French."""
    switch = [".languages > summary", f".languages a[lang={language}]"] if language != "fr" else []
    return [*switch, PICTURE, START, TICKET]


def tapped(page, selector: str) -> None:
    page.locator(selector).first.click()


def typed(page, selector: str) -> None:
    """Tab until the focus is there, and seen; then Enter."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab never reaches {selector}")


def walk(page, language: str, touch) -> tuple[str, str]:
    """The place at the top of the answer, and the address of its ticket."""
    *before, last = steps(language)
    for selector in before:
        page.locator(selector).first.wait_for()
        with nullcontext() if selector.endswith("summary") else arriving(page):
            touch(page, selector)
    page.locator(last).first.wait_for()
    name = page.locator(".card h2").first.inner_text()
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [language, SIDE[language]]
    assert page.faults == []
    with page.context.expect_event("request", lambda sent: "ticket.pdf" in sent.url) as asked:
        touch(page, last)
    return name, asked.value.url


def printed(page, address: str, language: str) -> str:
    """The text of a one-page ticket in this language."""
    answer = page.context.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    assert parse_qs(urlparse(address).query)["lang"] == [language]
    (sheet,) = PdfReader(BytesIO(answer.body())).pages
    return " ".join(sheet.extract_text().split())


@pytest.mark.parametrize("language", SIDE)
@pytest.mark.parametrize(
    ("touch", "script"),
    [(tapped, True), (typed, True), (tapped, False)],
    ids=["by touch", "by keyboard", "without script"],
)
def test_from_the_home_page_to_a_printed_ticket(visit, language, touch, script):
    page = visit("/", width=360, height=740, java_script_enabled=script)
    name, address = walk(page, language, touch)
    text = printed(page, address, language)

    assert len(steps(language)) <= MOST_TAPS
    assert name in text
    assert WORD[language] in text


def test_someone_whose_telephone_speaks_arabic_needs_one_tap_less(chromium, site):
    context = chromium.new_context(locale="ar-MA", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site("/"))
    follow(page.locator("a.offered"))
    page.wait_for_url(site("/ar/"))

    assert page.evaluate("document.documentElement.dir") == "rtl"
    context.close()


@pytest.mark.parametrize(
    "path", ["/", "/ou-aller/", "/ou-aller/?besoin=imprimer", "/ou-aller/?besoin=imprimer&zone={zone}"]
)
def test_no_screen_asks_for_a_name_a_mail_or_a_phone(visit, path):
    fields = visit(path).locator("input:not([type=hidden])").evaluate_all("all => all.map(one => one.name)")

    assert [name for name in fields if name not in ("q", "adresse")] == []
