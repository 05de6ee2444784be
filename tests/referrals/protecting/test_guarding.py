"""The second factor, refusals, guesses, the administration: who may not read a sheet, and what is written of it."""

import json
import logging

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.core.management import CommandError, call_command

from maillage.core.admin import MessageAdmin
from maillage.core.sealing import SealedField
from maillage.network.enums import Role
from maillage.referrals import journal
from maillage.referrals.models import Access
from tests.access import MEMBERS
from tests.access_world import build
from tests.factories import OrganisationFactory
from tests.referrals.protecting.conftest import CANARY, member_of

pytestmark = pytest.mark.django_db
ABOUT_SHEETS = {
    pattern: row
    for pattern, row in MEMBERS.items()
    if pattern.startswith(("espace/fiches/", "espace/parcours/")) and "<" in pattern
}


def protect(user) -> None:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})


# -- the second factor


@pytest.mark.parametrize(("role", "status"), [(Role.MANAGER, 403), (Role.CONTRIBUTOR, 200)])
def test_managers_need_a_second_factor_unless_told_otherwise(client, settings, house, referral, role, status):
    settings.MAILLAGE_SECOND_FACTOR = True
    client.force_login(member_of(house, role))

    answer = client.get(f"/espace/fiches/{referral.pk}/donnees/")

    assert answer.status_code == status
    assert ("/espace/compte/application/" in answer.text) is (status == 403)
    assert (CANARY in answer.text) is False


def test_with_a_second_factor_the_sheet_opens(client, settings, house, referral):
    settings.MAILLAGE_SECOND_FACTOR = True
    user = member_of(house, Role.MANAGER)
    protect(user)
    client.force_login(user)

    assert client.get(f"/espace/fiches/{referral.pk}/donnees/").status_code == 200


def test_the_roles_are_a_setting(client, settings, house, referral):
    settings.MAILLAGE_SECOND_FACTOR, settings.MAILLAGE_SECOND_FACTOR_ROLES = True, [Role.CONTRIBUTOR]
    client.force_login(member_of(house))

    assert client.get(f"/espace/fiches/{referral.pk}/donnees/").status_code == 403


def test_every_members_page_about_sheets_asks_for_it(client, settings, world):
    settings.MAILLAGE_SECOND_FACTOR = True
    client.force_login(member_of(world["own"], Role.MANAGER))

    answers = {
        pattern: client.generic(method, row.own.format(**world)).status_code
        for pattern, row in ABOUT_SHEETS.items()
        for method in ("GET" if row.get else "POST",)
    }

    assert set(answers.values()) == {403}, answers


# -- refusals are written down


@pytest.fixture
def world(db):
    return build()


def test_every_address_about_a_sheet_is_unknown_to_others_and_written_down(client, world):
    strangers = [
        member_of(OrganisationFactory(), role) for role in (Role.MANAGER, Role.COORDINATOR, Role.ADMINISTRATOR)
    ]
    for pattern, row in ABOUT_SHEETS.items():
        for stranger in strangers:
            client.force_login(stranger)
            before = Access.objects.filter(what=journal.What.DENIED).count()
            for method in filter(None, ("GET" if row.get else "", "POST" if row.post else "")):
                assert client.generic(method, row.own.format(**world)).status_code == 404, pattern
                before += 1
            assert Access.objects.filter(what=journal.What.DENIED).count() == before, pattern


def test_a_refusal_and_an_export_are_lines_of_the_security_log(client, caplog, author, referral, welcome):
    caplog.set_level(logging.INFO, "maillage.security")
    stranger = member_of(welcome)
    client.force_login(stranger)
    client.get(f"/espace/fiches/{referral.pk}/donnees/")
    client.force_login(author)
    client.post(f"/espace/fiches/{referral.pk}/donnees/export.json")

    lines = [json.loads(one.getMessage()) for one in caplog.records if one.name == "maillage.security"]
    assert [(one["what"], one["user"]) for one in lines] == [
        ("sheet: refus", stranger.pk),
        ("sheet: export", author.pk),
    ]


def test_guesses_are_stopped_and_written_down(client, written):
    code, wrong = written.referral.code, "0000" if written.pin != "0000" else "1111"

    answers = [client.post("/fiche/", {"code": code, "pin": wrong}).status_code for _ in range(6)]

    assert answers == [400, 400, 400, 400, 410, 410]
    assert client.post("/fiche/", {"code": code, "pin": written.pin}).status_code == 410
    assert journal.about(written.referral).filter(what=journal.What.GUESS).count() == 7


def test_trying_codes_from_one_address_is_slowed(client, written):
    answers = [client.post("/fiche/", {"code": f"ABCDEF{n:02}", "pin": "0000"}).status_code for n in range(22, 52)]

    assert answers.count(429) == 10
    assert Access.objects.filter(what=journal.What.GUESS).count() == 20


# -- the administration


def test_no_sealed_table_is_in_the_administration():
    sealed = {
        model
        for model in apps.get_models()
        if any(isinstance(field, SealedField) for field in model._meta.concrete_fields)
    }
    shown = {model for model in sealed if admin.site.is_registered(model)}

    assert {model._meta.label for model in shown} == {"core.Message"}
    assert {"text", "html"} <= set(MessageAdmin.exclude)
    assert not any(admin.site.is_registered(model) for model in apps.get_app_config("referrals").get_models())


def test_a_superuser_reads_no_sheet(admin_client, referral):
    for address in (
        "/admin/referrals/", "/admin/referrals/referral/", f"/admin/referrals/referral/{referral.pk}/change/",
        f"/espace/fiches/{referral.pk}/donnees/",
    ):  # fmt: skip
        answer = admin_client.get(address)
        assert (answer.status_code, CANARY in answer.text) == (404, False), address


# -- the chain of accesses


def test_the_command_says_that_the_log_is_whole(referral, capsys):
    call_command("check_accesses")

    assert capsys.readouterr().out == "Le journal des accès est entier : 1 lignes.\n"


def test_and_where_it_breaks(referral):
    journal.note(journal.What.READ, referral, who="lieu d'accueil")
    first = Access.objects.get(number=1)
    Access.objects.filter(number=1)._raw_delete("default")
    first.who = "quelqu'un d'autre"
    Access.objects.bulk_create([first])

    with pytest.raises(CommandError, match="ligne 1"):
        call_command("check_accesses")
