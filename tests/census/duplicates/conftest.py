import pytest

from maillage.network.rules import actor_of
from tests.factories import PlaceFactory
from tests.factories.members import a_coordinator

ADDRESS = {"adresse": "9 rue Pellart", "latitude": 50.69, "longitude": 3.17}


@pytest.fixture
def coordinator(db):
    return a_coordinator()


@pytest.fixture
def actor(coordinator):
    return actor_of(coordinator)


@pytest.fixture
def kept(db):
    return PlaceFactory(id="a", slug="ccas", nom="CCAS de Roubaix", telephone="+33320000101", **ADDRESS)


@pytest.fixture
def gone(db):
    return PlaceFactory(
        id="b",
        slug="centre-communal",
        nom="Centre communal d'action sociale",
        horaires="Mo-Fr 09:00-12:00",
        services=["Accès internet et matériel informatique"],
        **ADDRESS,
    )
