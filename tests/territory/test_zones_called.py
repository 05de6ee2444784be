import pytest

from maillage.territory.models import Zone
from maillage.territory.queries import zone_called
from tests.factories import ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("said", ["epeule", "Épeule", "EPEULE", "l'épeule"])
def test_a_zone_is_known_by_its_code_its_name_and_its_other_names(said):
    zone = ZoneFactory(code="epeule", nom="Épeule", aliases=["L'Épeule"])

    assert zone_called(said) == zone


def test_a_neighbourhood_comes_before_the_sector_of_the_same_name():
    ZoneFactory(code="a-secteur", nom="Centre", kind=Zone.Kind.SECTOR)
    neighbourhood = ZoneFactory(code="z-quartier", nom="Centre")

    assert zone_called("centre") == neighbourhood


@pytest.mark.parametrize("said", ["", "nulle part", "x\0y", "a" * 61])
def test_anything_else_is_no_zone(said):
    ZoneFactory(code="epeule", nom="Épeule")

    assert zone_called(said) is None
