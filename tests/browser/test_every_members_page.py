"""What holds for every page of the members: what holds for the public ones, in French only."""

import pytest

from tests.browser.members_pages import every_members_page
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, SMALL, SPACE_OUT, TINY, TOO_WIDE


@every_members_page
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_is_accessible_and_asks_nobody_else(visit_as, page, width):
    opened = visit_as(page.role, page.path, width=width)

    assert (opened.answer.status, "/entrer/" in opened.url) == (page.status, False)
    opened.evaluate(AXE)
    assert opened.evaluate(RUN_AXE, RULES) == []
    assert [fault for fault in opened.faults if page.status == 200 or str(page.status) not in fault] == []


@every_members_page
def test_a_page_fits_320_pixels_spaced_out_its_text_large_enough(visit_as, page):
    opened = visit_as(page.role, page.path, width=320, height=640)

    assert opened.evaluate(TOO_WIDE) == []
    assert opened.evaluate(TINY) == []
    assert opened.evaluate(SMALL) == []
    opened.evaluate(SPACE_OUT)
    assert opened.evaluate(TOO_WIDE) == []
