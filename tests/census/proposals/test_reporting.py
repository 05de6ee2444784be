"""Something was not as written: one tap, doubt on what it names, an answer; and « Avez-vous trouvé ? »."""

import pytest
from django.contrib.auth import get_user_model

from maillage.census.models import Channel, ErrorReport, Feedback
from maillage.census.proposals import actions, queries
from maillage.core.models import Message
from maillage.network.models import Membership
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.members import a_coordinator


@pytest.fixture
def place(db):
    return PlaceFactory(slug="epn", nom="EPN", organisation=OrganisationFactory())


@pytest.fixture
def coordinator(db):
    return a_coordinator()


def test_one_tap_reports_and_casts_doubt(client, place):
    response = client.post("/lieux/epn/signaler/", {"kind": "fermé"})

    place.refresh_from_db()
    assert response["Location"].startswith("/lieux/epn/signaler/merci/?suite=")
    assert [*place.contested] == ["horaires"]
    assert ErrorReport.objects.get().channel == Channel.PUBLIC


def test_a_visitor_s_report_says_it_comes_from_the_field(client, place):
    user = get_user_model().objects.create_user("visite")
    Membership.objects.create(user=user, organisation=OrganisationFactory(), role="visite")
    client.force_login(user)

    client.post("/lieux/epn/signaler/", {"kind": "téléphone"})

    found = ErrorReport.objects.get()
    assert (found.channel, found.by) == (Channel.VISIT, user)


def test_words_are_added_by_who_reported_and_nobody_else(client, place):
    page = client.post("/lieux/epn/signaler/", {"kind": "fermé"})["Location"]

    client.post(page, {"text": "Porte close à 10 h", "email": ""})
    client.post("/lieux/epn/signaler/merci/?suite=1:faux", {"text": "Autre"})

    assert ErrorReport.objects.get().text == "Porte close à 10 h"


def test_a_bad_address_is_said_beside_it(client, place):
    page = client.post("/lieux/epn/signaler/", {"kind": "fermé"})["Location"]

    response = client.post(page, {"text": "Porte close", "email": "personne"})

    assert (response.status_code, "Porte close</textarea>" in response.text) == (400, True)
    assert (
        "Cette adresse n&#x27;est pas complète" in response.text or "Cette adresse n'est pas complète" in response.text
    )


def test_nothing_chosen_is_said(client, place):
    assert client.post("/lieux/epn/signaler/", {"kind": "rien"}).status_code == 400


def test_too_many_words_from_one_address_are_refused(client, place):
    answers = [client.post("/lieux/epn/signaler/", {"kind": "autre"}).status_code for _ in range(21)]

    assert answers == [302] * 20 + [429]


def test_the_one_who_reported_reads_the_answer_and_is_forgotten(place, coordinator):
    found = actions.report(place, kind="fermé")
    actions.add_details(found, text="", email="voisin@exemple.test")

    actions.settle(found, by=coordinator, outcome="Ouvert désormais le mardi", was_right=False)

    found.refresh_from_db()
    place.refresh_from_db()
    assert (found.email, [*place.contested]) == ("", [])
    assert "Ouvert désormais le mardi" in Message.objects.sent_to("voisin@exemple.test").get().text


def test_doubt_stays_while_another_report_says_the_same(place, coordinator):
    first, _second = actions.report(place, kind="fermé"), actions.report(place, kind="fermé")

    actions.settle(first, by=coordinator, outcome="", was_right=True)

    place.refresh_from_db()
    assert [*place.contested] == ["horaires"]


def test_yes_or_no_under_a_page_is_one_tap(client, place):
    client.post("/avis/", {"page": "/lieux/epn/?q=secret", "found": "non"})

    found = Feedback.objects.get()
    assert (found.page, found.found, found.place) == ("/lieux/epn/", False, place)


def test_what_was_missing_is_added_to_that_answer(client, db):
    page = client.post("/avis/", {"page": "/", "found": "non"})

    client.post("/avis/precision/", {"told": page.context["told"], "page": "/", "text": "un écrivain public"})

    assert Feedback.objects.get().text == "un écrivain public"


@pytest.mark.parametrize("page", ["https://ailleurs.test/", "//ailleurs.test", "\x00", "x" * 400, ""])
def test_no_page_of_another_site_is_offered_to_go_back_to(client, db, page):
    response = client.post("/avis/", {"page": page, "found": "oui"})

    assert response.status_code in (200, 400)
    assert "ailleurs.test" not in response.text


def test_where_people_do_not_find_comes_first(db):
    for page, found in (("/a/", True), ("/b/", False), ("/b/", True)):
        actions.tell_feedback(page=page, found=found)

    assert [(one.page, one.yes, one.no) for one in queries.opinions()] == [("/b/", 1, 1), ("/a/", 1, 0)]


def test_an_opinion_on_a_place_says_which(db):
    PlaceFactory(nom="Maison des Fileurs", slug="maison-fileurs")
    for page in ("/lieux/maison-fileurs/", "/lieux/parti/", "/ou-aller/"):
        actions.tell_feedback(page=page, found=True)

    assert {one.nom for one in queries.opinions()} == {"Maison des Fileurs", "/lieux/parti/", "/ou-aller/"}
