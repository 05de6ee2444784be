"""Work done later: on its rhythm, or once; by one worker at a time; again when its worker died."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from maillage.core import jobs, running
from maillage.core.claiming import claim_some
from maillage.core.enums import JobState
from maillage.core.jobs import Scheduled, enqueue, progress_of, tell_progress
from maillage.core.models import Job, JobRun
from maillage.core.worker import run_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_other_job(monkeypatch, in_a_folder):
    jobs.discover()
    monkeypatch.setattr(jobs, "SCHEDULED", {})
    monkeypatch.setattr(jobs, "BACKGROUND", {})
    monkeypatch.setattr(running, "SCHEDULED", jobs.SCHEDULED)
    monkeypatch.setattr(running, "BACKGROUND", jobs.BACKGROUND)


@pytest.fixture
def ran():
    return []


def scheduled(function, name="tests.often", hours=1):
    jobs.SCHEDULED[name] = Scheduled(name, timedelta(hours=hours), function)


def time_passes(**delay):
    since = timedelta(**delay)
    for run in JobRun.objects.all():
        JobRun.objects.filter(pk=run.pk).update(next_at=run.next_at - since)
        if run.leased_until:
            JobRun.objects.filter(pk=run.pk).update(leased_until=run.leased_until - since)
    for job in Job.objects.exclude(leased_until=None):
        Job.objects.filter(pk=job.pk).update(leased_until=job.leased_until - since)


# -- on a rhythm


def test_what_is_declared_is_found():
    @jobs.every(hours=2, minutes=30, name="tests.found")
    def found(): ...

    assert {"tests.found": Scheduled("tests.found", timedelta(hours=2.5), found)} == jobs.SCHEDULED
    with pytest.raises(ValueError, match=r"tests\.never"):
        jobs.every(name="tests.never")


def test_a_scheduled_function_runs_on_its_rhythm(ran):
    scheduled(lambda: ran.append(1))

    assert [running.run_scheduled(), running.run_scheduled()] == [1, 0]
    time_passes(minutes=59)
    assert running.run_scheduled() == 0
    time_passes(minutes=1)
    assert running.run_scheduled() == 1

    assert ran == [1, 1]
    (run,) = JobRun.objects.all()
    assert (run.reason, run.claim, run.leased_until) == ("", None, None)
    assert timezone.now() - run.last_at < timedelta(minutes=1)


def test_a_scheduled_function_that_fails_says_why_and_is_tried_sooner(ran):
    def fails():
        ran.append(1)
        raise ZeroDivisionError("nothing to divide")

    scheduled(fails, hours=24)

    running.run_scheduled()
    assert JobRun.objects.get().reason == "ZeroDivisionError('nothing to divide')"
    time_passes(minutes=15)
    running.run_scheduled()

    assert ran == [1, 1]


def test_a_function_that_another_worker_runs_is_left_to_it_until_its_lease_ends(ran):
    scheduled(lambda: ran.append(1))
    JobRun.objects.create(name="tests.often")
    claim_some(JobRun.objects.all(), 1)

    assert running.run_scheduled() == 0
    time_passes(minutes=3)
    assert running.run_scheduled() == 1


# -- once


def test_a_job_is_done_and_what_it_found_is_kept(ran):
    jobs.background("tests.add")(lambda a, b: ran.append(a + b) or {"sum": a + b})
    job = enqueue("tests.add", a=2, b=3)
    assert job.state == JobState.WAITING

    assert [running.run_next(), running.run_next()] == [True, False]

    job.refresh_from_db()
    assert (job.state, job.result, job.attempts, ran) == (JobState.DONE, {"sum": 5}, 1, [5])
    assert job.started_at <= job.ended_at


def test_jobs_are_done_in_the_order_they_were_asked(ran):
    jobs.background("tests.keep")(lambda n: ran.append(n))
    for n in range(3):
        enqueue("tests.keep", n=n)

    run_once()

    assert ran == [0, 1, 2]


def test_a_job_that_fails_says_why(ran):
    @jobs.background("tests.fail")
    def fail():
        raise ValueError("line 12 is not a place")

    job = enqueue("tests.fail")
    run_once()

    job.refresh_from_db()
    assert (job.state, job.reason) == (JobState.FAILED, "ValueError: line 12 is not a place")


def test_a_job_tells_how_far_it_is():
    seen = []

    @jobs.background("tests.long")
    def long():
        tell_progress(1, 4, "lecture")
        seen.append(progress_of(job))

    job = enqueue("tests.long")
    assert progress_of(job) is None
    run_once()

    assert seen == [{"done": 1, "total": 4, "said": "lecture"}]
    tell_progress(1, 1)  # outside a job, nobody listens


def test_a_job_nobody_knows_is_refused():
    with pytest.raises(jobs.UnknownJob):
        enqueue("tests.nobody")


@pytest.mark.django_db(transaction=True)
def test_a_job_stands_or_falls_with_the_transaction_that_asks():
    jobs.background("tests.keep")(lambda: None)

    with pytest.raises(transaction.TransactionManagementError):
        enqueue("tests.keep")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("tests.keep")
        1 / 0  # noqa: B018

    assert Job.objects.count() == 0


def test_a_job_left_by_a_dead_worker_is_done_by_another(ran):
    jobs.background("tests.keep")(lambda: ran.append(1))
    job = enqueue("tests.keep")
    claim_some(Job.objects.all(), 1, state=JobState.RUNNING, attempts=1)

    assert running.run_next() is False
    time_passes(minutes=3)
    assert running.run_next() is True

    job.refresh_from_db()
    assert (job.state, job.attempts, ran) == (JobState.DONE, 2, [1])


def test_a_job_that_kills_its_workers_is_given_up(ran):
    jobs.background("tests.keep")(lambda: ran.append(1))
    job = enqueue("tests.keep")
    claim_some(Job.objects.all(), 1, state=JobState.RUNNING, attempts=running.STARTS)
    time_passes(minutes=3)

    assert running.run_next() is False

    job.refresh_from_db()
    assert (job.state, job.reason, ran) == (JobState.FAILED, "its worker stopped each time", [])


def test_a_slow_worker_does_not_write_over_the_one_that_replaced_it(ran):
    @jobs.background("tests.slow")
    def slow():
        ran.append(1)
        if len(ran) == 1:
            time_passes(minutes=3)
            assert running.run_next() is True
        return len(ran)

    job = enqueue("tests.slow")
    running.run_next()

    job.refresh_from_db()
    assert (ran, job.result) == ([1, 1], 2)


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_renewed_while_the_work_lasts(settings):
    settings.MAILLAGE_LEASE_SECONDS = 1
    waited = threading.Event()

    @jobs.background("tests.slow")
    def slow():
        before = Job.objects.get().leased_until
        connection.close()
        while Job.objects.get().leased_until == before:
            waited.wait(0.05)
        return "renewed"

    with transaction.atomic():
        job = enqueue("tests.slow")
    running.run_next()

    job.refresh_from_db()
    assert job.result == "renewed"


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_different_jobs():
    jobs.background("tests.keep")(lambda: None)
    with transaction.atomic():
        for _ in range(20):
            enqueue("tests.keep")
    taken, start = [], threading.Barrier(2)

    def take():
        start.wait()
        waiting = True
        while waiting:
            with suppress(OperationalError):  # two threads on one SQLite in memory do not wait for each other
                taken.extend(job.pk for job in claim_some(running._waiting(), 1, state=JobState.RUNNING))
                waiting = Job.objects.filter(state=JobState.WAITING).exists()
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(taken), len(set(taken))) == (20, 20)
