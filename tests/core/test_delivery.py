"""Sending, by a real mail server: once, whatever it answers and whenever a worker dies."""

import socket
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from maillage.core import carriers, delivery, outbox, witness
from maillage.core.carriers import ServerDown
from maillage.core.enums import MessageState
from maillage.core.models import Message
from tests.core.postbox import Postbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_templates")]
TO = "accueil@exemple.test"


class Killed(BaseException):
    """As when a process dies: nothing after it is written."""


def posted(key="k", to=TO, template="tests/verify", words="L'Épicerie", **columns) -> Message:
    return outbox.post(key=key, to=to, template=template, context={"place": words, "words": words}, **columns)


def known(message: Message) -> Message:
    message.refresh_from_db()
    return message


def said(part) -> str:
    return part.get_content().replace("\r\n", "\n")


def later(**delay):
    """As if time had passed: what was to come has come."""
    since = timedelta(**delay)
    for message in Message.objects.all():
        Message.objects.filter(pk=message.pk).update(
            send_after=message.send_after - since,
            leased_until=message.leased_until and message.leased_until - since,
            useful_until=message.useful_until and message.useful_until - since,
        )


# -- what arrives


def test_a_mail_arrives_in_two_parts_with_its_accents(open_postbox, settings):
    settings.MAILLAGE_MAIL_FROM = "Réseau de Roubaix <bonjour@maillage.test>"
    message = posted()

    assert delivery.deliver() == 1

    (mail,) = open_postbox.mails
    assert mail["Subject"] == "L'Épicerie : est-ce toujours vrai ?"
    assert mail["From"] == "Réseau de Roubaix <bonjour@maillage.test>"
    assert mail["To"] == TO
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert said(mail.get_body(("plain",))) == message.text
    assert said(mail.get_body(("html",))).strip() == message.html.strip()
    assert (known(message).state, message.attempts, message.reason) == (MessageState.SENT, 1, "")


def test_a_dot_alone_on_a_line_does_not_end_the_mail(open_postbox):
    words = "avant\n.\n..\n.deux\r\n.\r\naprès"
    posted(template="tests/note", words=words)

    delivery.deliver()

    (mail,) = open_postbox.mails
    assert said(mail).startswith("avant\n.\n..\n.deux\n.\naprès\n")


def test_a_mail_sent_again_bears_the_same_identity(open_postbox):
    for _ in range(2):
        message = posted()
        delivery.deliver()
        Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED)
        outbox.resend(message, by=None)
    other = posted(key="autre")
    delivery.deliver()

    first, second, third, fourth = (mail["Message-ID"] for mail in open_postbox.mails)
    assert first == second == third != fourth
    assert known(other).state == MessageState.SENT


def test_many_mails_share_one_conversation(open_postbox):
    for number in range(50):
        posted(key=str(number), to=f"{number}@exemple.test")

    assert delivery.deliver() == 50

    assert sorted(open_postbox.counts.values()) == [1] * 50
    assert open_postbox.conversations == 1


def test_a_conversation_that_the_server_ended_is_begun_again(open_postbox, monkeypatch):
    monkeypatch.setattr(carriers, "PER_CONNECTION", 2)
    for number in range(5):
        posted(key=str(number))

    delivery.deliver()

    assert (len(open_postbox.accepted), open_postbox.conversations) == (5, 3)


def test_what_is_soonest_useless_leaves_first(open_postbox):
    now = timezone.now()
    posted(key="campaign", to="c@exemple.test")
    posted(key="reminder", to="r@exemple.test", useful_until=now + timedelta(days=10))
    posted(key="code", to="code@exemple.test", useful_until=now + timedelta(minutes=10))

    delivery.deliver()

    assert [to for to, _ in open_postbox.accepted] == ["code@exemple.test", "r@exemple.test", "c@exemple.test"]


def test_a_message_waits_for_its_hour(open_postbox):
    message = posted(send_after=timezone.now() + timedelta(hours=2))

    delivery.deliver()
    assert open_postbox.accepted == []
    later(hours=2)
    delivery.deliver()

    assert known(message).state == MessageState.SENT


