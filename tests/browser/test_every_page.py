"""What holds for every page: accessible, self-contained, readable on the narrowest screen."""

from importlib.resources import files

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
TURN = "() => { const root = document.documentElement; root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl'; }"
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


def wrongs(page, status: int = 200, *, answered: int = 200) -> dict[str, list[str]]:
    """What does not hold on an open page, by rule: one visit, three widths, from the widest to the narrowest.

    `answered`: to a form sent from it. Chromium tells any status but 200 as a fault, when it finds the time.
    """
    meant = {str(one) for one in (status, answered) if one != 200}
    page.evaluate(AXE)
    found = {"status": [] if page.answer.status == status else [str(page.answer.status)]}
    found["accessible at 1280"] = page.evaluate(RUN_AXE, RULES)
    page.set_viewport_size({"width": 360, "height": 800})
    found["accessible at 360"] = page.evaluate(RUN_AXE, RULES)
    found["wide enough for a thumb"] = page.evaluate(TINY)
    found["18 pixels, and 16 beside"] = page.evaluate(SMALL)
    page.set_viewport_size({"width": 320, "height": 640})
    found["fits 320 pixels"] = page.evaluate(TOO_WIDE)
    page.evaluate(TURN)
    found["fits the other way round"] = page.evaluate(TOO_WIDE)
    page.evaluate(TURN)
    page.evaluate(SPACE_OUT)
    found["fits spaced out"] = page.evaluate(TOO_WIDE)
    found["faults"] = [fault for fault in page.faults if not any(one in fault for one in meant)]
    return {rule: wrong for rule, wrong in found.items() if wrong}


@every_page
def test_a_page_is_accessible_readable_narrow_and_asks_nobody_else(look, page):
    assert wrongs(look(page.path), page.status) == {}
