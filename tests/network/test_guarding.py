"""The second factor of those who watch over the network."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.utils import timezone

from maillage.network.enums import Role
from maillage.network.models import Membership
from tests.factories import OrganisationFactory

PROTECT = "/espace/compte/proteger/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.MAILLAGE_SECOND_FACTOR = True


def member(role, days=0):
    user = get_user_model().objects.create(email="quelqu-un@exemple.test")
    since = timezone.now() - timedelta(days=days)
    Membership.objects.create(organisation=OrganisationFactory(), user=user, role=role, since=since)
    return user


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_watches_is_led_to_protect_the_account_at_first(client, db, role):
    client.force_login(member(role))

    assert client.get("/espace/")["Location"] == PROTECT
    assert client.get(PROTECT).status_code == 200
    client.post(PROTECT)
    assert client.get("/espace/").status_code == 200


@pytest.mark.parametrize("address", ["/espace/", "/espace/equipe/", "/admin/"])
def test_after_seven_days_nothing_else_opens(client, db, address):
    client.force_login(member(Role.COORDINATOR, days=8))
    client.post(PROTECT)

    assert client.get(address)["Location"] == PROTECT


def test_a_superuser_too(client, db):
    user = get_user_model().objects.create_superuser("admin", "chef@exemple.test")
    get_user_model().objects.update(date_joined=timezone.now() - timedelta(days=8))
    client.force_login(user)

    assert client.get("/admin/")["Location"] == PROTECT


def test_public_pages_and_the_way_out_stay_open(client, db):
    client.force_login(member(Role.COORDINATOR, days=8))

    assert client.get("/aide/").status_code == 200
    assert client.get("/espace/compte/").status_code == 200
    assert client.post("/sortir/")["Location"] == "/"


def test_with_a_second_factor_everything_opens(client, db):
    user = member(Role.COORDINATOR, days=8)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    client.force_login(user)

    assert client.get("/espace/").status_code == 200


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.MANAGER, Role.GIS_READER, Role.VISITOR])
def test_other_roles_are_asked_nothing(client, db, role):
    client.force_login(member(role, days=400))

    assert client.get("/espace/").status_code == 200


def test_it_can_be_only_offered(client, db, settings):
    settings.MAILLAGE_SECOND_FACTOR = False
    client.force_login(member(Role.ADMINISTRATOR, days=400))

    assert client.get("/espace/").status_code == 200


@pytest.mark.parametrize("superuser", [True, False])
def test_the_site_behind_the_site_is_for_superusers_by_the_same_door(client, db, settings, superuser):
    settings.MAILLAGE_SECOND_FACTOR = False
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/entrer/?next=/admin/"
    client.force_login(get_user_model().objects.create(username="x", is_staff=True, is_superuser=superuser))

    assert client.get("/admin/", follow=True).status_code == (200 if superuser else 403)
