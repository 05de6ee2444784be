"""Going to another page: a press alone returns before it comes, and what is read next is the old one."""

from contextlib import AbstractContextManager

from playwright.sync_api import Locator, Page


def arriving(page: Page) -> AbstractContextManager:
    """Inside, what leads to another page; after, one is on it."""
    return page.expect_event("domcontentloaded")


def follow(way: Locator) -> None:
    with arriving(way.page):
        way.click()
