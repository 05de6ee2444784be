"""Waiting for what comes: a press alone returns before the page it leads to, and what is read next is the old one."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Locator, Page


def arriving(page: Page) -> AbstractContextManager:
    """Inside, what leads to another page; after, one is on it."""
    return page.expect_event("domcontentloaded")


def follow(way: Locator) -> None:
    with arriving(way.page):
        way.click()


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)
