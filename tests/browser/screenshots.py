"""`make screenshots`: pictures of the main pages of the demo in ./screenshots, to be looked at."""

import shutil

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.pages import PAGES
from tests.browser.site import ROOT, demo_site

FOLDER = ROOT / "screenshots"
WIDTHS = (360, 1280)


def take(browser, site) -> None:
    for width in WIDTHS:
        context = browser.new_context(
            locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": width, "height": 800}
        )
        tab = context.new_page()
        for page in PAGES:
            tab.goto(site(page.path))
            tab.screenshot(path=FOLDER / f"{page.name.replace(' ', '-')}-{width}.png", full_page=width == 360)
        tab.goto(site("/lieux/"))
        tab.get_by_role("link", name="Voir la carte").click()
        tab.wait_for_timeout(2000)
        tab.locator("#carte").scroll_into_view_if_needed()
        tab.screenshot(path=FOLDER / f"carte-{width}.png")
        context.close()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with demo_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        take(browser, site)
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
