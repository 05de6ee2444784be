"""A public writer with an account, on Monday the seventh of December 2026 at ten past nine."""

from datetime import datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model

from maillage.appointments.recurrence import PARIS
from maillage.network.enums import Role
from maillage.network.models import Membership
from tests.factories.agenda import OpeningRangeFactory


@pytest.fixture
def monday():
    with time_machine.travel(datetime(2026, 12, 7, 9, 10, tzinfo=PARIS), tick=False) as clock:
        yield clock


@pytest.fixture
def writer(db):
    return get_user_model().objects.create_user("plume", email="plume@exemple.test")


@pytest.fixture
def diary(monday, writer):
    """The writer's: Mondays from nine to noon, half an hour each."""
    practice = OpeningRangeFactory().practice
    practice.user = writer
    practice.save()
    Membership.objects.create(organisation=practice.organisation, user=writer, role=Role.CONTRIBUTOR)
    return practice


@pytest.fixture
def inside(client, diary, writer):
    """The writer's browser, logged in."""
    client.force_login(writer)
    return client


def member_of(organisation, role: Role, name: str):
    user = get_user_model().objects.create_user(name, email=f"{name}@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user
