"""Who wrote and who welcomes follow the same sheet, each as far as they may; what waits comes first."""

import re
from datetime import date

import pytest
from django.urls import reverse

from maillage.network.enums import Role, SupportManner
from maillage.network.rules import actor_of
from maillage.referrals import actions, journal
from maillage.referrals.actions import Doer
from maillage.referrals.enums import Autonomy, Outcome, Refusal, State, Verb, Who, Word
from maillage.referrals.models import Access, Referral
from maillage.referrals.writing.following import listed, today
from maillage.website.workspace.menu import doors
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.referrals import bearer, receiver, sheet
from tests.referrals.writing.conftest import TYPED, member_of

pytestmark = pytest.mark.django_db
DONE = {"manner": SupportManner.WITH, "before": Autonomy.GUIDED, "after": Autonomy.SOMETIMES}
LIST = "/espace/fiches/"


def page(response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split()).replace("&#x27;", "'")


@pytest.fixture
def referral(own, writer, place):
    return sheet(place=place, organisation=own, by=writer, phone="+33612345678", tried="Par téléphone").referral


def at(referral, more="") -> str:
    return f"/espace/fiches/{referral.pk}/{more}"


def test_each_finds_it_on_their_side(inside, at_place, referral):
    sides = {
        side: [referral.code in page(client.get(f"{LIST}?sens={side}")) for client in (inside, at_place)]
        for side in ("envoyees", "recues")
    }

    assert sides == {"envoyees": [True, False], "recues": [False, True]}


def test_a_list_says_nothing_personal_and_leaves_no_line(at_place, referral):
    before = Access.objects.count()
    shown = page(at_place.get(LIST))

    assert ("Camille" in shown, "Faire un dossier" in shown, Access.objects.count()) == (False, False, before)


def test_what_waits_for_us_comes_first(own, place):
    rows = [sheet(place=place, organisation=own).referral for _ in range(3)]
    actions.accept(rows[0], receiver(rows[0]))
    actions.see(rows[2], receiver(rows[2]))
    welcoming = actor_of(member_of(place.organisation, "accueil"))

    assert list(listed(welcoming, way="recues")) == [rows[1], rows[2], rows[0]]
    actions.refuse(rows[1], receiver(rows[1]), Refusal.FULL)
    assert next(iter(listed(actor_of(member_of(own, "envoie")), way="envoyees"))) == rows[1]


def test_a_deadline_is_read_in_the_list(at_place, own, place):
    sheet(place=place, organisation=own, deadline=date(2031, 3, 4))

    assert "avant le 4 mars" in page(at_place.get(LIST))


def test_what_is_over_is_apart_the_latest_first(inside, own, place):
    rows = [sheet(place=place, organisation=own).referral for _ in range(2)]
    for row in rows:
        actions.close(row, receiver(row), Outcome.SOLVED, **DONE)

    assert "Aucune fiche en cours" in page(inside.get(f"{LIST}?sens=envoyees"))
    shown = page(inside.get(f"{LIST}?sens=envoyees&etat=terminees"))
    assert shown.index(rows[1].code) < shown.index(rows[0].code)


@pytest.mark.parametrize("typed", [str.lower, lambda code: f"{code[:4]} {code[4:]}", lambda code: code[:5]])
def test_a_sheet_is_found_by_its_code(inside, referral, own, place, typed):
    other = sheet(place=place, organisation=own).referral
    shown = page(inside.get(LIST, {"sens": "envoyees", "code": typed(referral.code)}))

    assert (referral.code in shown, other.code in shown) == (True, False)


@pytest.mark.parametrize("code", ["é", "zzzzzzzzzzzz", "-"])
def test_a_code_that_is_none_finds_nothing(inside, referral, code):
    assert "Aucune fiche avec ce code" in page(inside.get(LIST, {"sens": "envoyees", "code": code}))


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999999", "-1"])
def test_a_page_that_is_none_is_still_a_page(inside, referral, number):
    assert inside.get(LIST, {"page": number, "sens": "envoyees"}).status_code == 200


