"""What became of people feeds the ranking of the same need, counted again at each change."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from maillage.network.enums import SupportManner
from maillage.orientation.models import Helped
from maillage.orientation.queries import orient
from maillage.places.enums import Service
from maillage.referrals import actions
from maillage.referrals.enums import Autonomy, Outcome, Refusal, Who
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.referrals import sheet

pytestmark = pytest.mark.django_db
BY_LINK = actions.Doer(Who.RECEIVER, sure=True)
DONE = {"manner": SupportManner.WITH, "before": Autonomy.GUIDED, "after": Autonomy.SOMETIMES}


@pytest.fixture
def place():
    return PlaceFactory(services=[Service.DEMARCHES], organisation=OrganisationFactory())


def ended(place, outcome, **told):
    referral = sheet(place=place, **told).referral
    actions.close(referral, BY_LINK, outcome, **DONE)


def known(place) -> tuple:
    return Helped.objects.filter(place=place).values_list("helped", "ended", "full_on").get()


def test_outcomes_are_counted_by_place_and_need(place):
    for outcome in (Outcome.SOLVED, Outcome.PARTLY, Outcome.NOT, Outcome.SENT_ON):
        ended(place, outcome)

    assert known(place) == (2, 3, None)


def test_what_a_structure_sends_to_itself_does_not_count(place):
    ended(place, Outcome.SOLVED, organisation=place.organisation)

    assert known(place) == (0, 0, None)


def test_full_is_remembered_until_the_person_is_taken_in(place):
    referral = sheet(place=place).referral
    actions.refuse(referral, BY_LINK, Refusal.FULL)
    assert known(place) == (0, 0, timezone.localdate())

    actions.accept(referral, BY_LINK)
    assert known(place) == (0, 0, None)


@pytest.mark.parametrize(("many", "said"), [(4, False), (5, True)])
def test_where_to_go_says_it_from_five_outcomes_on(place, many, said):
    for _ in range(many):
        ended(place, Outcome.SOLVED)

    (found,) = orient(needs=["demarche"])["places"]

    assert ("A déjà aidé pour ce besoin" in found["reasons"]) is said


@pytest.mark.parametrize(("days", "said"), [(14, True), (15, False)])
def test_full_is_said_for_a_fortnight(place, days, said):
    on = timezone.localdate() - timedelta(days=days)
    Helped.objects.create(place=place, service=Service.DEMARCHES, full_on=on)

    (found,) = orient(needs=["demarche"])["places"]

    assert ("Souvent complet ces jours-ci" in found["warnings"]) is said


@pytest.mark.parametrize("language", ["ar", "en", "pt", "tr", "ro"])
def test_both_are_said_in_the_languages_of_residents(place, language):
    Helped.objects.create(place=place, service=Service.DEMARCHES, helped=9, ended=9, full_on=timezone.localdate())
    with translation.override("fr"):
        (french,) = orient(needs=["demarche"])["places"]

    (found,) = orient(needs=["demarche"], lang=language)["places"]

    at = french["codes"].index("helped")
    assert "A déjà aidé pour ce besoin" == french["reasons"][at] != found["reasons"][at]
    assert "Souvent complet ces jours-ci" in french["warnings"] and french["warnings"] != found["warnings"]
