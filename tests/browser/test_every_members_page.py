"""What holds for every page of the members: what holds for the public ones, in French only."""

from tests.browser.members_pages import every_members_page
from tests.browser.test_every_page import wrongs


@every_members_page
def test_a_page_is_accessible_readable_narrow_and_asks_nobody_else(look, page):
    opened = look(page.path, role=page.role)

    assert "/entrer/" not in opened.url
    assert wrongs(opened, page.status) == {}
