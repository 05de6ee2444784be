"""One site and one Chromium for all; a context of its own for each test."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.site import chromium as installed
from tests.browser.site import demo_site

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop lives in the thread of the tests that follow
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps", "--no-first-run", "--disable-dev-shm-usage",
    # nobody types in its address bar, whose lists are two more pages for each context: a third of its cost
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,AimEnabled,HttpsUpgrades,"
    "LensOverlay,MediaRouter,OptimizationHints,PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning",
]  # fmt: skip
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as started:
        yield started


@contextmanager
def launched(playwright, path: str | None):
    if path is None:
        pytest.skip("Chromium is not installed here")
    browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium(playwright):
    with launched(playwright, installed()) as browser:
        yield browser


@pytest.fixture(scope="session")
def whole_chromium(playwright):
    """With windows: only it shows a PDF in a page and says what keeps a site from being installed."""
    with launched(playwright, shutil.which("chromium")) as browser:
        yield browser


@pytest.fixture(scope="session")
def site(chromium):
    with demo_site() as site:
        yield site


@pytest.fixture
def visit(chromium, site):
    """`visit("/lieux/", width=320)`: a page opened in a context of its own, with what went wrong in `page.faults`."""
    with visiting(chromium, site) as open_page:
        yield open_page


@pytest.fixture
def visit_whole(whole_chromium, site):
    with visiting(whole_chromium, site) as open_page:
        yield open_page


@contextmanager
def visiting(browser, site):
    contexts = []

    def open_page(path: str, *, role: str = "", width: int = 1280, height: int = 800, **options):
        context = browser.new_context(
            locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        if role:
            context.add_cookies([{"name": "sessionid", "value": site.sessions[role], "url": site.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.faults = watch(page, site.url)
        page.answer = page.goto(site(path), wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def looked(chromium, site):
    """{role and options: their page}, one for all that is only looked at: a context costs more than a page."""
    pages = {}
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.fixture
def look(chromium, site, looked):
    """`look("/lieux/", role="manager")`: what holds for every page is read here; nothing is typed, nothing is kept."""

    def open_page(path: str, *, role: str = "", width: int = 1280, height: int = 800, **options):
        key = (role, *sorted(options.items()))
        page = looked.get(key) or _new_page(key, role, options)
        if "#" in path:
            page.goto("about:blank")  # else the same document stays
        page.set_viewport_size({"width": width, "height": height})
        page.faults.clear()
        page.answer = page.goto(site(path), wait_until="load")
        return page

    def _new_page(key: tuple, role: str, options: dict):
        french = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "service_workers": "block"}
        context = chromium.new_context(**french | options)
        if role:
            context.add_cookies([{"name": "sessionid", "value": site.sessions[role], "url": site.url}])
        page = looked[key] = context.new_page()
        page.set_default_timeout(10_000)
        page.faults = watch(page, site.url)
        return page

    return open_page


@pytest.fixture
def visit_as(visit):
    """`visit_as("coordinator", "/espace/", width=360)`: the roles are those of sessions.py."""

    def open_page(role: str, path: str, **options):
        return visit(path, role=role, **options)

    return open_page


def watch(page, home: str) -> list[str]:
    """Console errors (the CSP reports there), exceptions, and requests to any other host."""
    faults = []
    own = (home, "data:", "blob:")
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.context.on("request", lambda sent: None if sent.url.startswith(own) else faults.append(f"asks {sent.url}"))
    return faults
