"""A mediator at a desk, logged in; a place that helps with procedures, run by another structure."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.places.enums import Service
from tests.factories import OrganisationFactory, PlaceFactory

TYPED = {
    "service": Service.DEMARCHES.value, "need": "Faire un dossier", "called": "Camille", "contact": "06 12 34 56 78",
    "language": "fr", "manner": "faire avec", "channel": "oral", "accord": "oui",
}  # fmt: skip


def member_of(organisation, name: str, role: Role = Role.CONTRIBUTOR):
    user = get_user_model().objects.create_user(name, email=f"{name}@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


@pytest.fixture
def own(db):
    return OrganisationFactory(nom="Maison Écoute")


@pytest.fixture
def writer(own):
    return member_of(own, "ecoute")


@pytest.fixture
def place(db):
    return PlaceFactory(
        slug="le-phare", nom="Le Phare", organisation=OrganisationFactory(nom="Phare et Compagnie"),
        services=[Service.DEMARCHES.value, Service.QUOTIDIEN.value],
    )  # fmt: skip


@pytest.fixture
def inside(client, writer):
    client.force_login(writer)
    return client


@pytest.fixture
def at_place(client, place):
    """The browser of somebody who welcomes there."""
    user = member_of(place.organisation, "phare")
    other = type(client)()
    other.force_login(user)
    return other


def send(client, place="le-phare", query="", **typed):
    return client.post(f"{reverse('writing:write')}?lieu={place}{query}", TYPED | typed)
