from datetime import datetime, time, timedelta

import pytest
import time_machine

from maillage.appointments.enums import PracticeKind, Shape
from maillage.appointments.recurrence import PARIS
from maillage.places.enums import Service
from tests.factories import PlaceFactory, ZoneFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory

TUESDAY = datetime(2026, 12, 1, 8, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def clock():
    """A Tuesday, at eight."""
    with time_machine.travel(TUESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def place():
    """A house where somebody writes on Tuesdays and receives without appointment on Wednesdays."""
    ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17)
    place = PlaceFactory(nom="Maison des écrits", zones=["epeule"], latitude=50.69, longitude=3.17,
                         services=[Service.DEMARCHES])  # fmt: skip
    writer = PracticeFactory(
        place=place, organisation__nom="Structure", kind=PracticeKind.WRITER, languages=["fr", "ar"],
        services=[Service.DEMARCHES], publics=["Seniors"], horizon=60,
    )  # fmt: skip
    OpeningRangeFactory(practice=writer, weekday=1)
    volunteer = PracticeFactory(place=place, organisation=writer.organisation, kind=PracticeKind.VOLUNTEER)
    OpeningRangeFactory(
        practice=volunteer, weekday=2, shape=Shape.WALK_IN, start=time(14), end=time(17), note="Sonnez deux fois"
    )
    return place


@pytest.fixture
def writer(place):
    return place.practices.get(kind=PracticeKind.WRITER)


@pytest.fixture
def workshop(place):
    room = WorkshopFactory(nom="Découvrir la tablette", place=place, organisation=place.practices.first().organisation,
                           seats=2)  # fmt: skip
    start = TUESDAY + timedelta(days=3, hours=2)
    SessionFactory(workshop=room, start=start, end=start + timedelta(hours=2))
    return room
