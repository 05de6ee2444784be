"""The coordinator's page: numbers only, the small ones hidden there and in the file."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.network.enums import Role, SupportManner
from maillage.network.models import Membership
from maillage.referrals import actions
from maillage.referrals.enums import Autonomy, Outcome, Refusal, Who
from maillage.referrals.models import Referral
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.referrals import sheet

pytestmark = pytest.mark.django_db
DONE = {"manner": SupportManner.WITH, "before": Autonomy.GUIDED, "after": Autonomy.SOMETIMES}
PAGE, FILE = "/espace/fiches/chiffres/", "/espace/fiches/chiffres.csv"
BY_LINK = actions.Doer(Who.RECEIVER, sure=True)


@pytest.fixture
def coordinator(client, django_user_model):
    user = django_user_model.objects.create_user("coordination")
    Membership.objects.create(user=user, organisation=OrganisationFactory(), role=Role.COORDINATOR)
    client.force_login(user)
    return client


@pytest.fixture
def place():
    return PlaceFactory(organisation=OrganisationFactory())


def solved(place) -> Referral:
    referral = sheet(place=place).referral
    return actions.close(referral, BY_LINK, Outcome.SOLVED, **DONE)


def whole(client) -> list[str]:
    return client.get(FILE).content.decode().splitlines()[1].split(";")[2:]


def test_few_sheets_are_hidden_on_the_page_and_in_the_file(coordinator, place):
    solved(place)

    assert whole(coordinator) == ["caché"] * 8
    assert "<dd>1</dd>" not in coordinator.get(PAGE).content.decode()


def test_enough_sheets_are_counted(coordinator, place, settings):
    settings.MAILLAGE_SMALLEST_COUNT = 3
    for _ in range(3):
        solved(place)
        sheet(place=place)
    Referral.objects.filter(answered_at__isnull=False).update(sent_at=timezone.now() - timedelta(days=2))

    assert whole(coordinator) == ["6", "3", "3", "3", "2,0", "2,0", "100 %", "+1,0"]


def test_no_sheet_and_no_place_is_named(coordinator, place):
    referral = solved(place)
    page = coordinator.get(PAGE).content.decode() + coordinator.get(FILE).content.decode()

    assert [word in page for word in (referral.code, str(referral.pk), place.nom, place.slug)] == [False] * 4


def test_refusals_are_counted_by_reason(coordinator, place, settings):
    settings.MAILLAGE_SMALLEST_COUNT = 3
    for _ in range(3):
        actions.refuse(sheet(place=place).referral, BY_LINK, Refusal.FULL)

    assert "Refus : Pourquoi;C'est complet pour plus de 15 jours;3" in coordinator.get(FILE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_any_number_of_sheets(coordinator, place, count, django_assert_num_queries):
    for _ in range(count):
        solved(place)

    with django_assert_num_queries(7):
        coordinator.get(PAGE)
