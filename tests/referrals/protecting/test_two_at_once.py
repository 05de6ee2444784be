"""Two workers remind and expire at the same time: one message, one event."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from maillage.core.models import Message
from maillage.referrals import jobs
from maillage.referrals.enums import Verb
from maillage.referrals.models import Referral
from tests.referrals.protecting.conftest import YES, sheet

WORKERS = 4


def at_once(work: Callable[[], object]) -> None:
    start = threading.Barrier(WORKERS)

    def run():
        start.wait()
        for _ in range(200):
            with suppress(OperationalError):  # the tests' base in memory does not wait for its turn
                work()
                break
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(WORKERS)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("work", "verb", "letters"),
    [(jobs.remind, Verb.REMINDED, 2), (jobs.expire, Verb.EXPIRED, 1)],
    ids=["remind", "expire"],
)
def test_two_workers_send_one_message(house, place, author, work, verb, letters):
    long_ago = timezone.now() - timedelta(days=40)
    referral = sheet(organisation=house, place=place, by=author, consent=YES).referral
    Referral.objects.update(sent_at=long_ago, state_at=long_ago)
    Message.objects.all().delete()

    at_once(work)

    assert referral.events.filter(verb=verb).count() == 1
    assert Message.objects.count() == letters
