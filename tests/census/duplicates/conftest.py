import pytest
from django.contrib.auth import get_user_model

from maillage.network.models import Membership
from maillage.network.rules import actor_of
from tests.factories import OrganisationFactory, PlaceFactory

ADDRESS = {"adresse": "9 rue Pellart", "latitude": 50.69, "longitude": 3.17}


@pytest.fixture
def coordinator(db):
    user = get_user_model().objects.create_user("coordination", email="coordination@exemple.test")
    Membership.objects.create(user=user, organisation=OrganisationFactory(), role="coordination")
    return user


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
