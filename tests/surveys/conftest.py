"""A manager of the structure that knocks at doors, logged in."""

import pytest

from maillage.network.enums import Role
from tests.factories.surveys import CampaignFactory
from tests.surveys.people import member_of


@pytest.fixture
def campaign(db):
    return CampaignFactory(nom="Numérique et parentalité")


@pytest.fixture
def manager(campaign):
    return member_of(campaign.operator, Role.MANAGER)


@pytest.fixture
def inside(client, manager):
    client.force_login(manager)
    return client
