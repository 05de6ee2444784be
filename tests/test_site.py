"""What is true of every address: who may open it, its headers, its HTML."""

import re

import pytest
from django.urls import URLPattern, get_resolver

from maillage.core.access import public
from tests.access import ANONYMOUS, MEMBERS, PRIVATE
from tests.factories import OrganisationFactory, PlaceFactory, ZoneFactory

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
EXAMPLES = [pytest.param(example, answer, id=pattern or "accueil") for pattern, (example, answer) in ANONYMOUS.items()]
PUBLIC = [param for param in EXAMPLES if param.values[1] == 200]
INLINE = re.compile(
    r"<style|<[^>]+\s(?:style|on[a-z]+)=|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I
)


@pytest.fixture
def world(db):
    """One of each thing an address may show."""
    organisation = OrganisationFactory(slug="structure-d-essai", nom="Structure d'essai")
    ZoneFactory()
    return PlaceFactory(id="lieu-essai", slug="lieu-d-essai", nom="Lieu d'essai", organisation=organisation)


def patterns(urls=None, prefix="") -> dict[str, URLPattern]:
    found = {}
    for entry in urls if urls is not None else get_resolver().url_patterns:
        path = prefix + str(entry.pattern)
        if path == "admin/":
            found[path] = None  # Django's, guarded as a whole
        elif hasattr(entry, "url_patterns"):
            found |= patterns(entry.url_patterns, path)
        else:
            found[path] = entry
    return found


def policy(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def test_every_address_is_in_the_table_of_access():
    assert sorted(patterns()) == sorted([*ANONYMOUS, *MEMBERS])


def test_a_page_is_private_unless_a_line_opens_it():
    opened = {
        path for path, entry in patterns().items() if entry and not getattr(entry.callback, "login_required", True)
    }

    assert opened == {path for path, (_, answer) in ANONYMOUS.items() if answer != PRIVATE}


@pytest.mark.parametrize(("example", "answer"), EXAMPLES)
def test_what_an_anonymous_visitor_gets(client, world, example, answer):
    response = client.get(example)

    if answer == PRIVATE:
        assert response["Location"].startswith("/admin/login/")  # which leads to /entrer/
    else:
        assert response.status_code == answer


@pytest.mark.parametrize(("example", "answer"), [*EXAMPLES, pytest.param("/rien/", 404, id="404")])
def test_every_answer_carries_the_security_headers(client, world, example, answer):
    response = client.get(example)
    made_to_be_framed = example.startswith("/integrer/")

    assert policy(response) == POLICY | ({"frame-ancestors": "*"} if made_to_be_framed else {})
    expected = HEADERS | ({"X-Frame-Options": None} if made_to_be_framed else {})
    assert {name: response.get(name) for name in HEADERS} == expected
    assert response.has_header("Permissions-Policy")


@pytest.mark.parametrize(("example", "answer"), PUBLIC)
def test_no_page_shows_a_template_s_insides_or_anything_inline(client, world, example, answer):
    response = client.get(example)
    if not response["Content-Type"].startswith("text/html"):
        return
    html = response.text

    assert [mark for mark in ("{{", "{%", "None</", "Traceback") if mark in html] == []
    assert INLINE.findall(html) == []
    assert re.search(r'<html lang="fr"', html)
    assert html.count("<h1") == 1


@pytest.mark.parametrize(("example", "answer"), PUBLIC)
def test_an_open_page_answers_a_head(client, world, example, answer):
    assert client.head(example).status_code == 200


def test_a_get_that_writes_is_caught(client, world, monkeypatch):
    @public
    def writes(request):
        world.save()

    monkeypatch.setattr(get_resolver().url_patterns[-1].url_patterns[-1].url_patterns[0], "callback", writes)

    with pytest.raises(AssertionError, match="A GET writes"):
        client.get("/")


def test_a_member_s_pages_are_kept_by_no_cache(client, django_user_model, db):
    client.force_login(django_user_model.objects.create_superuser("agent", password="un mot de passe long"))

    assert client.get("/admin/")["Cache-Control"] == "no-store"
