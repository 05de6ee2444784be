"""What a place's page and the results of "Où aller ?" say of the agenda; what the desk says is there at once."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from maillage.appointments import actions
from maillage.appointments.enums import DeskWord
from maillage.appointments.recurrence import PARIS
from maillage.appointments.week.queries import lines
from maillage.network.enums import Role
from maillage.network.models import Membership
from tests.factories import PlaceFactory
from tests.factories.agenda import OpeningRangeFactory

pytestmark = pytest.mark.django_db
RESULTS = "/ou-aller/?besoin=demarche&depart=partout"


@pytest.fixture
def desk(place):
    """Somebody at the welcome desk."""
    organisation = place.practices.first().organisation
    place.organisation = organisation
    place.save()
    user = get_user_model().objects.create_user("accueil", email="accueil@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=Role.CONTRIBUTOR)
    return user


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'").replace("\u00a0", " ").strip()


def beside(client, url=RESULTS) -> list[str]:
    found = re.search(r'<ul class="agenda-lines">(.*?)</ul>', client.get(url).text, re.DOTALL)
    return [plain(one) for one in re.findall(r"<li[^>]*>(.*?)</li>", found.group(1), re.DOTALL)] if found else []


def said(place) -> list[str]:
    return [one.text.replace("\u00a0", " ") for one in lines([place.pk])[place.pk]]


def test_a_line_each_for_the_next_walk_in_the_next_moment_and_the_next_seats(place, workshop):
    assert said(place) == [
        "sans rendez-vous : demain 14 h", "9 h, sur rendez-vous", "atelier vendredi 10 h : il reste 2 places",
    ]  # fmt: skip


def test_the_next_moment_follows_bookings(place, writer):
    actions.book(writer, datetime(2026, 12, 1, 9, tzinfo=PARIS))

    assert "9 h 30, sur rendez-vous" in said(place)


def test_a_walk_in_going_on_says_until_when(place, clock):
    clock.move_to(datetime(2026, 12, 2, 15, tzinfo=PARIS))

    assert said(place)[0] == "sans rendez-vous jusqu'à 17 h"


def test_a_full_workshop_has_no_line(place, workshop):
    for _ in range(2):
        actions.register(workshop)

    assert [one for one in said(place) if "atelier" in one] == []


def test_a_place_without_diary_has_no_line():
    assert said(PlaceFactory()) == []


def test_results_say_when_one_is_received(client, place):
    assert beside(client) == ["sans rendez-vous : demain 14 h", "9 h, sur rendez-vous"]


def test_what_the_desk_says_is_in_the_results_at_once_and_goes_by_itself(client, place, desk, clock):
    before = beside(client)
    client.force_login(desk)
    client.post(f"/espace/accueil/{place.slug}/", {"mot": "complet"})
    client.logout()

    after = beside(client)
    clock.shift(timedelta(minutes=59))
    still = beside(client)
    clock.shift(timedelta(minutes=2))

    assert "Complet pour l'instant (jusqu'à 9 h)" in after
    assert after[1:] == before
    assert "Complet pour l'instant (jusqu'à 9 h)" in still
    assert [one for one in beside(client) if "Complet" in one] == []


def test_while_the_desk_says_full_nobody_is_told_to_come_without_appointment(client, place, desk, clock):
    clock.move_to(datetime(2026, 12, 2, 15, tzinfo=PARIS))
    actions.say_at_desk(place, DeskWord.FULL, by=desk)

    everywhere = [*said(place), plain(client.get("/agenda/?vue=jour").text), plain(page(client, place))]

    assert [one for one in everywhere if "en ce moment" in one or "sans rendez-vous jusqu'à" in one] == []
    assert said(place)[:2] == ["Complet pour l'instant (jusqu'à 16 h)", "sans rendez-vous : mercredi 9 décembre à 14 h"]


def test_it_is_withdrawn_in_one_tap(client, place, desk):
    client.force_login(desk)
    client.post(f"/espace/accueil/{place.slug}/", {"mot": "venez"})
    shown = said(place)[0]
    client.post(f"/espace/accueil/{place.slug}/", {"mot": "retirer"})

    assert (shown, [one for one in said(place) if "Venez" in one]) == ("Venez maintenant (jusqu'à 9 h)", [])


def test_come_and_full_contradict_each_other_the_printer_does_not(place, desk):
    for word in (DeskWord.COME, DeskWord.PRINTER, DeskWord.FULL):
        actions.say_at_desk(place, word, by=desk)

    found = [one.split(" (")[0] for one in said(place)]
    assert sorted(found[:2]) == ["Complet pour l'instant", "Imprimante en panne"]


@pytest.mark.parametrize("mot", ["", "bonjour", "\x00"])
def test_an_unknown_word_is_not_said(client, place, desk, mot):
    client.force_login(desk)

    answer = client.post(f"/espace/accueil/{place.slug}/", {"mot": mot})

    assert (answer.status_code, place.desk_words.count()) == (302, 0)


def test_somebody_else_may_not_speak_for_a_place(client, place, desk):
    client.force_login(desk)

    answer = client.post(f"/espace/accueil/{PlaceFactory().slug}/", {"mot": "complet"})

    assert answer.status_code == 404


def test_the_desk_sees_its_places_and_what_they_say(client, place, desk):
    client.force_login(desk)
    client.post(f"/espace/accueil/{place.slug}/", {"mot": "imprimante"})

    page = plain(client.get("/espace/accueil/").text)

    assert "Maison des écrits Imprimante en panne jusqu'à 9 h 00" in page


@pytest.mark.parametrize("count", [1, 3])
def test_lines_cost_the_same_for_any_number_of_places(place, workshop, count, django_assert_num_queries):
    keys = [place.pk, *(PlaceFactory().pk for _ in range(count - 1))]

    with django_assert_num_queries(10):
        lines(keys)


@pytest.mark.parametrize("count", [1, 3])
def test_results_cost_the_same_for_any_number_of_places_that_receive(client, place, count, django_assert_num_queries):
    for _ in range(count - 1):
        OpeningRangeFactory(practice__place__latitude=50.69, practice__place__longitude=3.17,
                            practice__place__services=place.services, weekday=1)  # fmt: skip

    with django_assert_num_queries(18):
        assert client.get(RESULTS).text.count('class="agenda-lines"') == count


# A place's page


def page(client, place) -> str:
    return client.get(place.get_absolute_url()).text


def test_a_place_tells_its_next_days_and_the_one_thing_to_do(client, place, workshop):
    html = page(client, place)
    coming = plain(html.partition('<section class="coming ')[2].partition("</section>")[0])
    action = re.search(r'<p class="do"><a class="button" href="([^"]*)">(.*?)</a>', html, re.DOTALL)

    assert [part in coming for part in ("Quand venir", "Aujourd'hui, mardi 1er décembre", "Sonnez deux fois")] == [
        True
    ] * 3
    assert (action.group(1), plain(action.group(2))) == (
        f"/rendez-vous/chez/{place.slug}/", "Prendre rendez-vous : 9 h"
    )  # fmt: skip


def test_with_walk_ins_only_one_is_not_asked_to_book(client, place, writer):
    writer.ranges.all().delete()

    assert "Prendre rendez-vous :" not in page(client, place)


def test_what_the_desk_says_stands_under_the_hours(client, place, desk):
    actions.say_at_desk(place, DeskWord.COME, by=desk)

    assert 'class="desk-word open"' in page(client, place)


def test_a_place_without_diary_has_no_such_part(client):
    assert "Quand venir" not in page(client, PlaceFactory())


def test_in_another_language_what_was_written_in_french_is_marked(client, place):
    html = client.get(f"/en{place.get_absolute_url()}").text

    assert '<bdi lang="fr">Sonnez deux fois</bdi>' in html


def test_results_in_a_zone_keep_their_lines(client, place):
    assert beside(client, "/ou-aller/?besoin=demarche&zone=epeule") != []
