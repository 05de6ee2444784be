"""The cast: a place of « Structure à nous », those who keep it, and what their pages say."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from maillage.network.enums import Role
from maillage.network.models import Membership
from tests.factories import CommuneFactory, EquipmentFactory, OrganisationFactory, PlaceFactory


@pytest.fixture
def organisation(db):
    return OrganisationFactory(slug="a-nous", nom="Structure à nous")


@pytest.fixture
def place(organisation):
    CommuneFactory()
    place = PlaceFactory(
        id="chez-nous", nom="Chez nous", organisation=organisation, horaires="Mo-Fr 09:00-12:00,14:00-17:00; PH off",
        telephone="+33320010101", latitude=50.6916, longitude=3.1742,
    )  # fmt: skip
    EquipmentFactory(place=place, kind="imprimante", state="en service", count=1)
    place.refresh_from_db()
    return place


def member(role: Role, organisation, name: str = "") -> Client:
    """Somebody's browser, logged in."""
    user = get_user_model().objects.create_user(f"{name or role}", email=f"{name or 'une'}-{role.name}@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def manager(organisation):
    return member(Role.MANAGER, organisation)


@pytest.fixture
def contributor(organisation):
    return member(Role.CONTRIBUTOR, organisation)


@pytest.fixture
def coordinator(db):
    return member(Role.COORDINATOR, OrganisationFactory(nom="La ville"))


@pytest.fixture
def outsider(db):
    return member(Role.MANAGER, OrganisationFactory(nom="Autre structure"), "ailleurs")


def text_of(response) -> str:
    """What a page says, without its marks."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
    return text.replace("&#x27;", "'").replace("\u00a0", " ")


def filled(response) -> dict[str, str | list[str]]:
    """The form of a page as a person finds it, ready to be sent back."""
    form = response.context["form"]
    data = {}
    for field in form:
        value = field.value()
        if value not in (None, False, "", []):
            data[field.html_name] = "on" if value is True else value
    hidden = re.findall(r'<input type="hidden" name="((?:vu-|lignes)[^"]*)" value="([^"]*)"', response.content.decode())
    return {**data, **dict(hidden)}


def send(client, address: str, **changes):
    """Open a page, change some fields, send it back."""
    data = {**filled(client.get(address)), **changes}
    return client.post(address, {name: value for name, value in data.items() if value is not None})


def address(place, part: str = "") -> str:
    return f"/espace/lieux/{place.slug}/{part}"
