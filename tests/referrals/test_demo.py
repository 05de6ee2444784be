"""The demo's sheets and pathways: written once, quickly, by nobody real."""

import pytest

from maillage.core.models import Message
from maillage.orientation.models import Helped
from maillage.referrals import demo
from maillage.referrals.models import Pathway, Referral, RefusalCount
from maillage.website import roubaix

pytestmark = pytest.mark.django_db


def test_a_year_of_sheets_and_two_pathways_are_written_once():
    roubaix.load()
    demo.load()
    first = (Referral.objects.count(), Pathway.objects.count())
    demo.load()

    assert first == (demo.MANY, 2) == (Referral.objects.count(), Pathway.objects.count())
    assert {row.called for row in Referral.objects.all()} == {"Camille"}
    assert Referral.objects.filter(outcome="résolu").exists() and RefusalCount.objects.exists()
    assert Helped.objects.filter(place=demo.HOUSE, helped__gte=5).exists()
    assert len({step.place_id for step in Pathway.objects.get(template="parent").steps.all()}) == 3
    assert not Message.objects.filter(key__startswith="doubt-").exists()
