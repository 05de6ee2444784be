"""Line 31 seen by who receives, and what the month's messages were."""

import pytest
from django.urls import reverse

from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.core.enums import Channel, MessageState
from maillage.core.models import Message
from maillage.network.enums import Role
from maillage.network.models import Membership
from tests.appointments.saying import at

pytestmark = pytest.mark.django_db
WARNED = "aucun message ne part"


@pytest.fixture
def inside(client, diary, django_user_model):
    user = django_user_model.objects.create_user("accueil", email="accueil@exemple.test")
    Membership.objects.create(organisation=diary.organisation, user=user, role=Role.MANAGER)
    client.force_login(user)
    return client


def day(inside) -> str:
    return inside.get(reverse("mediating:day") + "?jour=2026-12-07").text


def month(inside) -> str:
    return " ".join(inside.get(reverse("mediating:month")).text.split())


@pytest.mark.parametrize(
    ("person", "provider", "warned"),
    [
        (Person(), "", True),
        (Person(email="a@exemple.test"), "", False),
        (Person(phone="+33612345678"), "", True),
        (Person(phone="+33612345678"), "file", False),
        (Person(phone="+33320000000"), "file", True),
    ],
)
def test_line_31_who_receives_is_warned_that_nothing_will_be_sent(inside, diary, settings, person, provider, warned):
    settings.MAILLAGE_SMS = provider
    actions.book(diary, at("09:00"), person=person)

    assert (WARNED in day(inside)) == warned


def test_line_31_the_ceiling_reached_is_said_on_the_day_and_on_the_month(inside, diary, settings):
    settings.MAILLAGE_SMS, settings.MAILLAGE_SMS_A_MONTH = "file", 1
    actions.book(diary, at("09:00"), person=Person(phone="+33612345678"))
    assert (WARNED in day(inside), "Le plafond de SMS est atteint" in month(inside)) == (False, False)

    Message.objects.create(key="autre:1", channel=Channel.SMS, state=MessageState.SENT)

    assert (WARNED in day(inside), "Le plafond de SMS est atteint" in month(inside)) == (True, True)


def test_the_month_counts_what_left(inside, settings):
    settings.MAILLAGE_SMS = "file"
    for number, (channel, state) in enumerate(
        [("mail", "sent"), ("mail", "waiting"), ("sms", "sent"), ("sms", "too late"), ("sms", "waiting")]
    ):
        Message.objects.create(key=f"agenda:1:1:{number}", channel=channel, state=state, settled_at=at("08:00"))

    assert "<strong>1</strong> courriel parti" in month(inside)
    assert "<strong>2</strong> SMS sur 500 par mois" in month(inside)


def test_without_a_provider_it_is_said(inside):
    assert "Pas de SMS ici" in month(inside)
