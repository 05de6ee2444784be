"""When somebody's own calendar is busy, nobody books here; of that calendar nothing else is kept."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from maillage.appointments.calendars import actions, reading
from maillage.appointments.calendars.fetching import Refused
from maillage.appointments.models import BusyTime
from maillage.appointments.recurrence import PARIS
from maillage.core.jobs import SCHEDULED, discover
from maillage.network.enums import Role
from tests.appointments.mediating.conftest import member_of
from tests.appointments.saying import at, free
from tests.factories.agenda import PracticeFactory

pytestmark = pytest.mark.django_db


def calendar(*events: str) -> bytes:
    lines = "".join(f"BEGIN:VEVENT\nDTSTAMP:20261201T000000Z\n{one}\nEND:VEVENT\n" for one in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Essai//FR\n{lines}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def event(uid: str, start: str, end: str, more: str = "") -> str:
    zone = "" if start.endswith("Z") or "T" not in start else ";TZID=Europe/Paris"
    kind = ";VALUE=DATE" if "T" not in start else zone
    return f"UID:{uid}\nSUMMARY:Dentiste\nDTSTART{kind}:{start}\nDTEND{kind}:{end}{more}"


@pytest.fixture
def elsewhere(diary):
    return actions.follow(diary, "https://exemple.test/a.ics", by=None)


def test_busy_there_is_busy_here(diary, elsewhere):
    content = calendar(event("a", "20261207T093000", "20261207T103000"))

    actions.read_again(elsewhere, fetch=lambda url: content)

    assert free(diary) == ["09:00", "10:30", "11:00", "11:30"]


def test_old_repeating_events_still_block(diary, elsewhere):
    """Behaviour 16."""
    content = calendar(event("a", "20200106T090000", "20200106T100000", "\nRRULE:FREQ=WEEKLY"))

    actions.read_again(elsewhere, fetch=lambda url: content)

    assert free(diary) == ["10:00", "10:30", "11:00", "11:30"]
    assert free(diary, day=date(2027, 4, 5)) in ([], ["10:00", "10:30", "11:00", "11:30"])  # Easter Monday is a holiday
    assert free(diary, day=date(2027, 4, 12)) == ["10:00", "10:30", "11:00", "11:30"]


def test_what_takes_no_time_blocks_nothing(diary, elsewhere):
    content = calendar(
        event("a", "20261207T090000", "20261207T120000", "\nTRANSP:TRANSPARENT"),
        event("b", "20261207T090000", "20261207T120000", "\nSTATUS:CANCELLED"),
        event("range-1@59512.maillage", "20261207T090000", "20261207T120000"),
    )

    assert actions.read_again(elsewhere, fetch=lambda url: content) == 0


def test_a_whole_day_is_a_day_of_paris(diary, elsewhere):
    actions.read_again(elsewhere, fetch=lambda url: calendar(event("a", "20261207", "20261208")))

    assert free(diary) == []
    assert list(BusyTime.objects.values_list("start", "end")) == [
        (at("00:00"), at("00:00", date(2026, 12, 8))),
    ]  # fmt: skip


def test_of_their_calendar_nothing_else_is_kept(diary, elsewhere):
    actions.read_again(elsewhere, fetch=lambda url: calendar(event("a", "20261207T090000", "20261207T100000")))

    assert "Dentiste" not in str(list(BusyTime.objects.values()) + list(diary.busy_calendars.values()))


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff\xfe\0", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:x"])
def test_what_cannot_be_read_leaves_what_was_known_and_says_why(diary, elsewhere, content):
    actions.read_again(elsewhere, fetch=lambda url: calendar(event("a", "20261207T090000", "20261207T100000")))

    actions.read_again(elsewhere, fetch=lambda url: content)

    elsewhere.refresh_from_db()
    assert (BusyTime.objects.count(), bool(elsewhere.error)) in ((1, True), (0, False))


def test_who_does_not_answer_leaves_what_was_known(diary, elsewhere):
    def silent(url):
        raise Refused("Cet agenda ne répond pas.")

    actions.read_again(elsewhere, fetch=lambda url: calendar(event("a", "20261207T090000", "20261207T100000")))
    actions.read_again(elsewhere, fetch=silent)

    elsewhere.refresh_from_db()
    assert (BusyTime.objects.count(), elsewhere.error) == (1, "Cet agenda ne répond pas.")


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=DAILY;BYMINUTE=" + ",".join(map(str, range(60)))]
)
def test_a_repetition_made_to_exhaust_us_is_refused_at_once(rule):
    content = calendar(event("a", "20261207T090000", "20261207T090001", f"\nRRULE:{rule}"))
    since = datetime(2026, 12, 1, tzinfo=PARIS)

    with pytest.raises(reading.Unreadable):
        reading.busy(content, since, since + timedelta(days=400))


def test_too_many_events_are_refused_at_once():
    many = calendar(*(event(str(n), "20261207T090000", "20261207T090100", "\nRRULE:FREQ=DAILY") for n in range(501)))
    since = datetime(2026, 12, 1, tzinfo=PARIS)

    with pytest.raises(reading.Unreadable):
        reading.busy(many, since, since + timedelta(days=400))


def test_the_worker_reads_them_every_half_hour():
    discover()

    assert SCHEDULED["appointments.busy"].period == timedelta(minutes=30)


@pytest.fixture
def manager(client, diary):
    client.force_login(member_of(diary.organisation, Role.MANAGER, "responsable"))
    return client


def test_an_address_is_added_and_taken_away(manager, diary):
    manager.post(reverse("calendars:follow", args=[diary.pk]), {"url": "webcal://exemple.test/a.ics"})
    row = diary.busy_calendars.get()
    assert row.url == "https://exemple.test/a.ics"

    manager.post(reverse("calendars:unfollow", args=[diary.pk, row.pk]))
    assert diary.busy_calendars.count() == 0


@pytest.mark.parametrize("url", ["", "ftp://exemple.test", "http://u:p@exemple.test/", "x" * 600, "http://a\0"])
def test_an_address_that_is_none_is_said_beside_its_field(manager, diary, url):
    answer = manager.post(reverse("calendars:follow", args=[diary.pk]), {"url": url})

    assert (answer.status_code, diary.busy_calendars.count()) == (422, 0)
    assert 'class="error"' in answer.content.decode()


def test_a_private_address_is_shown_once(manager, diary):
    page = manager.post(reverse("calendars:open", args=[diary.pk])).content.decode()

    assert "/flux/prive/" in page
    assert "/flux/prive/" not in manager.get(reverse("calendars:mine", args=[diary.pk])).content.decode()


def test_the_calendar_of_another_diary_is_not_taken_away(manager, diary, elsewhere):
    other = PracticeFactory(organisation=diary.organisation)

    assert manager.post(reverse("calendars:unfollow", args=[other.pk, elsewhere.pk])).status_code == 404
    assert diary.busy_calendars.count() == 1