def test_a_message_that_is_no_use_any_more_is_not_sent(open_postbox):
    message = posted(useful_until=timezone.now() + timedelta(minutes=15))
    later(minutes=15)

    delivery.deliver()

    assert open_postbox.accepted == []
    assert known(message).state == MessageState.TOO_LATE


# -- what the server says


def test_a_lost_server_loses_nothing_and_blocks_nobody(postbox):
    message = posted()

    with pytest.raises(ServerDown):
        delivery.deliver()
    assert (known(message).state, message.attempts, message.claim) == (MessageState.WAITING, 0, None)
    assert "refused" in message.reason
    with postbox.open():
        delivery.deliver()

    assert known(message).state == MessageState.SENT
    assert len(postbox.accepted) == 1


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_server_that_says_later_is_asked_later_and_less_and_less(open_postbox, step):
    message, other = posted(), posted(key="other", to="autre@exemple.test")
    open_postbox.says[f"{step} {TO}"] = ["451 greylisted, come back"] * 2

    delivery.deliver()
    assert known(message).state == MessageState.WAITING
    assert (message.attempts, message.reason) == (1, "451 greylisted, come back")
    assert timedelta(seconds=50) < message.send_after - timezone.now() <= timedelta(minutes=1)
    assert known(other).state == MessageState.SENT
    later(minutes=1)
    delivery.deliver()
    assert timedelta(minutes=4) < known(message).send_after - timezone.now() <= timedelta(minutes=5)
    later(minutes=5)
    delivery.deliver()

    assert (known(message).state, message.attempts, message.reason) == (MessageState.SENT, 3, "")
    assert open_postbox.counts == {TO: 1, "autre@exemple.test": 1}


def test_a_server_that_always_says_later_is_not_asked_for_ever(open_postbox, monkeypatch):
    monkeypatch.setattr(delivery, "TRIES", 3)
    message = posted()
    open_postbox.says[f"rcpt {TO}"] = ["452 mailbox full"] * 9

    for _ in range(5):
        delivery.deliver()
        later(days=1)

    assert (known(message).state, message.attempts, message.reason) == (MessageState.FAILED, 3, "452 mailbox full")


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_server_that_refuses_is_believed_and_its_words_are_kept(open_postbox, step):
    message, other = posted(), posted(key="other", to="autre@exemple.test")
    open_postbox.says[f"{step} {TO}"] = ["550 no such user here"]

    delivery.deliver()
    later(days=9)
    delivery.deliver()

    assert (known(message).state, message.reason) == (MessageState.FAILED, "550 no such user here")
    assert list(outbox.stuck()) == [message]
    assert known(other).state == MessageState.SENT
    assert open_postbox.counts == {"autre@exemple.test": 1}


def test_a_server_that_hangs_up_before_the_end_is_asked_again(open_postbox):
    message = posted()
    open_postbox.says[f"rcpt {TO}"] = ["421 closing"]

    delivery.deliver()
    later(minutes=1)
    delivery.deliver()

    assert (known(message).state, message.attempts) == (MessageState.SENT, 2)
    assert len(open_postbox.accepted) == 1


def test_a_server_silent_after_the_last_dot_may_have_it(open_postbox, monkeypatch):
    monkeypatch.setattr(carriers, "LAST_TIMEOUT", 0.1)
    open_postbox.pause = 0.5
    message = posted()

    delivery.deliver()
    later(days=9)
    delivery.deliver()

    assert known(message).state == MessageState.UNCERTAIN
    assert list(outbox.stuck()) == [message]
    assert len(open_postbox.accepted) == 1


def test_a_mistake_of_ours_about_one_message_leaves_the_others_alone(open_postbox):
    bad, good = posted(key="bad"), posted(key="good")
    Message.objects.filter(pk=bad.pk).update(subject="a\nBcc: x@exemple.test")

    delivery.deliver()

    assert (known(bad).state, known(good).state) == (MessageState.WAITING, MessageState.SENT)
    assert "newline" in bad.reason or "linefeed" in bad.reason
    assert len(open_postbox.accepted) == 1


# -- workers that die


