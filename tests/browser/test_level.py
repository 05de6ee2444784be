"""The level check in a real browser: without JavaScript, by keyboard alone, on paper."""

from tests.browser.following import arriving, follow
from tests.orientation.level.walking import EASY

LINK, BOX, NEXT = "a.level-choice", ".level-choice input", ".level-next button"
RESULT = "/niveau/resultat/126j011410g842158rp/"
MOST_SCREENS = 40


def test_from_the_home_of_the_level_check_to_a_result_without_javascript(visit):
    page = visit("/niveau/", width=360, height=640, java_script_enabled=False)
    taps = 0
    while "/resultat/" not in page.url and taps < MOST_SCREENS:
        if page.locator(NEXT).count():
            page.locator(BOX).first.check()
            follow(page.locator(NEXT))
        else:
            follow(page.locator(LINK).first)
        taps += 1

    assert page.locator("h1").inner_text() == "Vous vous débrouillez."
    assert taps == 1 + len([id for id in EASY if id != "B6w"]) + 2  # the start, each question, printing, when
    assert page.faults == []


def test_by_keyboard_alone(visit):
    page = visit("/niveau/", width=360, height=640)
    for _ in range(MOST_SCREENS):
        if "/resultat/" in page.url:
            break
        several = page.locator(NEXT).count()
        focus(page, BOX if several else LINK)
        if several:
            page.keyboard.press("Space")
            focus(page, NEXT)
        with arriving(page):
            page.keyboard.press("Enter")

    assert "/resultat/" in page.url


def focus(page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_the_pictures_of_a_question_are_seen_without_scrolling(visit):
    """Four answers, on the smallest phone we promise."""
    page = visit("/niveau/question/1590b/", width=360, height=740)
    box = page.locator(LINK).last.bounding_box()

    assert box["y"] + box["height"] <= 740


def test_the_result_prints_on_two_pages_at_most_with_its_code(visit, tmp_path):
    from pypdf import PdfReader

    page = visit(RESULT)
    page.pdf(path=tmp_path / "resultat.pdf", format="A4")
    printed = PdfReader(tmp_path / "resultat.pdf")
    text = "\n".join(one.extract_text() for one in printed.pages)

    assert len(printed.pages) <= 2
    assert "À montrer à l'accueil" in text
    assert "Je veux bien" not in text
