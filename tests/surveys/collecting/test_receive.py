"""What phones send is kept exactly once."""

import threading
from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from maillage.surveys.collecting.actions import receive
from maillage.surveys.models import Conflict, Door, Response
from tests.factories.surveys import CollectorFactory, RoundFactory, door_item, response_item

pytestmark = pytest.mark.django_db


def _said(answers):
    return [(one.kept.value, one.reason) for one in answers]


@pytest.fixture
def collector():
    return CollectorFactory()


@pytest.fixture
def round(collector):
    return RoundFactory(campaign=collector.campaign, collector=collector)


def test_the_same_content_twice_is_one_row(collector, round):
    items = [door_item(round), response_item(collector.campaign)]

    first, second = receive(collector, items), receive(collector, items)

    assert [one.kept.value for one in first] == ["kept", "kept"]
    assert [one.kept.value for one in second] == ["already", "already"]
    assert (Door.objects.count(), Response.objects.count()) == (1, 1)


def test_the_same_id_with_another_content_waits_for_a_human(collector, round):
    id = uuid4()
    first, second = door_item(round, id=id), door_item(round, id=id, outcome="refus")

    answers = receive(collector, [first, second, second])

    assert [one.kept.value for one in answers] == ["kept", "conflict", "conflict"]
    assert [door.outcome for door in Door.objects.all()] == ["entretien"]
    assert [one.content for one in Conflict.objects.all()] == [second["content"]]


def test_a_bad_one_does_not_hold_the_others_back(collector, round):
    broken = door_item(round) | {"hash": "autre"}
    nul = response_item(collector.campaign, answers={"outils": "a\x00"})
    elsewhere = door_item(RoundFactory())

    answers = receive(collector, [broken, None, nul, elsewhere, door_item(round)])

    assert _said(answers) == [
        ("refused", "Ce qui est arrivé est abîmé : le téléphone l'enverra de nouveau."),
        ("refused", "Ce qui est arrivé n'est pas lisible."),
        ("refused", "Un caractère n'est pas lisible."),
        ("refused", "Cette tournée n'est pas dans la campagne."),
        ("kept", ""),
    ]


@pytest.mark.django_db(transaction=True)
def test_four_phones_sending_the_same_batch_at_once_leave_one_of_each(collector, round):
    items = [door_item(round) for _ in range(5)] + [response_item(collector.campaign) for _ in range(5)]
    said, start = [], threading.Barrier(4)

    def send():
        start.wait()
        left = list(items)
        while left:
            with suppress(OperationalError):  # the tests' base in memory does not wait for its turn
                said.extend(one.kept.value for one in receive(collector, left[:1]))
                left.pop(0)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert sorted(said) == ["already"] * 30 + ["kept"] * 10
    assert (Door.objects.count(), Response.objects.count()) == (5, 5)