def dies(monkeypatch, where, name: str, *, after: bool) -> None:
    real = getattr(where, name)

    def dying(*args, **kwargs):
        if after:
            real(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(where, name, dying)


def killed_while_delivering(monkeypatch, where, name: str, *, after: bool = False) -> None:
    with monkeypatch.context() as patch:
        dies(patch, where, name, after=after)
        with pytest.raises(Killed):
            delivery.deliver()


def test_killed_before_the_last_dot_it_is_sent_after_the_lease(open_postbox, monkeypatch):
    message = posted()
    killed_while_delivering(monkeypatch, delivery, "_handing_over")

    assert known(message).state == MessageState.CLAIMED
    assert delivery.deliver() == 0  # its lease goes on: perhaps it is only slow
    later(minutes=3)
    assert delivery.deliver() == 1

    assert (known(message).state, len(open_postbox.accepted)) == (MessageState.SENT, 1)


def test_killed_between_the_commit_and_the_last_dot_it_is_sent_after_the_lease(open_postbox, monkeypatch):
    message = posted()
    killed_while_delivering(monkeypatch, witness, "go")

    assert known(message).state == MessageState.HANDING_OVER
    delivery.deliver()
    later(minutes=3)
    delivery.deliver()

    assert (known(message).state, len(open_postbox.accepted)) == (MessageState.SENT, 1)


def test_killed_after_the_last_dot_it_is_not_sent_again(open_postbox, monkeypatch):
    message = posted()
    killed_while_delivering(monkeypatch, delivery, "_settle")

    assert (known(message).state, len(open_postbox.accepted)) == (MessageState.HANDING_OVER, 1)
    later(minutes=3)
    delivery.deliver()
    later(days=9)
    delivery.deliver()

    assert (known(message).state, len(open_postbox.accepted)) == (MessageState.UNCERTAIN, 1)
    assert list(outbox.stuck()) == [message]


def test_killed_on_another_machine_it_is_not_sent_again(open_postbox, monkeypatch, settings, tmp_path):
    message = posted()
    killed_while_delivering(monkeypatch, witness, "go")
    settings.MAILLAGE_KEYS = (tmp_path / "sealing_key").read_text()  # machines share their keys
    settings.DATA_DIR = tmp_path / "another"
    later(minutes=3)

    delivery.deliver()
    assert known(message).state == MessageState.HANDING_OVER  # the machine that knows is given some time
    later(minutes=3)
    delivery.deliver()

    assert (known(message).state, open_postbox.accepted) == (MessageState.UNCERTAIN, [])


def test_a_worker_that_slept_too_long_does_not_send_what_another_has_sent(open_postbox, monkeypatch):
    message = posted()
    real = delivery._handing_over

    def sleeping(mine):
        monkeypatch.setattr(delivery, "_handing_over", real)
        later(minutes=3)
        assert delivery.deliver() == 1  # another worker, meanwhile
        real(mine)

    monkeypatch.setattr(delivery, "_handing_over", sleeping)
    delivery.deliver()

    assert (known(message).state, len(open_postbox.accepted)) == (MessageState.SENT, 1)


def test_a_worker_that_slept_at_the_last_dot_cannot_send_what_was_withdrawn(open_postbox, monkeypatch):
    message = posted()
    real = witness.go

    def sleeping(claim, number):
        monkeypatch.setattr(witness, "go", real)
        later(minutes=3)
        assert delivery.deliver() == 1
        return real(claim, number)

    monkeypatch.setattr(witness, "go", sleeping)
    delivery.deliver()

    assert (known(message).state, len(open_postbox.accepted)) == (MessageState.SENT, 1)


def test_what_waits_its_turn_behind_a_slow_server_stays_ours(open_postbox, settings):
    settings.MAILLAGE_LEASE_SECONDS = 1.2
    open_postbox.pause = 0.35
    for number in range(5):
        posted(key=str(number), to=f"{number}@exemple.test")
    free = []

    def another_looks() -> bool:
        if open_postbox.accepted:
            free.extend(delivery.due())
        return False

    delivery.deliver(another_looks)

    assert free == []
    assert sorted(open_postbox.counts.values()) == [1] * 5


def test_what_another_worker_took_meanwhile_is_not_begun(open_postbox, settings):
    settings.MAILLAGE_LEASE_SECONDS = 1.2
    open_postbox.pause = 0.35
    messages = [posted(key=str(number), to=f"{number}@exemple.test") for number in range(3)]
    theirs = {"claim": uuid.uuid4(), "leased_until": timezone.now() + timedelta(minutes=1)}

    def another_takes() -> bool:
        if len(open_postbox.accepted) == 1:
            Message.objects.filter(pk=messages[2].pk).update(**theirs)
        return False

    delivery.deliver(another_takes)

    assert [known(message).state for message in messages] == ["sent", "sent", "claimed"]
    assert sorted(open_postbox.counts) == ["0@exemple.test", "1@exemple.test"]
    assert open_postbox.conversations == 1


def test_an_answer_after_the_lease_is_still_heard(open_postbox, monkeypatch):
    message = posted()
    real = delivery._settle

    def late(*args):
        monkeypatch.setattr(delivery, "_settle", real)
        later(minutes=3)
        delivery.deliver()
        assert known(message).state == MessageState.UNCERTAIN
        real(*args)

    monkeypatch.setattr(delivery, "_settle", late)
    delivery.deliver()

    assert (known(message).state, len(open_postbox.accepted)) == (MessageState.SENT, 1)


def test_a_withdrawn_message_stays_withdrawn(in_a_folder):
    claim = uuid.uuid4()
    witness.arrive(claim)

    assert [witness.withdraw(claim, 1), witness.withdraw(claim, 1), witness.go(claim, 1)] == [True, True, False]
    assert [witness.go(claim, 2), witness.withdraw(claim, 2)] == [True, False]
    witness.leave(claim)
    assert [witness.withdraw(claim, 2), witness.go(claim, 3)] == [None, False]


def test_stopping_gives_back_what_was_not_begun(open_postbox):
    messages = [posted(key=str(number)) for number in range(3)]
    delivery.deliver(lambda: len(open_postbox.accepted) == 1)

    assert [known(message).state for message in messages] == ["sent", "waiting", "waiting"]
    assert [message.claim for message in messages[1:]] == [None, None]


# -- without a mail server, and how to reach one


def test_without_a_server_mails_are_files_one_reads(in_a_folder):
    message = posted()

    delivery.deliver()
    Message.objects.update(state=MessageState.WAITING)
    delivery.deliver()

    text, page = sorted(in_a_folder.iterdir(), key=lambda path: path.suffix, reverse=True)
    assert (text.suffix, page.suffix) == (".txt", ".html")
    assert text.read_text().startswith(
        "De : Maillage <ne-pas-repondre@localhost>\nÀ : accueil@exemple.test\n"
        "Objet : L'Épicerie : est-ce toujours vrai ?\n\nBonjour,\n"
    )
    assert page.read_text().strip() == message.html.strip()
    assert text.stat().st_mode & 0o077 == 0
    assert known(message).state == MessageState.SENT


def test_a_password_is_not_sent_in_clear(settings):
    box = Postbox()
    settings.MAILLAGE_SMTP_URL = f"smtp://user:secret@localhost.localdomain:{box.port}"
    carrier = carriers.chosen()

    with box.open():
        carrier.smtp = carriers.smtplib.SMTP("127.0.0.1", box.port)
        with pytest.raises(ImproperlyConfigured):
            carrier._log_in()
        carrier.close()


@pytest.mark.parametrize(
    ("url", "port"),
    [("smtp://a", 25), ("smtp://a?tls=1", 587), ("smtps://a", 465), ("smtp://a:2525?tls=1", 2525)],
)
def test_the_port_follows_the_way_of_talking(settings, url, port):
    settings.MAILLAGE_SMTP_URL = url

    assert carriers.chosen()._port() == port


def test_a_server_that_never_answers_is_left(settings, monkeypatch, in_a_folder):
    monkeypatch.setattr(carriers, "TIMEOUT", 0.2)
    message = posted()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.MAILLAGE_SMTP_URL = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ServerDown, match="timed out"):
            delivery.deliver()

    assert known(message).state == MessageState.WAITING
