from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.referrals import actions
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.referrals import receiver, sheet


@pytest.fixture
def place(db):
    organisation = OrganisationFactory(slug="accueil", courriels=["accueil@lieu.test"])
    return PlaceFactory(nom="Maison d'essai", telephone="03 20 33 45 00", organisation=organisation)


@pytest.fixture
def written(place):
    return sheet(
        place=place, organisation=OrganisationFactory(nom="Structure qui envoie"), need="Canari du besoin",
        called="Canari prénom", phone="06 12 34 56 78", email="canari@personne.test",
    )  # fmt: skip


@pytest.fixture
def referral(written):
    return written.referral


@pytest.fixture
def paper(written):
    """The address of the scanned code."""
    return f"/fiche/{written.token}/"


@pytest.fixture
def mailed(written):
    return f"/fiche/recue/{written.receiver_token}/"


@pytest.fixture
def desk(client, mailed, referral):
    """The place opened the mailed link and pressed the button."""
    client.post(mailed)
    referral.refresh_from_db()
    return f"/fiche/repondre/{referral.code}/"


@pytest.fixture
def come(referral):
    """The person came: the sheet as it then is."""
    actions.receive(referral, receiver(referral))
    referral.refresh_from_db()
    return referral


@pytest.fixture
def in_a_week():
    return (timezone.localtime() + timedelta(days=7)).strftime("%Y-%m-%dT10:00")
