"""A public writer publishes a weekly permanence in three taps, then changes one occurrence, or the series."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from maillage.appointments import actions, queries
from maillage.appointments.enums import PracticeKind, Shape, State
from maillage.appointments.models import Changed, OpeningRange, Practice
from maillage.network.enums import Role
from tests.appointments.mediating.conftest import member_of
from tests.appointments.saying import at
from tests.factories import OrganisationFactory, PlaceFactory

PUBLISH = reverse("mediating:publish")


@pytest.fixture
def newcomer(client, monday, db):
    """Of a structure with one place, without any diary yet; logged in on a telephone."""
    place = PlaceFactory(organisation=OrganisationFactory())
    client.force_login(member_of(place.organisation, Role.CONTRIBUTOR, "nouvelle"))
    return client


def links(page) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="(\?[^"]+)"', page.content.decode())]


def test_three_taps_publish_a_weekly_permanence(newcomer):
    who = next(link for link in links(newcomer.get(PUBLISH)) if "fonction=ecrivain-public" in link)
    days = newcomer.get(PUBLISH + who)
    tuesday = links(days)[1]
    hours = newcomer.get(PUBLISH + tuesday)
    preset = re.search(r'name="heures" value="([^"]+)"', hours.content.decode())[1]

    newcomer.post(PUBLISH + tuesday, {"heures": preset})

    row = OpeningRange.objects.select_related("practice").get()
    assert (row.shape, row.weekday, row.start, row.end, row.first_day) == (
        Shape.WALK_IN, 1, time(9), time(12), date(2026, 12, 7),
    )  # fmt: skip
    assert (row.practice.kind, row.practice.user.username) == (PracticeKind.WRITER, "nouvelle")
    found = queries.occasions(date(2026, 12, 7), date(2026, 12, 13))
    assert [(one.start, one.end, one.without_appointment) for one in found] == [
        (at("09:00", date(2026, 12, 8)), at("12:00", date(2026, 12, 8)), True)
    ]


def test_the_same_tap_sent_twice_is_one_permanence(inside, diary):
    for _tap in range(2):
        inside.post(f"{PUBLISH}?agenda={diary.pk}&jour=3", {"heures": "14:00-17:00"})

    assert OpeningRange.objects.filter(weekday=3).count() == 1


def test_several_days_at_the_same_hours(inside, diary):
    inside.post(f"{PUBLISH}?agenda={diary.pk}&jour=1&jour=3", {"heures": "14:00-17:00"})

    assert list(diary.ranges.filter(start=time(14)).values_list("weekday", flat=True)) == [1, 3]


def test_other_hours_are_typed_and_bad_ones_are_said_without_losing_them(inside, diary):
    page = inside.post(f"{PUBLISH}?agenda={diary.pk}&jour=1", {"start": "17h", "end": "9h30"})

    assert page.status_code == 422
    assert "L&#x27;heure de fin vient avant" in page.content.decode()
    assert 'value="9h30"' in page.content.decode()

    inside.post(f"{PUBLISH}?agenda={diary.pk}&jour=1", {"start": "9h30", "end": "17h"})
    assert diary.ranges.filter(weekday=1, start=time(9, 30), end=time(17)).count() == 1


@pytest.mark.parametrize("sent", [{}, {"heures": "x-y"}, {"heures": "\0-\0"}, {"start": "25:99", "end": "9" * 99}])
def test_hours_that_make_no_sense_are_said(inside, diary, sent):
    assert inside.post(f"{PUBLISH}?agenda={diary.pk}&jour=1", sent).status_code == 422


SERIES = {
    "shape": "créneaux", "weekday": "0", "start": "09:00", "end": "12:00", "every": "1", "capacity": "", "note": "",
    "last_day": "", "since": "2026-12-07",
}  # fmt: skip


def changed(client, diary, **columns):
    row = diary.ranges.get()
    sent = SERIES | {"place": diary.place_id} | columns
    return client.post(reverse("mediating:series", args=[row.pk]), sent, follow=True)


def test_the_series_changes_from_a_day_on_and_what_was_before_stays(inside, diary):
    changed(inside, diary, since="2026-12-14", start="10:00", every="2", shape="permanence")

    before, after = diary.ranges.order_by("pk")
    assert (before.start, before.last_day) == (time(9), date(2026, 12, 13))
    assert (after.start, after.first_day, after.every, after.shape) == (time(10), date(2026, 12, 14), 2, Shape.WALK_IN)


def test_only_some_weeks_of_the_month_until_a_day(inside, diary):
    changed(inside, diary, of_month=["1", "3"], last_day="2027-06-30")

    assert diary.ranges.order_by("-pk").values_list("of_month", "last_day")[0] == ("1,3", date(2027, 6, 30))


def test_who_stands_in_hours_that_are_gone_is_shown_and_cancelled_only_when_asked(inside, diary):
    row = actions.book(diary, at("09:30")).appointment

    page = changed(inside, diary, start="10:00").content.decode()
    row.refresh_from_db()
    assert (row.state, row.code in page) == (State.BOOKED, True)

    inside.post(reverse("mediating:cancel_left", args=[diary.ranges.latest("pk").pk]))
    row.refresh_from_db()
    assert row.state == State.CANCELLED


def occurrence(client, row, day, **columns):
    sent = {"takes_place": "oui", "start": "09:00", "end": "12:00", "note": "", "place": row.place_id} | columns
    return client.post(reverse("mediating:occurrence", args=[row.pk, day]), sent)


def test_one_occurrence_is_called_off_and_the_others_stay(inside, diary):
    occurrence(inside, diary.ranges.get(), "2026-12-14", takes_place="non")

    found = queries.occasions(date(2026, 12, 7), date(2026, 12, 21))
    assert [(one.day.day, one.cancelled) for one in found] == [(7, False), (14, True), (21, False)]


def test_an_itinerant_stop_is_elsewhere_that_day(inside, diary):
    school = PlaceFactory(nom="École")

    occurrence(inside, diary.ranges.get(), "2026-12-14", place=school.pk, note="Dans le hall")

    found = queries.occasions(date(2026, 12, 7), date(2026, 12, 21))
    assert [one.place_id for one in found] == [diary.place_id, school.pk, diary.place_id]


@pytest.mark.parametrize("day", ["2026-12-15", "2026-13-45", "hier", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_not_of_the_series_does_not_exist(inside, diary, day):
    assert inside.get(reverse("mediating:occurrence", args=[diary.ranges.get().pk, day])).status_code == 404
    assert Changed.objects.count() == 0


def test_it_stops_after_a_day(inside, diary):
    inside.post(reverse("mediating:stop", args=[diary.ranges.get().pk]), {"last_day": "2026-12-07"})

    assert [one.day.day for one in queries.occasions(date(2026, 12, 7), date(2026, 12, 21))] == [7]


def test_how_one_receives_is_set_in_one_page(inside, diary):
    sent = {"minutes": "45", "buffer": "5", "notice": "0", "horizon": "60", "cancel_before": "0", "active": "on"}

    inside.post(reverse("mediating:settings", args=[diary.pk]), sent | {"languages": ["fr", "ar"]})

    diary.refresh_from_db()
    assert (diary.minutes, diary.buffer, diary.languages, diary.holidays) == (45, 5, ["fr", "ar"], False)


def test_a_length_no_diary_holds_is_said_not_written(inside, diary):
    answer = inside.post(reverse("mediating:settings", args=[diary.pk]), {"minutes": "9999999999", "buffer": "0"})

    assert answer.status_code == 422
    assert Practice.objects.get(pk=diary.pk).minutes == 30


@pytest.mark.parametrize("count", [1, 3])
def test_my_hours_cost_the_same_with_one_and_with_three(inside, diary, count, django_assert_max_num_queries):
    for weekday in range(count):
        actions.open_range(diary, weekday=weekday, start=time(14), end=time(15), first_day=date(2026, 1, 1))

    with django_assert_max_num_queries(11):
        assert inside.get(reverse("mediating:diaries")).status_code == 200
