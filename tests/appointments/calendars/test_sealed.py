"""Who has the address of somebody's calendar reads all of it: the database does not hold it in clear."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState

from maillage.appointments.calendars import actions
from maillage.appointments.models import BusyCalendar
from tests.factories.agenda import PracticeFactory

pytestmark = pytest.mark.django_db
URL = "https://exemple.test/prive/secret.ics"
migration = import_module("maillage.appointments.migrations.0004_sealed_calendars")


def in_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT url FROM appointments_busycalendar")
        return cursor.fetchone()[0]


@pytest.fixture
def diary(monkeypatch):
    monkeypatch.setattr(actions.fetching, "checked", lambda url: url)
    return PracticeFactory()


def test_the_database_does_not_hold_the_address(diary):
    row = actions.follow(diary, URL, by=None)

    assert "exemple" not in in_the_database()
    assert BusyCalendar.objects.get(pk=row.pk).url == URL


def test_the_same_address_twice_is_one_calendar(diary):
    rows = [actions.follow(diary, url, by=None).pk for url in (URL, URL, f"{URL}?2")]

    assert (rows[0] == rows[1], rows[0] == rows[2], BusyCalendar.objects.count()) == (True, False, 2)


def test_addresses_that_were_there_in_clear_are_sealed_and_back(diary):
    row = BusyCalendar.objects.create(practice=diary)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE appointments_busycalendar SET url = %s", [URL])
    state = ProjectState.from_apps(apps)
    migration.Migration.operations[0].state_forwards("appointments", state)
    editor = connection.schema_editor(atomic=False)

    migration.sealed(state.apps, editor)
    assert "exemple" not in in_the_database()
    assert BusyCalendar.objects.get(pk=row.pk).url == URL
    migration.unsealed(state.apps, editor)

    assert in_the_database() == URL
