"""Hands on the keyboard only."""

NAME = """() => {
  const e = document.activeElement;
  return (e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || e.value || '').trim();
}"""
OUTLINE = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
}"""


def tab_to(page, name: str, most: int = 200) -> None:
    """Press Tab until the focus is on what bears this name; the focus must be seen there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).startswith(name):
            assert page.evaluate(OUTLINE), f"the focus on {name!r} is not visible"
            return
    raise AssertionError(f"Tab never reaches {name!r}")


def press_on(page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")
