"""Who works in the network."""

from django.contrib.auth import get_user_model

from maillage.network.enums import Role
from maillage.network.models import Membership
from tests.factories import OrganisationFactory


def a_coordinator():
    """Of a structure of their own."""
    user = get_user_model().objects.create_user("coordination", email="coordination@exemple.test")
    Membership.objects.create(organisation=OrganisationFactory(), user=user, role=Role.COORDINATOR)
    return user
