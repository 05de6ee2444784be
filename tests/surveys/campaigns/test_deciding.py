"""Two contents under one id: a human says which one counts."""

from uuid import uuid4

import pytest
from django.urls import reverse

from maillage.network.enums import Role
from maillage.network.rules import actor_of
from maillage.surveys.campaigns.queries import today
from maillage.surveys.collecting.actions import receive
from maillage.surveys.models import Conflict, Door, Response
from tests.factories import OrganisationFactory
from tests.factories.surveys import CollectorFactory, RoundFactory, door_item, response_item
from tests.surveys.people import member_of


@pytest.fixture
def sent_twice(campaign):
    round, id = RoundFactory(campaign=campaign), uuid4()
    receive(
        CollectorFactory(campaign=campaign),
        [door_item(round, id=id, label="Porte 1"), door_item(round, id=id, label="Porte 2", outcome="refus")],
    )
    return Conflict.objects.get()


def test_it_waits_among_the_tasks_of_those_who_decide(manager, sent_twice):
    other = member_of(OrganisationFactory(), Role.MANAGER, "ailleurs")
    contributor = member_of(sent_twice.campaign.operator, Role.CONTRIBUTOR, "contribue")

    told = [[task.words for task in today(actor_of(one))] for one in (manager, other, contributor)]

    assert told == [["Vérifier 1 envoi des portes"], [], []]


@pytest.mark.parametrize(
    ("decision", "doors"),
    [
        ("premier", [("Porte 1", "entretien")]),
        ("second", [("Porte 2", "refus")]),
        ("deux", [("Porte 1", "entretien"), ("Porte 2", "refus")]),
    ],
)
def test_each_decision(inside, sent_twice, decision, doors):
    inside.post(reverse("campaigns:settle", args=[sent_twice.pk]), {"decision": decision})

    sent_twice.refresh_from_db()
    assert sorted(Door.objects.values_list("label", "outcome")) == doors
    assert (sent_twice.settled, sent_twice.content) == (decision, {})


def test_deciding_twice_changes_nothing_more(inside, sent_twice):
    for _ in range(2):
        inside.post(reverse("campaigns:settle", args=[sent_twice.pk]), {"decision": "deux"})

    assert Door.objects.count() == 2


def test_a_button_that_is_not_of_the_page_decides_nothing(inside, sent_twice):
    inside.post(reverse("campaigns:settle", args=[sent_twice.pk]), {"decision": "\x00"})

    sent_twice.refresh_from_db()
    assert sent_twice.settled == ""


def test_a_second_content_that_cannot_be_kept_leaves_the_first(inside, sent_twice):
    Conflict.objects.update(content={"round": 0, "label": "?", "day": "2026-05-04", "outcome": "refus"})

    inside.post(reverse("campaigns:settle", args=[sent_twice.pk]), {"decision": "second"})

    sent_twice.refresh_from_db()
    assert ([door.label for door in Door.objects.all()], sent_twice.settled) == (["Porte 1"], "")


def test_both_contents_are_side_by_side(inside, campaign):
    id = uuid4()
    receive(
        CollectorFactory(campaign=campaign),
        [response_item(campaign, id=id), response_item(campaign, id=id, answers={"outils": ["rien"], "aide": "oui"})],
    )

    shown = inside.get(reverse("campaigns:conflicts")).context["shown"]

    assert shown[0][1] == [
        ("Arrivé d'abord", [("Qu'utilisez-vous pour aller sur internet ?", "Un téléphone")]),
        (
            "Arrivé ensuite",
            [("Qu'utilisez-vous pour aller sur internet ?", "Rien"), ("Voulez-vous apprendre ?", "Oui")],
        ),
    ]
    assert Response.objects.count() == 1
