"""The matrix from the base: offer from the directory, demand from every part of the site."""

from datetime import date

import pytest

from maillage.diagnosis.enums import Coverage, NeedFamily
from maillage.diagnosis.models import NeedRecord
from maillage.diagnosis.queries import Period, grid
from maillage.diagnosis.queries.offer import weekly_hours
from maillage.orientation.actions import record_unmet
from maillage.places.enums import Service
from tests.factories import PlaceFactory, ZoneFactory
from tests.factories.referrals import sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def epeule():
    return ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17)


def test_demand_is_told_by_source_beside_the_offer(epeule):
    place = PlaceFactory(services=[Service.DEMARCHES], latitude=50.69, longitude=3.17)
    record_unmet(service=Service.DEMARCHES, zone="epeule")
    record_unmet(service=Service.DEMARCHES, zone="epeule")
    sheet(place=place, zone="epeule")
    NeedRecord.objects.create(family=NeedFamily.DEVICE, service=Service.DEMARCHES, zone=epeule, text="…", source="…")

    found = grid()

    cell = found.cells[Service.DEMARCHES, "epeule"]
    assert (cell.coverage, cell.demand) == (Coverage.WEAK, {"recherche": 2, "fiche": 1, "besoin noté": 1})
    assert found.cells[Service.SECURITE, "epeule"].coverage == Coverage.MISSING


def test_what_is_outside_the_period_is_not_counted(epeule):
    record_unmet(service=Service.DEMARCHES, zone="epeule")

    assert grid(Period(until=date(2024, 1, 1))).cells[Service.DEMARCHES, "epeule"].demand == {}


def test_demand_without_neighbourhood_is_kept_apart(epeule):
    record_unmet(service=Service.DEMARCHES)

    assert grid().unplaced[Service.DEMARCHES] == {"recherche": 1}


def test_hours_of_an_ordinary_week():
    assert (weekly_hours("Mo-Fr 09:00-12:00,14:00-17:00"), weekly_hours("Fr 20:00-24:00"), weekly_hours("")) == (
        30,
        4,
        0,
    )
