"""How the language is chosen: an address, a link, and nothing kept."""

import re

import pytest
from django.conf import settings

from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a href="([^"]*)" hreflang="(\w+)" lang="\w+" dir="\w+"( aria-current="page")?>')
CODES = [code for code, _ in settings.LANGUAGES]


def switch(page: str) -> dict[str, str]:
    menu = page.partition('<details class="languages')[2].partition("</details>")[0]
    return {code: url.replace("&amp;", "&") for url, code, _ in LINK.findall(menu)}


@pytest.mark.parametrize(
    ("path", "bare"),
    [
        ("/", "/"),
        ("/ar/", "/"),
        ("/ou-aller/?q=imprimer&zone=epeule", "/ou-aller/?q=imprimer&zone=epeule"),
        ("/tr/lieux/?ouvert=samedi", "/lieux/?ouvert=samedi"),
        ("/ar/niveau/question/10f1/", "/niveau/question/10f1/"),
        ("/en/structures/", "/structures/"),
    ],
)
def test_the_switch_leads_to_the_same_page(client, path, bare):
    found = switch(client.get(path).text)

    assert found == {code: bare if code == "fr" else f"/{code}{bare}" for code in CODES}
    assert {code: client.get(url).status_code for code, url in found.items()} == dict.fromkeys(CODES, 200)


@pytest.mark.parametrize("path", ["/rien/", "/ar/rien/", "/donnees/"])
def test_from_a_page_that_exists_in_no_other_language_the_switch_leads_home(client, path):
    assert switch(client.get(path).text) == {code: "/" if code == "fr" else f"/{code}/" for code in CODES}


@pytest.mark.parametrize("path", ["//evil.example/", "/ar//evil.example/", "/ar///evil.example", "/\\evil.example/"])
def test_no_link_of_the_switch_leaves_the_site(client, path):
    for asked in (path, f"{path}?lang=fr", f"{path}?lang=ar"):
        answer = client.get(asked)
        assert not answer.get("Location", "/").startswith(("//", "http", "/\\"))
        assert [url for url in switch(answer.text).values() if not re.match(r"/(?![/\\])", url)] == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/?lang=ar", "/ar/"),
        ("/ou-aller/?lang=ar&q=imprimer&zone=epeule", "/ar/ou-aller/?q=imprimer&zone=epeule"),
        ("/ar/ou-aller/?lang=fr&q=a", "/ou-aller/?q=a"),
        ("/tr/lieux/?lang=ro", "/ro/lieux/"),
    ],
)
def test_lang_in_a_question_leads_to_the_page_in_that_language(client, asked, found):
    answer = client.get(asked)

    assert (answer.status_code, answer["Location"]) == (302, found)


@pytest.mark.parametrize("asked", ["/?lang=xx", "/?lang=", "/?lang=fr", "/ar/?lang=ar", "/donnees/?lang=ar"])
def test_a_language_we_do_not_speak_or_speak_already_changes_nothing(client, asked):
    assert client.get(asked).status_code == 200


def test_a_file_reads_its_language_itself(client):
    PlaceFactory(slug="lieu-d-essai")

    assert client.get("/lieux/lieu-d-essai/ticket.pdf?lang=ar").status_code == 200
    assert client.get("/api/orientation?q=imprimer&lang=ar").status_code == 200


@pytest.mark.parametrize(
    ("accepted", "offered"),
    [
        ("ar,fr;q=0.5", ["ar"]),
        ("tr-TR,tr;q=0.9", ["tr"]),
        ("fr-FR,ar", []),
        ("de,ro;q=0.8", ["ro"]),
        ("", []),
        ("*", []),
    ],
)
def test_the_language_of_the_browser_is_offered_never_imposed(client, accepted, offered):
    answer = client.get("/ou-aller/", headers={"accept-language": accepted})

    assert '<html lang="fr"' in answer.text
    assert re.findall(r'class="pill offered no-print" href="[^"]*" hreflang="(\w+)"', answer.text) == offered
    assert "Accept-Language" in answer["Vary"]


def test_once_chosen_nothing_else_is_offered_and_nothing_is_kept(client):
    answer = client.get("/tr/ou-aller/", headers={"accept-language": "ar"})

    assert "offered" not in answer.text
    assert answer.cookies == {}


def test_links_of_the_journey_keep_the_language(client):
    page = client.get("/ar/ou-aller/").text

    assert re.findall(r'<a href="([^"]*)\?besoin=', page) == ["/ar/ou-aller/"] * 9
    assert 'action="/ar/ou-aller/"' in page


def test_two_languages_are_two_answers_for_a_cache(client):
    french, arabic = client.get("/ou-aller/"), client.get("/ar/ou-aller/")

    assert (french["Content-Language"], arabic["Content-Language"]) == ("fr", "ar")
    assert french["ETag"] != arabic["ETag"] if french.has_header("ETag") else True


def test_a_page_for_professionals_stays_in_french_and_says_so(client):
    page = client.get("/ar/mentions-legales/").text

    assert '<html lang="fr" dir="ltr">' in page
    assert '<header class="top" lang="ar" dir="rtl">' in page
    assert "هذه الصفحة بالفرنسية." in page
    assert 'href="/ar/ou-aller/"' in page


@pytest.mark.parametrize("accepted", ["ar", "fr", "tr"])
def test_data_do_not_depend_on_the_browser(client, accepted):
    PlaceFactory()
    plain = client.get("/api/lieux").content

    assert client.get("/api/lieux", headers={"accept-language": accepted}).content == plain
