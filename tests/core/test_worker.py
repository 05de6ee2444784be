"""The process itself: what it does at once, how it stops, and that it goes on."""

import signal
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command

from maillage.core import outbox, worker
from maillage.core.enums import MessageState
from maillage.core.models import Message
from tests.browser.site import ROOT, environment, maillage


def posted() -> Message:
    return outbox.post(key="k", to="a@exemple.test", template="tests/note", context={"words": "Bonjour"})


@pytest.mark.django_db
@pytest.mark.usefixtures("mail_templates")
def test_once_does_what_waits_and_comes_back(open_postbox):
    message = posted()

    call_command("worker", once=True)

    message.refresh_from_db()
    assert (message.state, len(open_postbox.accepted)) == (MessageState.SENT, 1)


@pytest.mark.django_db
@pytest.mark.usefixtures("mail_templates", "postbox")
def test_once_without_a_server_says_that_mails_wait():
    posted()

    with pytest.raises(CommandError, match="les messages attendent"):
        call_command("worker", once=True)


def test_a_turn_that_fails_is_followed_by_others(monkeypatch):
    turns = []
    one = worker.Worker()
    monkeypatch.setattr(worker, "PAUSE", 0.001)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "connection", type("Connection", (), {"close": staticmethod(lambda: None)}))

    def turn():
        turns.append(1)
        if len(turns) == 3:
            one.stop()
        raise ZeroDivisionError

    one._loop(turn)

    assert len(turns) == 3


def test_sigterm_stops_the_worker(tmp_path):
    env = environment(str(tmp_path))
    maillage("migrate", "core", "--verbosity", "0", env=env)
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=env, stderr=subprocess.DEVNULL)
    base = tmp_path / "maillage.sqlite3-wal"
    until = time.monotonic() + 20
    while not base.exists() and time.monotonic() < until:  # it has opened the base: it is at work
        time.sleep(0.05)
    time.sleep(0.3)

    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=20) == 0
