""" "Mon parcours": by scan or by code and PIN, in pictures, in their language."""

import pytest

from maillage.referrals import actions as sheets
from maillage.referrals import journal
from maillage.referrals.enums import Who
from maillage.referrals.models import Access
from maillage.referrals.pathways import actions
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.pathways import FOLLOWS, pathway

pytestmark = pytest.mark.django_db
DONE = {"manner": "faire avec", "autonomy": "autonome", "aim": "préventif"}


@pytest.fixture
def begun():
    places = [PlaceFactory(nom=f"Maison {n}", organisation=OrganisationFactory()) for n in "ABC"]
    begun = pathway(*places, goals=["Voir mes petits-enfants"], language="ar")
    actions.mark_done(begun.pathway.steps.first(), FOLLOWS, **DONE)
    return begun


def text(response) -> str:
    return response.content.decode()


def tried(client, begun, **told):
    return client.post("/parcours/", {"code": begun.pathway.code, "pin": begun.pin} | told)


def test_the_scan_opens_where_one_is_and_what_comes_next(client, begun):
    page = text(client.get(f"/parcours/{begun.token}/"))

    assert page.index("Maison B") < page.index("Maison A") < page.index("Maison C")  # next first, then all in order
    assert page.count("<em>fait</em>") == 1 == page.count('aria-current="step"')


def test_nothing_personal_is_on_it(client, begun):
    page = text(client.get(f"/parcours/{begun.token}/"))

    assert [word in page for word in ("petits-enfants", begun.pin, begun.pathway.organisation.nom)] == [False] * 3


def test_it_speaks_their_language_from_right_to_left(client, begun):
    page = text(client.get(f"/ar/parcours/{begun.token}/"))

    assert 'dir="rtl"' in page
    assert [words in page for words in ("Mon parcours", "Mes étapes", "<em>fait", "Apprendre les bases")] == [False] * 4


def test_the_code_said_opens_with_its_pin(client, begun):
    response = tried(client, begun)

    assert response["Location"] == f"/parcours/{begun.pathway.code}/"
    assert "Maison B" in text(client.get(response["Location"]))


def test_the_code_alone_opens_nothing(client, begun):
    page = text(client.get(f"/parcours/{begun.pathway.code}/"))

    assert ("Maison" in page, 'name="pin"' in page) == (False, True)


def test_wrong_pins_are_counted_then_the_code_is_void(client, begun):
    wrong = "0000" if begun.pin != "0000" else "1111"
    answers = [tried(client, begun, pin=wrong).status_code for _ in range(5)]

    assert answers == [400, 400, 400, 400, 410]
    assert tried(client, begun).status_code == 410
    assert Access.objects.filter(what=journal.What.GUESS).count() == 6


def test_a_code_that_is_none_answers_as_a_wrong_pin(client, begun):
    unknown = text(tried(client, begun, code="ZZZZZZZZ"))

    assert "Essais restants : 4" in unknown


def test_a_renewed_paper_voids_the_former(client, begun):
    sheets.renew(begun.pathway, FOLLOWS)

    assert client.get(f"/parcours/{begun.token}/").status_code == 404


def test_each_reading_is_a_line_by_the_person(client, begun):
    client.get(f"/parcours/{begun.token}/")

    assert journal.about(begun.pathway).filter(what=journal.What.READ, who=Who.PERSON).count() == 1


@pytest.mark.parametrize("key", ["rien", "é" * 50, "0" * 300, "ZZZZZZZZ"])
def test_what_opens_nothing_says_so(client, key):
    assert client.get(f"/parcours/{key}/").status_code in (200, 404)


def test_nobody_keeps_a_copy(client, begun):
    response = client.get(f"/parcours/{begun.token}/")

    assert ("no-store" in response["Cache-Control"], response["X-Robots-Tag"]) == (True, "noindex")
