"""Public calendars: the same occurrences as our pages, read by khal and vdirsyncer, across both changes of clocks."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from maillage.appointments import actions, queries
from maillage.appointments.enums import Shape
from maillage.appointments.models import Closure
from maillage.appointments.recurrence import PARIS
from maillage.places.enums import Service
from tests.appointments.calendars.reading import event, events, seen_by_khal, served, synced
from tests.appointments.saying import at
from tests.factories import PlaceFactory, ZoneFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
ALL = reverse("calendars:everything")


def told(client, address: str = ALL) -> bytes:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return answer.content


@pytest.fixture
def busy_place(db):
    """Everything that may happen to a series: every week, every other week, some weeks of the month, called off,
    moved, elsewhere, a holiday, a day and half a day closed; and a workshop."""
    practice = PracticeFactory(services=[Service.DEMARCHES])
    weekly = OpeningRangeFactory(practice=practice, weekday=0, shape=Shape.WALK_IN)
    OpeningRangeFactory(practice=practice, weekday=2, every=2, first_day=date(2026, 1, 7), start=time(14), end=time(17))
    OpeningRangeFactory(practice=practice, weekday=4, of_month="1,3,5", start=time(10), end=time(12))
    OpeningRangeFactory(practice=practice, weekday=5, of_month="2", every=2, start=time(10), end=time(12))
    until = OpeningRangeFactory(practice=practice, weekday=3, last_day=date(2027, 3, 25))
    actions.change_occurrence(weekly, date(2027, 3, 22), cancelled=True)
    actions.change_occurrence(weekly, date(2026, 10, 26), start=time(10), end=time(11, 30))
    actions.change_occurrence(until, date(2027, 3, 25), place=PlaceFactory(nom="École"))
    for day, start, end in ((date(2026, 11, 2), "00:00", "23:00"), (date(2026, 11, 5), "10:00", "11:00")):
        Closure.objects.create(practice=practice, start=at(start, day), end=at(end, day), reason="Formation")
    workshop = WorkshopFactory(nom="Premiers pas")
    for day in (date(2027, 3, 26), date(2027, 4, 2)):
        SessionFactory(workshop=workshop, start=at("14:00", day), end=at("16:00", day))
    return practice


CHANGES = [(date(2026, 10, 19), date(2026, 11, 15)), (date(2027, 3, 15), date(2027, 4, 11))]


@pytest.mark.parametrize(("since", "until"), CHANGES, ids=["automne", "printemps"])
@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York"])
def test_khal_shows_the_same_occurrences_as_our_page_across_a_change_of_clocks(
    client, busy_place, tmp_path, since, until, zone
):
    with time_machine.travel(datetime(2026, 10, 1, 8, tzinfo=PARIS), tick=False):
        content = told(client)
        ours = [one for one in queries.occasions(since, until) if not one.cancelled]
    with served(content) as (url, asked):
        synced(url, tmp_path)

    found = [when for when, _title in seen_by_khal(tmp_path, since, until, zone)]
    assert asked
    assert len(ours) > 8
    assert found == sorted(f"{one.start.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for one in ours)


def test_vdirsyncer_follows_what_changes_without_doubling_anything(client, diary, tmp_path):
    row = diary.ranges.get()
    files = [told(client)]

    with served(files) as (url, _asked):
        before = sorted(file.name for file in synced(url, tmp_path).iterdir())
        actions.change_occurrence(row, date(2026, 12, 14), cancelled=True)
        files.append(told(client))
        after = [file.read_bytes() for file in synced(url, tmp_path).iterdir()]

    assert len(before) == len(after) == 1
    assert b"STATUS:CANCELLED" in after[0]
    days = [when[:10] for when, _title in seen_by_khal(tmp_path, date(2026, 12, 7), date(2026, 12, 21))]
    assert days == ["2026-12-07", "2026-12-21"]


def test_a_series_is_one_event_with_its_rule_and_its_zone(client, diary):
    content = told(client)

    one = event(content, f"range-{diary.ranges.get().pk}")
    assert one["dtstart"].params["TZID"] == "Europe/Paris"
    assert one["rrule"]["FREQ"] == ["WEEKLY"]
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    assert {str(day.dt.date()) for day in one["exdate"].dts} >= {"2027-03-29", "2027-05-17"}  # Easter, Whit Monday


def test_each_change_is_one_more_and_the_name_never_changes(client, diary):
    row = diary.ranges.get()
    was = event(told(client), f"range-{row.pk}")
    actions.change_series(row, start=time(10))
    now = event(told(client), f"range-{row.pk}")
    actions.change_occurrence(row, date(2026, 12, 14), cancelled=True)
    gone = next(one for one in events(told(client)) if "recurrence-id" in one)

    assert [str(one["uid"]) for one in (now, gone)] == [str(was["uid"])] * 2
    assert [one["sequence"] for one in (was, now, gone)] == [0, 1, 2]
    assert (gone["status"], gone["recurrence-id"].dt) == ("CANCELLED", at("10:00", date(2026, 12, 14)))


def test_a_session_called_off_says_so(client, first_of_december):
    session = SessionFactory(start=at("14:00"), end=at("16:00"))
    was = event(told(client), f"session-{session.pk}")

    actions.cancel_session(session, by=None)

    now = event(told(client), f"session-{session.pk}")
    assert [(str(one["uid"]), one["status"], one["sequence"]) for one in (was, now)] == [
        (str(was["uid"]), "CONFIRMED", 0), (str(was["uid"]), "CANCELLED", 1),
    ]  # fmt: skip


def test_by_place_by_zone_by_theme(client, first_of_december):
    near, far = PlaceFactory(latitude=50.69, longitude=3.17), PlaceFactory()
    ZoneFactory(code="epeule", latitude=50.69, longitude=3.17)
    near.save()
    here = OpeningRangeFactory(practice=PracticeFactory(place=near, services=[Service.DEMARCHES]))
    there = OpeningRangeFactory(practice=PracticeFactory(place=far, services=[Service.SECURITE]))

    def uids(name, *args):
        found = events(told(client, reverse(f"calendars:{name}", args=args)))
        return [str(one["uid"]).partition("@")[0] for one in found]

    assert uids("place", near.slug) == uids("zone", "epeule") == [f"range-{here.pk}"]
    assert uids("theme", "utilisation-securisee-du-numerique") == [f"range-{there.pk}"]
    assert sorted(uids("everything")) == sorted([f"range-{here.pk}", f"range-{there.pk}"])


def test_an_itinerant_stop_is_only_in_the_calendar_of_where_it_is(client, diary):
    school = PlaceFactory()
    actions.change_occurrence(diary.ranges.get(), date(2026, 12, 14), place=school)

    at_school = events(told(client, reverse("calendars:place", args=[school.slug])))
    usual = events(told(client, reverse("calendars:place", args=[diary.place.slug])))

    assert [(one["dtstart"].dt, "rrule" in one) for one in at_school] == [(at("09:00", date(2026, 12, 14)), False)]
    assert at("09:00", date(2026, 12, 14)) in [day.dt for day in usual[0]["exdate"].dts]


@pytest.mark.parametrize("name", ["place", "zone", "theme"])
def test_what_does_not_exist_is_not_found(client, db, name):
    assert client.get(reverse(f"calendars:{name}", args=["rien"])).status_code == 404


def test_a_place_that_is_not_published_has_no_calendar(client, diary):
    diary.place.life_cycle = "fermé"
    diary.place.save()

    assert diary.place.published or client.get(reverse("calendars:place", args=[diary.place.slug])).status_code == 404


def test_a_calendar_sets_no_cookie_and_anybody_may_keep_it(client, diary):
    answer = client.get(ALL)

    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_with_one_and_with_three(client, first_of_december, count, django_assert_max_num_queries):
    for _number in range(count):
        SessionFactory(start=at("14:00"), end=at("16:00"))
        Closure.objects.create(
            practice=OpeningRangeFactory().practice, start=at("09:00"), end=at("09:00") + timedelta(hours=1)
        )

    with django_assert_max_num_queries(11):
        assert len(events(told(client))) >= 2 * count


def test_a_calendar_is_written_once_as_long_as_nothing_happens(client, diary, django_assert_max_num_queries):
    first = told(client)

    with django_assert_max_num_queries(2):
        assert told(client) == first
    actions.open_range(diary, weekday=3, start=time(9), end=time(10), first_day=date(2026, 1, 1))

    assert len(events(told(client))) == len(events(first)) + 1