def test_the_sheet_is_read_by_both_and_each_reading_leaves_a_line(inside, at_place, referral, own):
    for client in (inside, at_place):
        shown = page(client.get(at(referral)))
        assert all(word in shown for word in ("Camille", "06 12 34 56 78", "Faire un dossier", "Par téléphone"))

    lines = Access.objects.filter(what=journal.What.READ).values_list("who", "organisation_number", "why")
    assert list(lines) == [(Who.AUTHOR, own.pk, "fiche"), (Who.RECEIVER, referral.receiver_id, "fiche")]


def test_the_story_is_told_by_role(inside, referral):
    actions.see(referral, receiver(referral))
    actions.refuse(referral, receiver(referral), Refusal.FULL)

    shown = page(inside.get(at(referral)))
    told = ("La structure qui oriente a envoyé la fiche", "Le lieu d'accueil a vu la fiche",
            "Le lieu d'accueil n'a pas pu accueillir : C'est complet pour plus de 15 jours")  # fmt: skip
    assert [line in shown for line in told] == [True] * 3


@pytest.mark.parametrize("outcome", [Outcome.SOLVED, Outcome.PARTLY, Outcome.NOT, Outcome.SENT_ON])
def test_the_author_sees_that_it_was_solved_never_how(inside, at_place, referral, outcome):
    actions.close(referral, receiver(referral), outcome, **(DONE | {"manner": SupportManner.FOR}))
    actions.say(referral, bearer(), Word.BAD)

    how = (Autonomy.GUIDED.value, Autonomy.SOMETIMES.value, "Faire à la place", "Autonomie", "Pas content", "🙁")
    author, welcome = page(inside.get(at(referral))), page(at_place.get(at(referral)))
    assert [word for word in how if word in author] == []
    assert ("C'est résolu" if outcome == Outcome.SOLVED else "C'est terminé") in author
    assert outcome == Outcome.SOLVED or str(outcome.label) not in author
    assert [word in welcome for word in (str(outcome.label), *how[:4], "Pas content")] == [True] * 6


def test_the_place_answers_from_here_and_the_author_does_not(inside, at_place, referral):
    answer = f"/espace/fiches/{referral.pk}/repondre/"

    assert [answer in client.get(at(referral)).content.decode() for client in (inside, at_place)] == [False, True]


def test_refused_the_first_thing_to_do_is_another_place(inside, referral):
    actions.refuse(referral, receiver(referral), Refusal.FULL)

    shown = inside.get(at(referral)).content.decode()
    assert re.search(r'<a class="button" href="([^"]+)"', shown)[1] == at(referral, "ailleurs/")


def test_nobody_else_opens_it_not_even_the_coordination(client, referral):
    for name, role in (("voisin", Role.MANAGER), ("coordination", Role.COORDINATOR), ("sig", Role.GIS_READER)):
        client.force_login(member_of(OrganisationFactory(), name, role))
        pages = ("", "papier/", "papier.pdf", "rendez-vous/", "ailleurs/", "retirer/")
        assert [client.get(at(referral, more)).status_code for more in pages] == [404] * 6
    assert Access.objects.filter(what=journal.What.READ).count() == 0


@pytest.mark.parametrize("who", ["author", "receiver"])
def test_the_person_may_stop_it_from_either_side(inside, at_place, referral, who):
    client = inside if who == "author" else at_place
    assert "Cela ne s'annule pas" in page(client.get(at(referral, "retirer/")))
    answer = client.post(at(referral, "retirer/"))

    referral = Referral.objects.get()
    assert (answer.status_code, referral.state, referral.called, referral.phone) == (302, State.WITHDRAWN, "", "")
    assert at_place.get(at(referral)).status_code == 404
    assert "sont effacés depuis" in page(inside.get(at(referral)))


