"""A refusal puts one column in doubt, asks the holder, and is counted without anyone's name."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from maillage.core.models import Message
from maillage.referrals import actions
from maillage.referrals.enums import Refusal, Who
from maillage.referrals.models import RefusalCount
from maillage.referrals.teaching.lessons import LESSONS
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.referrals import receiver, sheet

pytestmark = pytest.mark.django_db
BY_LINK = actions.Doer(Who.RECEIVER, sure=True)
COLUMNS = {
    Refusal.FULL: "modalites_acces", Refusal.NOT_DONE: "services", Refusal.NOT_OUR_PUBLIC:
    "publics_specifiquement_adresses", Refusal.CLOSED: "horaires", Refusal.LANGUAGE: "languages",
    Refusal.ACCESS: "prise_en_charge_specifique",
}  # fmt: skip


@pytest.fixture
def place():
    return PlaceFactory(organisation=OrganisationFactory(), courriels=["lieu@exemple.test"])


def refused(place, reason, doer=BY_LINK):
    referral = sheet(place=place, zone="epeule").referral
    actions.refuse(referral, doer, reason)
    place.refresh_from_db()
    return referral


def counted() -> list[tuple]:
    return list(RefusalCount.objects.values_list("month", "service", "zone", "reason", "count"))


@pytest.mark.parametrize("reason", COLUMNS)
def test_each_reason_doubts_its_column(place, reason):
    refused(place, reason)

    assert place.contested == [COLUMNS[reason]]


@pytest.mark.parametrize("reason", [one for one in Refusal if one not in COLUMNS])
def test_other_reasons_teach_nothing(place, reason):
    refused(place, reason)

    assert (place.contested, counted(), LESSONS.get(reason)) == ([], [], None)


def test_full_doubts_the_address_to_book_at_when_there_is_one(place):
    place.prise_rdv = "https://exemple.test/rdv"
    place.save()

    refused(place, Refusal.FULL)

    assert place.contested == ["prise_rdv"]


def test_the_holder_is_asked_by_mail_in_our_words(place):
    referral = refused(place, Refusal.FULL)

    (message,) = Message.objects.filter(key__startswith="doubt-")
    assert (message.to, "complet pour plus de 15 jours" in message.text) == ("lieu@exemple.test", True)
    assert [word in message.text for word in (referral.code, "Camille", "Faire un dossier")] == [False] * 3


def test_a_colleague_with_an_account_is_believed(place):
    colleague = get_user_model().objects.create_user("accueil")
    refused(place, Refusal.CLOSED, actions.Doer(Who.RECEIVER, colleague, place.organisation_id, sure=True))

    assert place.contested == ["horaires"]


def test_whoever_only_holds_the_paper_is_counted_and_doubts_nothing(place):
    refused(place, Refusal.FULL, receiver(sheet(place=place).referral))

    assert place.contested == []
    assert not Message.objects.filter(key__startswith="doubt-").exists()
    assert [row[-1] for row in counted()] == [1]


def test_a_refusal_is_counted_by_month_need_zone_and_reason(place):
    first = refused(place, Refusal.FULL)
    refused(place, Refusal.FULL)

    assert counted() == [(timezone.localdate().strftime("%Y-%m"), first.service, "epeule", "complet", 2)]


def test_taken_in_after_all_it_is_no_longer_counted(place):
    referral = refused(place, Refusal.FULL)
    actions.accept(referral, BY_LINK)

    assert [row[-1] for row in counted()] == [0]


def test_refused_again_after_that_it_counts_once(place):
    referral = refused(place, Refusal.FULL)
    actions.accept(referral, BY_LINK)
    actions.refuse(referral, BY_LINK, Refusal.FULL)

    assert [row[-1] for row in counted()] == [1]
