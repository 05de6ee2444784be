"""Thirty days after a campaign nothing says which door, whichever way its end was said, and however often one asks."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from maillage.surveys.campaigns.actions import end_campaign, purge, save_campaign
from maillage.surveys.collecting.actions import receive
from maillage.surveys.collecting.contents import mark
from maillage.surveys.models import Conflict, Door, Round
from tests.factories.surveys import CampaignFactory, CollectorFactory, DoorFactory, RoundFactory, door_item

END = date(2026, 5, 31)
pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    row = CampaignFactory(starts_on=date(2026, 5, 1), ends_on=END)
    door = DoorFactory(round=RoundFactory(campaign=row, label="Rue de l'Essai"), label="Porte 12", content_hash="abc")
    row.conflicts.create(kind="door", client_id=door.pk, content_hash="autre", content={"label": "Porte 12"})
    return row


def told() -> tuple:
    """What still says which door."""
    door, round = Door.objects.get(), Round.objects.get()
    return door.label, door.content_hash, round.label, Conflict.objects.count()


KEPT, GONE = ("Porte 12", "abc", "Rue de l'Essai", 1), ("", "", "", 0)


@pytest.mark.parametrize(("days", "expected"), [(29, KEPT), (30, GONE), (31, GONE)])
def test_the_day_before_that_day_and_the_day_after_twice(campaign, days, expected):
    with time_machine.travel(datetime(2026, 5, 31, 12, tzinfo=UTC) + timedelta(days=days), tick=False):
        purge()
        purge()

    assert told() == expected
    assert Door.objects.get().outcome == "entretien"


def test_an_end_said_earlier_counts_from_that_day(campaign, django_user_model):
    somebody = django_user_model.objects.create_user("quelqu-un")
    with time_machine.travel("2026-05-10 12:00", tick=False):
        end_campaign(campaign, by=somebody)
    with time_machine.travel("2026-06-09 12:00", tick=False):
        purge()

    assert told() == GONE


def test_it_says_how_many_it_emptied(campaign):
    with time_machine.travel("2026-07-15", tick=False):
        assert (purge(), purge()) == (1, 0)


def test_a_door_that_arrives_too_late_has_no_label(campaign):
    collector = CollectorFactory(campaign=campaign)
    with time_machine.travel("2026-07-15", tick=False):
        purge()
        answers = receive(collector, [door_item(Round.objects.get(), label="Porte 13")])

    assert [one.kept for one in answers] == ["kept"]
    assert sorted(Door.objects.values_list("label", "content_hash")) == [("", ""), ("", "")]


def test_the_same_content_sent_after_is_not_a_conflict(campaign):
    collector = CollectorFactory(campaign=campaign)
    item = door_item(Round.objects.get(), id=Door.objects.get().pk)
    assert item["hash"] == mark(item["content"])
    with time_machine.travel("2026-07-15", tick=False):
        purge()
        answers = receive(collector, [item])

    assert ([one.kept for one in answers], Door.objects.count()) == (["already"], 1)


def test_a_campaign_taken_up_again_is_forgotten_in_its_turn(campaign, django_user_model):
    somebody = django_user_model.objects.create_user("quelqu-un")
    with time_machine.travel("2026-07-15", tick=False):
        purge()
        campaign.refresh_from_db()
        campaign.ends_on = date(2026, 8, 31)
        save_campaign(campaign, zones=campaign.zones.all(), by=somebody)
    Door.objects.update(label="Porte 14")
    with time_machine.travel("2026-09-30", tick=False):
        purge()

    assert Door.objects.get().label == ""
