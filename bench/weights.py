"""First visits, weighed by Chromium."""

from tests.browser.site import chromium
from tests.browser.weighing import weigh

BUDGET = {"kib": 100, "script_kib": 30, "requests": 15}


def first_visits(url: str) -> dict:
    path = chromium()
    if path is None:
        return {"not_measured": "Chromium is not installed here"}
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import FLAGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        found = {page: figures(weigh(browser, url + page)) for page in ("/", "/ou-aller/", "/lieux/")}
        browser.close()
    return {"budget": BUDGET, **found}


def figures(weight: dict[str, int]) -> dict:
    found = {"kib": round(weight["bytes"] / 1024, 1), "script_kib": round(weight["script"] / 1024, 1)}
    found["requests"] = weight["requests"]
    return found | {"ok": all(found[name] <= limit for name, limit in BUDGET.items())}
