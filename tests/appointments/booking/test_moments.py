"""The moments of a place: by day, the next first, each once; elsewhere when it books elsewhere."""

import re
from datetime import timedelta

import pytest

from maillage.appointments import actions
from maillage.appointments.booking.naming import moment_called, written
from maillage.appointments.enums import PracticeKind
from tests.factories import PlaceFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory

pytestmark = pytest.mark.django_db
BUTTON = re.compile(r'href="[^"]*/pour/\?quand=([^&]*)&(?:amp;)?avec=([\w-]+)"')
DAY = re.compile(r'<h2 id="jour-\d+">([^<]*)</h2>')


def page(client, place, query=""):
    return client.get(f"/rendez-vous/chez/{place.slug}/{query}")


def buttons(client, place, query="") -> list[str]:
    return [when for when, _ in BUTTON.findall(page(client, place, query).text)]


def test_the_next_days_come_first_five_at_a_time(client, diary):
    first = page(client, diary.place)

    assert DAY.findall(first.text) == [
        "Lundi 7 décembre", "Lundi 14 décembre", "Lundi 21 décembre", "Lundi 28 décembre", "Lundi 4 janvier 2027",
    ]  # fmt: skip
    assert buttons(client, diary.place)[:3] == ["2026-12-07T09:00", "2026-12-07T09:30", "2026-12-07T10:00"]


def test_later_days_are_one_link_away(client, diary):
    (later,) = re.findall(r'href="(\?du=[^"]*)"', page(client, diary.place).text)

    assert (later, DAY.findall(page(client, diary.place, later).text)[0]) == (
        "?du=2027-01-11", "Lundi 11 janvier 2027"
    )  # fmt: skip


def test_what_is_booked_is_not_shown(client, diary, monday):
    actions.book(diary, monday)

    assert buttons(client, diary.place)[0] == "2026-12-07T09:30"


def test_two_people_free_at_ten_are_one_button(client, diary):
    other = PracticeFactory(organisation=diary.organisation, place=diary.place, kind=diary.kind)
    OpeningRangeFactory(practice=other)

    assert buttons(client, diary.place).count("2026-12-07T10:00") == 1


def test_two_functions_are_two_buttons_and_a_choice(client, diary):
    other = PracticeFactory(organisation=diary.organisation, place=diary.place, kind=PracticeKind.MEDIATOR)
    OpeningRangeFactory(practice=other)

    assert buttons(client, diary.place).count("2026-12-07T10:00") == 2
    assert {avec for _, avec in BUTTON.findall(page(client, diary.place, "?avec=ecrivain-public").text)} == {
        "ecrivain-public"
    }


def test_a_range_elsewhere_is_shown_there_and_not_here(client, diary):
    visited = PlaceFactory()
    OpeningRangeFactory(practice=diary, place=visited, weekday=3)

    assert buttons(client, visited)[0] == "2026-12-03T09:00"
    assert "2026-12-03T09:00" not in buttons(client, diary.place)


@pytest.mark.parametrize("count", [1, 3])
def test_moments_cost_the_same_for_any_number_of_diaries(client, diary, monday, count, django_assert_num_queries):
    for n in range(count):
        other = PracticeFactory(organisation=diary.organisation, place=diary.place)
        OpeningRangeFactory(practice=other)
        actions.book(other, monday + timedelta(minutes=30 * n))

    with django_assert_num_queries(8):
        page(client, diary.place)


def test_a_place_that_books_on_its_own_site_sends_there(client):
    place = PlaceFactory(prise_rdv="https://rdv.exemple.test/", telephone="+33320000000")

    said = page(client, place).text

    assert ("https://rdv.exemple.test/" in said, "tel:+33320000000" in said, BUTTON.findall(said)) == (True, True, [])


def test_a_place_with_only_a_phone_shows_the_phone(client):
    said = page(client, PlaceFactory(telephone="+33320000000")).text

    assert ("Ce lieu prend les rendez-vous par téléphone." in said, "tel:+33320000000" in said) == (True, True)


def test_a_place_that_says_nothing_says_to_go_there(client):
    assert "Le plus sûr est" in page(client, PlaceFactory()).text


def test_when_everything_is_taken_it_is_said(client, before):
    diary = OpeningRangeFactory(practice__horizon=3).practice

    assert "Aucun moment libre pour l" in page(client, diary.place).text


@pytest.mark.parametrize(
    "query", ["?du=hier", "?du=9999-99-99", "?du=1900-01-01", "?avec=personne", "?du=%00&avec=%00"]
)
def test_a_bad_address_is_read_as_no_question(client, diary, query):
    response = page(client, diary.place, query)

    assert (response.status_code, buttons(client, diary.place, query)[0]) == (200, "2026-12-07T09:00")


@pytest.mark.parametrize("columns", [{"published": False}, {"life_cycle": "fermé"}])
def test_a_place_nobody_sees_has_no_moments(client, columns):
    place = PlaceFactory()
    type(place).objects.filter(pk=place.pk).update(**columns)

    assert page(client, place).status_code == 404


def test_a_moment_is_named_by_the_hour_on_the_wall(monday):
    assert (written(monday), moment_called("2026-12-07T09:00")) == ("2026-12-07T09:00", monday)


@pytest.mark.parametrize(
    "text", ["", "demain", "2026-12-07", "2026-12-07T09:00:01", "0001-01-01T00:00", "2027-03-28T02:30"]
)
def test_what_no_clock_shows_names_no_moment(text):
    assert moment_called(text) is None


def test_the_bare_address_leads_to_what_is_booked(client):
    assert client.get("/rendez-vous/")["Location"] == "/agenda/?comment=rendez-vous"
