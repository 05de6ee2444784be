"""The security log: a failed login, a change of role: one line of JSON each, without what was typed."""

import json
import logging

import pytest

from maillage.accounts import actions
from maillage.core.events import tell
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.network.team.actions import change_role
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "maillage.security")
    return lambda: [json.loads(one.getMessage()) for one in caplog.records if one.name == "maillage.security"]


def test_a_failed_login(lines):
    with pytest.raises(actions.WrongCode):
        actions.use_paper_code("Quelqu'un", "AAAA-BBBB-CCCC", address="127.0.0.1")

    assert lines() == [{"what": "login failed", "user": None, "way": "paper"}]


def test_a_change_of_role(lines, django_user_model):
    chief, other = (django_user_model.objects.create_user(name) for name in ("chef", "autre"))
    held = Membership.objects.create(organisation=OrganisationFactory(), user=other, role=Role.CONTRIBUTOR)

    change_role(held, Role.MANAGER, by=chief)

    (line,) = lines()
    assert (line["what"], line["user"], line["about"], line["role"]) == (
        "role changed",
        chief.pk,
        other.pk,
        Role.MANAGER,
    )


def test_words_typed_by_people_are_left_out(lines, django_user_model):
    from django.db import transaction

    user = django_user_model.objects.create_user("quelqu-un")
    with transaction.atomic():
        tell("member removed", user, by=user, user=user.pk, word="Il est malade")

    assert "malade" not in json.dumps(lines())
