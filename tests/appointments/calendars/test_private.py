"""Behaviour 35: a private address, random and revocable, kept as a digest; it never says who comes."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.calendars import actions as calendars
from maillage.appointments.enums import State
from maillage.appointments.models import Feed
from maillage.places.enums import Service
from tests.appointments.calendars.reading import event, events, seen_by_khal, served, synced
from tests.appointments.saying import at, clock
from tests.factories.agenda import OpeningRangeFactory

pytestmark = pytest.mark.django_db
MADAME = Person(
    called="Mme Bernadette", phone="+33612345678", email="b@exemple.test", language="ar", service=Service.DEMARCHES
)


@pytest.fixture
def address(diary):
    return reverse("calendars:private", args=[calendars.open_feed(diary, by=None)])


def test_it_says_when_what_and_where_never_who(client, diary, address):
    row = actions.book(diary, at("09:30"), person=MADAME).appointment

    content = client.get(address).content
    one = event(content, f"appointment-{row.pk}")

    assert (str(one["summary"]), clock(one["dtstart"].dt), str(one["description"])) == (
        "Rendez-vous", "09:30", str(Service.DEMARCHES),
    )  # fmt: skip
    assert str(one["url"]).endswith(f"/espace/agenda/?jour=2026-12-07&agenda={diary.pk}")
    words = ("Bernadette", "12345678", "b@exemple", row.code, row.token_hash)
    assert [word for word in words if word.encode() in content] == []


def test_moved_then_called_off_it_keeps_its_name_and_counts_up(client, diary, address):
    row = actions.book(diary, at("09:30")).appointment

    def now():
        one = event(client.get(address).content, f"appointment-{row.pk}")
        return clock(one["dtstart"].dt), str(one["status"]), one["sequence"]

    told = [now()]
    actions.move(row, at("10:00"))
    told.append(now())
    actions.cancel(row, by=None, state=State.EXCUSED)
    told.append(now())

    assert told == [("09:30", "CONFIRMED", 0), ("10:00", "CONFIRMED", 1), ("10:00", "CANCELLED", 2)]


def test_nobody_keeps_it_and_no_robot_lists_it(client, address):
    answer = client.get(address)

    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert not answer.cookies


def test_revoked_it_answers_no_more(client, address):
    assert client.get(address).status_code == 200

    calendars.revoke(Feed.objects.get(), by=None)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("token", ["rien", "x" * 4000, "%00", "é"])
def test_an_invented_address_is_nothing(client, address, token):
    assert client.get(f"/flux/prive/{token}.ics").status_code == 404


def test_the_database_does_not_hold_the_address(diary, address):
    token = re.search(r"/flux/prive/(.+)\.ics", address)[1]

    assert len(token) >= 43
    assert Feed.objects.get().token_hash != token
    assert token not in str(list(Feed.objects.values()))


def test_only_reading(client, address):
    assert {client.generic(method, address).status_code for method in ("POST", "PUT", "DELETE", "PATCH")} == {405}


def test_another_diary_is_not_in_it(client, diary, address):
    other = OpeningRangeFactory(practice__organisation=diary.organisation, practice__place=diary.place)
    actions.book(other.practice, at("09:30"))

    uids = {str(one["uid"]).partition("@")[0] for one in events(client.get(address).content)}
    assert uids == {f"range-{diary.ranges.get().pk}"}


def test_khal_shows_appointments_at_the_hour_of_the_wall_on_both_sides_of_the_change(client, diary, address, tmp_path):
    """Behaviour 19."""
    days = (date(2027, 3, 22), date(2027, 4, 5))
    for day in days:
        actions.book(diary, at("09:30", day))
    with served(client.get(address).content) as (url, _asked):
        synced(url, tmp_path)

    found = seen_by_khal(tmp_path, *days)
    assert [when for when, title in found if title == "Rendez-vous"] == ["2027-03-22 09:30", "2027-04-05 09:30"]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_with_one_and_with_three(client, diary, address, count, django_assert_num_queries):
    for number in range(count):
        actions.book(diary, at(f"{9 + number}:00".zfill(5)))
        actions.open_range(diary, weekday=number, start=time(14), end=time(15), first_day=date(2026, 1, 1))

    client.get(address)
    with django_assert_num_queries(13):
        client.get(address)
