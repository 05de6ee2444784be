"""The day of who receives: the next person first, one tap, one tap back, counted without a name."""

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.enums import State
from maillage.appointments.mediating import queries
from maillage.appointments.models import DoneNote
from maillage.network.enums import Role
from maillage.places.enums import Service
from tests.appointments.mediating.conftest import member_of
from tests.appointments.saying import at
from tests.factories import OrganisationFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory

DAY = reverse("mediating:day")


def said(client, row, state):
    return client.post(reverse("mediating:say", args=[row.pk]), {"etat": state}, follow=True)


@pytest.fixture
def expected(diary, monday):
    """Two people: half past nine, in Arabic, for a form; ten."""
    first = Person(called="Mme B.", language="ar", service=Service.DEMARCHES)
    return [
        actions.book(diary, at("09:30"), person=first).appointment,
        actions.book(diary, at("10:00")).appointment,
    ]


def test_the_first_thing_is_the_next_person(inside, expected):
    page = inside.get(DAY).content.decode()

    following = page[page.index("La prochaine personne") : page.index("Ensuite")]
    assert re.sub(r"<[^>]+>|\s+", " ", following).split("Venu")[0].split() == [
        "La", "prochaine", "personne", "9", "h", "30", expected[0].code, "Mme", "B.", "arabe", "Aide", "aux",
        "démarches", "administratives",
    ]  # fmt: skip
    assert page.index(expected[0].code) < page.index(expected[1].code)


@pytest.mark.parametrize("state", [State.CAME, State.NO_SHOW, State.EXCUSED, State.CANCELLED])
def test_one_tap_says_what_became_of_somebody(inside, expected, state):
    page = said(inside, expected[0], state)

    expected[0].refresh_from_db()
    assert expected[0].state == state
    assert expected[1].code in page.content.decode().split("La prochaine personne")[1]


def test_a_wrong_tap_is_taken_back_within_a_minute(inside, expected, monday):
    page = said(inside, expected[0], State.CAME)
    assert "Annuler ce geste" in page.content.decode()

    monday.shift(timedelta(seconds=61))
    later = inside.get(page.request["PATH_INFO"], {"dit": expected[0].pk})
    assert "Annuler ce geste" not in later.content.decode()

    said(inside, expected[0], State.BOOKED)
    expected[0].refresh_from_db()
    assert (expected[0].state, DoneNote.objects.count()) == (State.BOOKED, 0)


def test_who_came_is_counted_once_with_what_they_came_for(inside, expected):
    said(inside, expected[0], State.CAME)
    said(inside, expected[0], State.CAME)

    notes = list(DoneNote.objects.values_list("service", "minutes", "day", "walk_in"))
    assert notes == [(Service.DEMARCHES, 30, date(2026, 12, 7), False)]


def test_what_was_done_is_one_tap_in_closed_categories(inside, expected):
    said(inside, expected[1], State.CAME)
    note = reverse("mediating:note", args=[expected[1].pk])

    inside.post(note, {"service": Service.SECURITE})
    inside.post(note, {"manner": "faire avec"})
    refused = inside.post(note, {"service": "Madame B. a divorcé"})

    assert refused.status_code == 302
    assert list(DoneNote.objects.values_list("service", "manner")) == [(Service.SECURITE, "faire avec")]


def test_tomorrow_nobody_has_come_yet(inside, diary, monday):
    row = actions.book(diary, at("09:30", date(2026, 12, 14))).appointment

    page = said(inside, row, State.CAME)

    row.refresh_from_db()
    assert row.state == State.BOOKED
    assert "on le pointe le jour même" in page.content.decode()


def test_a_walk_in_is_one_tap_and_one_tap_back(inside, diary):
    passing = reverse("mediating:passing", args=[diary.pk])

    inside.post(passing, {"service": Service.DEMARCHES})
    inside.post(passing, {"service": ""})
    assert list(DoneNote.objects.values_list("service", "walk_in")) == [(Service.DEMARCHES, True), ("", True)]

    inside.post(passing, {"retirer": DoneNote.objects.last().pk})
    assert list(DoneNote.objects.values_list("service", flat=True)) == [Service.DEMARCHES]


def test_the_telephone_of_who_is_next_is_one_tap_away_and_nowhere_else(inside, diary, monday):
    actions.book(diary, at("09:30"), person=Person(phone="+33612345678"))
    actions.book(diary, at("10:00"), person=Person(phone="+33698765432"))

    page = inside.get(DAY).content.decode()

    assert re.findall(r"tel:(\+33\d+)", page) == ["+33612345678"]


def test_nothing_to_do_offers_the_first_thing_to_do(client, writer, monday):
    client.force_login(member_of(OrganisationFactory(), Role.CONTRIBUTOR, "nouvelle"))

    page = client.get(DAY).content.decode()

    assert "Vous n'avez pas encore d'agenda" in page.replace("&#x27;", "'")
    assert reverse("mediating:publish") in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_day_costs_the_same_with_one_and_with_three(diary, monday, count, django_assert_num_queries):
    for _number in range(count):
        other = PracticeFactory(organisation=diary.organisation)
        OpeningRangeFactory(practice=other, start=time(9))
        actions.book(other, at("09:30"))
        SessionFactory(workshop=WorkshopFactory(practice=other), start=at("15:00"), end=at("16:00"))
    practices = list(type(diary).objects.select_related("place"))

    with django_assert_num_queries(7):
        found = queries.the_day(practices, date(2026, 12, 7), at("08:00"))
        assert [str(row.practice) and str(row.place) for row in [found.next, *found.rest]]

    assert len([found.next, *found.rest]) == len(found.sessions) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_day_costs_the_same_with_one_and_with_three(
    inside, diary, monday, count, django_assert_max_num_queries
):
    for hour in ("09:30", "10:00", "10:30")[:count]:
        actions.book(diary, at(hour))

    with django_assert_max_num_queries(16):
        assert inside.get(DAY).status_code == 200


@pytest.mark.parametrize(
    "asked", ["jour=9999-99-99", "jour=0001-01-01", "jour=%00", f"agenda={'9' * 21}", "dit=%00&agenda=x"]
)
def test_an_address_that_makes_no_sense_is_today(inside, expected, asked):
    assert inside.get(f"{DAY}?{asked}").status_code == 200


def test_a_day_prints_without_its_buttons(inside, expected):
    page = inside.get(DAY).content.decode()

    assert len(re.findall(r'<form[^>]*class="taps no-print"', page)) == 2
