"""Who: organisations, their other names, the networks they belong to."""

import pytest
from django.core.exceptions import ValidationError

from maillage.network import actions
from maillage.network.models import Organisation
from maillage.network.queries import directory, members
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_an_organisation_is_created_within_its_networks():
    federation = OrganisationFactory(nom="Fédération")
    one = actions.create(slug="un", nom="Un", families=["social"], federations=[federation])
    assert list(members(federation)) == [one]
    assert list(federation.federations.all()) == []


def test_members_come_by_name():
    federation = OrganisationFactory()
    for nom in ("Charlie", "Alpha", "Bravo"):
        actions.join(OrganisationFactory(nom=nom), federation)
    assert [one.nom for one in members(federation)] == ["Alpha", "Bravo", "Charlie"]


def test_a_family_of_actors_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        actions.create(slug="un", nom="Un", families=["inconnue"])
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_costs_two_queries(count, django_assert_num_queries):
    for organisation in OrganisationFactory.create_batch(count):
        actions.join(organisation, OrganisationFactory())
    with django_assert_num_queries(2):
        assert [list(one.federations.all()) for one in directory()]