def test_what_is_over_is_not_stopped_again(inside, referral):
    actions.close(referral, receiver(referral), Outcome.SOLVED, **DONE)

    assert inside.post(at(referral, "retirer/")).url == at(referral)
    assert Referral.objects.get().state == State.CLOSED


def test_sent_elsewhere_with_a_yes_of_its_own_it_keeps_its_trail(inside, referral):
    other = PlaceFactory(slug="la-criee", nom="La Criée", organisation=OrganisationFactory())
    actions.refuse(referral, receiver(referral), Refusal.FULL)

    form = inside.get(at(referral, "ailleurs/?lieu=la-criee")).context["form"]
    assert (form["called"].value(), form["need"].value()) == ("Camille", "Faire un dossier")
    refused = inside.post(at(referral, "ailleurs/?lieu=la-criee"), TYPED | {"accord": ""})
    sent = inside.post(at(referral, "ailleurs/?lieu=la-criee"), TYPED)

    assert (refused.status_code, sent.status_code) == (422, 302)
    following = Referral.objects.get(place=other)
    referral.refresh_from_db()
    assert (referral.state, following.code, following.redirected_from) == (
        State.REDIRECTED, f"{referral.code}-2", referral,
    )  # fmt: skip
    assert following.code in page(inside.get(at(referral)))
    assert inside.post(at(referral, "ailleurs/?lieu=la-criee"), TYPED).url == at(referral)


def test_the_place_that_refused_is_not_proposed_again(inside, referral, place):
    actions.refuse(referral, receiver(referral), Refusal.FULL)

    proposed = inside.get(at(referral, "ailleurs/")).context["proposed"]
    assert [one["slug"] for one, _url in proposed if one["slug"] == place.slug] == []


def test_today_says_what_waits(own, place):
    received = [sheet(place=place, organisation=own).referral for _ in range(2)]
    welcoming, writing = actor_of(member_of(place.organisation, "a")), actor_of(member_of(own, "b"))
    assert [one.words for one in today(welcoming)] == ["2 fiches attendent votre réponse"]
    assert [one.words for one in today(writing)] == []

    actions.refuse(received[0], receiver(received[0]), Refusal.FULL)

    assert [one.words for one in today(welcoming)] == ["1 fiche attend votre réponse"]
    assert [one.words for one in today(writing)] == ["1 fiche à envoyer ailleurs"]


def test_the_door_is_for_who_belongs_to_a_structure(own):
    names = {
        role: "Fiches de liaison" in [door["words"] for door in doors(actor_of(member_of(own, role, role)))]
        for role in (Role.CONTRIBUTOR, Role.MANAGER, Role.COORDINATOR, Role.VISITOR)
    }

    assert names == {Role.CONTRIBUTOR: True, Role.MANAGER: True, Role.COORDINATOR: False, Role.VISITOR: False}


@pytest.mark.parametrize("way", ["recues", "envoyees"])
def test_a_list_asks_the_same_of_the_database_for_three(at_place, inside, own, place, way, django_assert_num_queries):
    client = at_place if way == "recues" else inside
    sheet(place=place, organisation=own)
    client.get(LIST, {"sens": way})
    one = asked(client, f"{LIST}?sens={way}")
    for _ in range(2):
        sheet(place=place, organisation=own)

    assert asked(client, f"{LIST}?sens={way}") == one


def test_a_sheet_asks_the_same_of_the_database_whatever_happened(inside, referral):
    inside.get(at(referral))
    one = asked(inside, at(referral))
    actions.see(referral, receiver(referral))
    actions.expect(referral, Doer(Who.AUTHOR), referral.sent_at)
    actions.miss(referral, receiver(referral))

    assert asked(inside, at(referral)) == one
    assert referral.events.filter(verb=Verb.NO_SHOW).exists()


def asked(client, url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_its_address_is_the_one_everybody_uses(referral):
    assert reverse("writing:sheet", args=[referral.pk]) == at(referral)
