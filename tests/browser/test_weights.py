"""A first visit, on a small phone with little data."""

import urllib.request

import pytest

from tests.browser.weighing import weigh

KIB = 1024


@pytest.mark.parametrize("path", ["/", "/ou-aller/", "/lieux/"])
def test_a_first_visit_is_light(chromium, site, path):
    weight = weigh(chromium, site(path))

    assert 0 < weight["bytes"] <= 100 * KIB
    assert weight["script"] <= 30 * KIB
    assert weight["requests"] <= 15


def test_static_files_are_compressed_kept_for_ever_and_under_the_same_policy(site, visit):
    page = visit("/")
    address = page.eval_on_selector("link[rel=stylesheet]", "link => link.href")
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})

    with urllib.request.urlopen(asked) as answer:
        headers = answer.headers

    assert headers["Content-Encoding"] == "gzip"
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in headers["Content-Security-Policy"].split("; ")
