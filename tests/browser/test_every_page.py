"""What holds for every page: accessible, self-contained, readable on the narrowest screen."""

from importlib.resources import files

import pytest

from tests.browser.pages import every_page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`));
}"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > window.innerWidth + 1 || box.left < -1) && !e.closest('.skip');
  }).slice(0, 5).map(e => e.outerHTML.slice(0, 120)).concat(document.documentElement.scrollWidth + ' px')"""
# WCAG 1.4.12; an adopted sheet, since the policy refuses an injected one
SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
TINY = """() => [...document.querySelectorAll('main a.button, main button, main input:not([type=hidden]), main select,'
    + ' main summary, header a, main .tile, main nav a')]
  .filter(e => e.checkVisibility() && !e.matches('[type=checkbox], [type=radio]'))
  .map(e => [e, e.getBoundingClientRect()]).filter(([e, box]) => box.height < 44 || box.width < 44)
  .map(([e, box]) => `${Math.round(box.width)} × ${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`)"""

SMALL = """() => [...document.querySelectorAll('main p, main li, main dd, main label, main small, main td')]
  .filter(e => e.checkVisibility() && e.innerText.trim() && !e.closest('.leaflet-container'))
  .map(e => [e, parseFloat(getComputedStyle(e).fontSize), e.closest('.hint, .stamp, .steps, .sources, small')])
  .filter(([e, size, beside]) => size < (beside ? 16 : 18))
  .slice(0, 5).map(([e, size]) => size + ' ' + e.outerHTML.slice(0, 120))"""


@every_page
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_is_accessible_and_asks_nobody_else(visit, page, width):
    opened = visit(page.path, width=width)

    assert opened.answer.status == page.status
    opened.evaluate(AXE)
    assert opened.evaluate(RUN_AXE, RULES) == []
    assert [fault for fault in opened.faults if page.status == 200 or str(page.status) not in fault] == []


@every_page
def test_a_page_fits_320_pixels_in_both_directions_and_spaced_out(visit, page):
    opened = visit(page.path, width=320, height=640)

    assert opened.evaluate(TOO_WIDE) == []
    opened.evaluate("document.documentElement.dir = 'rtl'")
    assert opened.evaluate(TOO_WIDE) == []
    opened.evaluate("document.documentElement.dir = 'ltr'")
    opened.evaluate(SPACE_OUT)
    assert opened.evaluate(TOO_WIDE) == []


@every_page
def test_what_one_presses_is_wide_enough_for_a_thumb(visit, page):
    assert visit(page.path, width=360, height=640).evaluate(TINY) == []


@every_page
def test_text_is_18_pixels_and_16_beside_it(visit, page):
    """Hints, stamps and counts may be smaller than the text they stand beside; nothing is under 16 pixels."""
    assert visit(page.path, width=360).evaluate(SMALL) == []
