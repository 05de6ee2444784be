"""The notices, the register and the impact analysis say what the settings say."""

import pytest
from allauth.mfa.models import Authenticator

from maillage.core import retention
from maillage.network.enums import Role
from tests.factories import OrganisationFactory
from tests.referrals.protecting.conftest import member_of

pytestmark = pytest.mark.django_db
PAPERS = ("/donnees-personnelles/", "/espace/donnees-personnelles/registre/", "/espace/donnees-personnelles/impact/")


@pytest.fixture
def coordinator(client, db):
    user = member_of(OrganisationFactory(), Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.mark.parametrize("page", PAPERS)
def test_durations_are_those_of_the_settings(client, coordinator, settings, page):
    assert "730 jours" in client.get(page).text
    settings.MAILLAGE_REFERRAL_KEPT_DAYS = 412

    changed = client.get(page).text

    assert ("412 jours" in changed, "730 jours" in changed) == (True, False)


def test_the_register_has_every_kind_of_data(client, coordinator):
    page = client.get("/espace/donnees-personnelles/registre/").text

    missing = [kind.name for kind in retention.kinds() if f'<th scope="row">{kind.words}</th>' not in page]
    assert missing == []


def test_measures_are_those_in_place(client, coordinator, settings):
    page = "/espace/donnees-personnelles/impact/"
    assert "désactivé ici (démonstration)" in client.get(page).text
    settings.MAILLAGE_SECOND_FACTOR_ROLES = ["contributeur"]
    Authenticator.objects.create(user=coordinator, type="totp", data={})
    settings.MAILLAGE_SECOND_FACTOR = True

    assert "pour ouvrir une fiche : Contribue." in client.get(page).text


@pytest.mark.parametrize("language", ["ar", "en", "pt", "tr", "ro"])
def test_the_notice_is_in_the_residents_languages(client, settings, language):
    settings.MAILLAGE_DPO = "dpo@exemple.test"
    page = client.get(f"/{language}/donnees-personnelles/").text

    assert "730" in page
    assert "dpo@exemple.test" in page
    assert "Vos données, en mots simples" not in page


def test_the_notice_is_linked_from_the_legal_page_and_the_bearers(client, bearer_of):
    assert 'href="/donnees-personnelles/"' in client.get("/mentions-legales/").text
    assert f'href="{bearer_of}donnees/"' in client.get(bearer_of).text
    assert 'href="/donnees-personnelles/"' in client.get(f"{bearer_of}donnees/").text


def test_the_coordination_reads_counts_of_what_is_to_erase(client, coordinator, referral):
    retention.purge()

    page = client.get("/espace/donnees-personnelles/")

    assert "Le journal des accès aux fiches a 1 ligne." in page.text
    assert referral.code not in page.text
