from datetime import datetime

import pytest
import time_machine

from maillage.appointments.recurrence import PARIS
from tests.factories.agenda import OpeningRangeFactory

MONDAY = datetime(2026, 12, 7, 9, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def before():
    """The Tuesday before."""
    with time_machine.travel(datetime(2026, 12, 1, 8, tzinfo=PARIS), tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def quick(settings):
    """The clock stands still; its own test asks for the delay."""
    settings.MAILLAGE_BOOKING_SECONDS = 0


@pytest.fixture
def diary():
    """A public writer on Mondays from 9 to 12, half an hour each."""
    return OpeningRangeFactory(practice__horizon=60, practice__place__telephone="+33320000000").practice


@pytest.fixture
def monday():
    return MONDAY
