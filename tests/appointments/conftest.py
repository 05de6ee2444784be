"""Tuesday the first of December 2026, at eight; a public writer who receives on Mondays from nine to noon."""

from datetime import datetime

import pytest
import time_machine

from maillage.appointments.recurrence import PARIS
from tests.factories.agenda import OpeningRangeFactory


@pytest.fixture
def first_of_december():
    with time_machine.travel(datetime(2026, 12, 1, 8, tzinfo=PARIS), tick=False) as clock:
        yield clock


@pytest.fixture
def diary(first_of_december):
    return OpeningRangeFactory().practice
