"""The agenda of one structure inside another site's page: the only page that may be framed."""

import re

import pytest
from django.urls import reverse

from maillage.network.enums import Role
from tests.appointments.mediating.conftest import member_of
from tests.appointments.saying import at
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.agenda import OpeningRangeFactory, SessionFactory, WorkshopFactory

pytestmark = pytest.mark.django_db


def embedded(client, diary):
    return client.get(reverse("calendars:embedded", args=[diary.organisation.slug]))


def test_others_may_frame_it_and_nothing_else(client, diary):
    answer, other = embedded(client, diary), client.get(reverse("agenda:week"))

    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"


def test_it_follows_nobody(client, diary):
    answer = embedded(client, diary)

    assert not answer.cookies
    assert re.findall(r"<script|<img|<form|<iframe", answer.content.decode()) == []


def test_it_shows_what_is_to_come_in_that_structure_only(client, diary):
    WorkshopFactory(nom="Ailleurs")
    SessionFactory(
        workshop__nom="Premiers pas", workshop__organisation=diary.organisation, start=at("14:00"), end=at("15:00")
    )
    SessionFactory(workshop__nom="Ailleurs", start=at("14:00"), end=at("15:00"))

    page = embedded(client, diary).content.decode()

    assert ("Premiers pas" in page, "Ailleurs" in page, "Écrivain public" in page) == (True, False, True)


def test_a_structure_without_agenda_says_so(client, first_of_december):
    place = PlaceFactory()
    organisation = OrganisationFactory()

    page = client.get(reverse("calendars:embedded", args=[organisation.slug])).content.decode()
    assert "Rien dans les trois semaines" in page
    assert str(place) not in page


def test_the_words_to_copy_are_shown_to_who_answers_for_it(client, diary):
    client.force_login(member_of(diary.organisation, Role.MANAGER, "responsable"))

    page = client.get(reverse("calendars:mine", args=[diary.pk])).content.decode()

    assert f"/integrer/agenda/{diary.organisation.slug}/&quot;" in page


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_with_one_and_with_three(client, diary, count, django_assert_max_num_queries):
    for _number in range(count):
        place = PlaceFactory(organisation=diary.organisation)
        OpeningRangeFactory(practice__organisation=diary.organisation, practice__place=place)

    with django_assert_max_num_queries(12):
        assert embedded(client, diary).status_code == 200


@pytest.mark.parametrize(("asked", "head"), [("ar", 'lang="ar" dir="rtl"'), ("en", 'lang="en"'), ("xx", 'lang="fr"')])
def test_it_speaks_the_language_its_address_asks_for(client, diary, asked, head):
    page = client.get(f"{reverse('calendars:embedded', args=[diary.organisation.slug])}?lang={asked}").text

    prefix = "" if 'lang="fr"' in head else f"/{asked}"
    assert head in page[: page.index(">", 20)]
    assert f'href="{prefix}/agenda/"' in page


def test_it_says_lundi_in_french_only(client, diary):
    french, english = (
        client.get(f"{reverse('calendars:embedded', args=[diary.organisation.slug])}{query}").text.casefold()
        for query in ("", "?lang=en")
    )

    assert ("lundi 7 décembre" in french, "monday 7 december" in english, "lundi" in english) == (True, True, False)
