"""Every address × method × role × structure, against tests/access.py."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client

from maillage.network.enums import Role
from maillage.network.models import Membership
from tests.access import ANONYMOUS, EVERYONE, FOR_THOSE_OUTSIDE, MEMBERS, PRIVATE
from tests.access_world import build
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.any_database
ROLES = {
    "c": Role.CONTRIBUTOR, "m": Role.MANAGER, "k": Role.COORDINATOR, "g": Role.GIS_READER, "v": Role.VISITOR,
    "a": Role.ADMINISTRATOR,
}  # fmt: skip
UNKNOWN_METHODS = ("PUT", "PATCH", "DELETE")
ROWS = [pytest.param(row, id=pattern) for pattern, row in MEMBERS.items()]
PUBLIC = [
    pytest.param(*line, id=pattern or "accueil")
    for pattern, line in ANONYMOUS.items()
    if line[1] != PRIVATE and line[0] not in FOR_THOSE_OUTSIDE
]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Built once: each test puts it back as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        yield world | {"sessions": {letter: session(person(letter, world)) for letter in EVERYONE}}
        transaction.set_rollback(True)


@pytest.fixture
def world(built, db):
    return built


def person(letter: str, world: dict):
    """Members of `own`, or of the city for roles that watch over the network."""
    user = get_user_model().objects.create_user(f"personne-{letter}", email=f"{letter}@exemple.test")
    if letter in "cm":
        Membership.objects.create(organisation=world["own"], user=user, role=ROLES[letter])
    elif letter in ROLES:
        Membership.objects.create(organisation=OrganisationFactory(), user=user, role=ROLES[letter])
    return user


def session(user) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def log_in(client, world: dict, letter: str) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = world["sessions"][letter]


def verdict(response) -> str:
    if response.status_code in (403, 404, 405):
        return str(response.status_code)
    if response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL)):
        return "login"
    return "server error" if response.status_code >= 500 else "may"


def asked(client, world, address, method) -> dict[str, str]:
    """What each role gets from an address; what one of them did is undone before the next."""
    found = {}
    for letter in EVERYONE:
        with transaction.atomic():
            log_in(client, world, letter)
            found[letter] = verdict(client.generic(method, address))
            transaction.set_rollback(True)
        client.cookies.clear()
    return found


def expected(letters: str, refusal: str) -> dict[str, str]:
    return {letter: "may" if letter in letters else refusal for letter in EVERYONE}


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_role_on_its_own_structure(client, world, row, method):
    letters = row.get if method == "GET" else row.post
    refusal = str(row.refusal) if letters else "405"

    found = asked(client, world, row.own.format(**world), method)

    if letters:
        assert found == expected(letters, refusal)
    else:
        assert set(found.values()) <= {"405", "403", "404"}


@pytest.mark.parametrize("row", [one for one in ROWS if one.values[0].foreign])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_role_on_another_structure(client, world, row, method):
    letters = row.get_foreign if method == "GET" else row.post_foreign

    found = asked(client, world, row.foreign.format(**world), method)

    assert {letter for letter, answer in found.items() if answer == "may"} == set(letters)
    assert {answer for letter, answer in found.items() if letter not in letters} <= {"404", "403", "405"}


@pytest.mark.parametrize("row", ROWS)
def test_nobody_in_particular_is_sent_to_the_login(client, world, row):
    for address in filter(None, (row.own, row.foreign)):
        for method in ("GET", "POST"):
            assert verdict(client.generic(method, address.format(**world))) == "login"


@pytest.mark.parametrize("row", ROWS)
def test_no_other_method_does_anything(client, world, row):
    log_in(client, world, "a")

    found = {verdict(client.generic(method, row.own.format(**world))) for method in UNKNOWN_METHODS}

    assert found <= {"405", "403", "404"}


@pytest.mark.parametrize(("example", "answer"), PUBLIC)
def test_an_open_page_answers_a_member_as_it_answers_anyone(client, world, example, answer):
    anyone = client.get(example).status_code
    log_in(client, world, "m")

    assert client.get(example).status_code == anyone
