"""Posting: a row in the caller's transaction, once per key, and nothing in it that could become a header."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from maillage.core import outbox
from maillage.core.enums import MessageState
from maillage.core.letters import BadAddress, NoSubject, write
from maillage.core.models import Event, Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_templates", "in_a_folder")]
LONG_AGO = timedelta(days=40)


def posted(key="k", to="accueil@exemple.test", template="tests/verify", **words) -> Message:
    return outbox.post(
        key=key, to=to, template=template, context={"place": "L'Épicerie", **words.pop("context", {})}, **words
    )


def test_a_message_is_written_when_it_is_posted(settings):
    settings.MAILLAGE_URL = "https://maillage.exemple.test"

    message = posted()

    assert message.subject == "L'Épicerie : est-ce toujours vrai ?"
    assert message.text.startswith("Bonjour,\n\nVoici ce que nous disons de L'Épicerie :\n")
    assert "https://maillage.exemple.test/espace/verifier/1/" in message.text
    assert 'href="https://maillage.exemple.test/espace/verifier/1/"' in message.html
    assert "<h1>L&#x27;Épicerie</h1>" in message.html
    assert message.state == MessageState.WAITING


def test_a_message_without_laid_out_template_is_text_only():
    message = posted(template="tests/note", context={"words": "1 < 2 & l'été"})

    assert (message.subject, message.html) == ("Un mot", "")
    assert message.text.startswith("1 < 2 & l'été\n")


def test_the_same_key_is_posted_once():
    first, second = posted(), posted(to="autre@exemple.test")

    assert first == second
    assert [message.to for message in Message.objects.all()] == ["accueil@exemple.test"]


@pytest.mark.django_db(transaction=True)
def test_a_message_needs_the_transaction_of_what_it_announces():
    with pytest.raises(transaction.TransactionManagementError):
        posted()


@pytest.mark.django_db(transaction=True)
def test_a_message_of_a_transaction_that_fails_does_not_exist():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        posted()
        1 / 0  # noqa: B018

    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "address",
    [
        "", "pas une adresse", "a@b.fr, c@d.fr", "a@b.fr\nBcc: c@d.fr", "a@b.fr\r\n\r\nBonjour", "Nom <a@b.fr>",
        "a@b.fr\0", "a b@c.fr",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(address):
    with pytest.raises(BadAddress):
        posted(to=address)

    assert Message.objects.count() == 0


def test_spaces_around_an_address_are_forgiven():
    assert posted(to=" accueil@exemple.test\n").to == "accueil@exemple.test"


def test_a_line_end_in_a_name_stays_in_the_subject_as_a_space():
    message = posted(context={"place": "Épicerie\r\nBcc: x@exemple.test\r\n\r\nbonjour"})

    assert message.subject == "Épicerie Bcc: x@exemple.test bonjour : est-ce toujours vrai ?"
    assert message.text.startswith("Bonjour,\n")


def test_a_template_without_subject_is_a_mistake_seen_at_once(settings, tmp_path):
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]
    (tmp_path / "bare.txt").write_text("Bonjour\n")

    with pytest.raises(NoSubject):
        write("bare", {})


def test_a_message_speaks_the_language_asked_for():
    message = posted(language="ar")

    assert 'lang="ar" dir="rtl"' in message.html


# -- what a person decides


def settled(state: MessageState, **columns) -> Message:
    message = posted(key=f"{state} {columns}")
    Message.objects.filter(pk=message.pk).update(state=state, settled_at=timezone.now(), **columns)
    message.refresh_from_db()
    return message


def test_what_is_stuck_is_what_a_person_should_look_at():
    for state in MessageState:
        settled(state)
    settled(MessageState.WAITING, attempts=1)
    often = settled(MessageState.WAITING, attempts=2)

    found = {message.key for message in outbox.stuck()}

    assert found == {often.key, f"{MessageState.FAILED} {{}}", f"{MessageState.UNCERTAIN} {{}}"}


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.UNCERTAIN, MessageState.TOO_LATE])
def test_a_message_that_did_not_leave_is_sent_again_by_somebody(state, somebody):
    message = outbox.resend(settled(state, attempts=24, reason="550 no"), by=somebody)

    assert (message.state, message.attempts, message.reason) == (MessageState.WAITING, 0, "")
    assert [(event.verb, event.by) for event in Event.objects.about(message)] == [("resent", somebody)]


@pytest.mark.parametrize(
    "state", [MessageState.WAITING, MessageState.CLAIMED, MessageState.HANDING_OVER, MessageState.SENT]
)
def test_a_message_on_its_way_or_sent_is_not_sent_again(state):
    with pytest.raises(outbox.NotResendable):
        outbox.resend(settled(state), by=None)


def test_a_message_perhaps_sent_is_known_to_have_come():
    message = outbox.mark_received(settled(MessageState.UNCERTAIN), by=None)

    assert message.state == MessageState.SENT
    assert list(outbox.stuck()) == []


def test_the_command_tells_what_is_stuck_and_sends_it_again(capsys):
    message = settled(MessageState.FAILED, reason="550 unknown user")

    call_command("messages")
    told = capsys.readouterr().out
    call_command("messages", resend=[message.pk])

    assert told.splitlines()[0] == "refusé : 1"
    assert told.splitlines()[1].endswith("« L'Épicerie : est-ce toujours vrai ? »  550 unknown user")
    assert capsys.readouterr().out == "à envoyer : 1\n"


def test_the_command_says_what_cannot_be_sent_again():
    with pytest.raises(CommandError, match="Le message 404 ne peut pas être repris"):
        call_command("messages", resend=[404])


# -- what is kept


def test_after_some_days_who_and_what_are_erased_and_the_fact_stays():
    old, fresh, waiting = settled(MessageState.SENT), settled(MessageState.FAILED), posted()
    Message.objects.filter(pk=old.pk).update(settled_at=timezone.now() - LONG_AGO)
    Message.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - LONG_AGO)

    outbox.erase()

    old.refresh_from_db()
    assert (old.to, old.subject, old.text, old.html, old.reason) == ("", "", "", "", "")
    assert (old.key, old.state, bool(old.purged_at)) == (f"{MessageState.SENT} {{}}", MessageState.SENT, True)
    for kept in (fresh, waiting):
        kept.refresh_from_db()
        assert (kept.to, bool(kept.text), kept.purged_at) == ("accueil@exemple.test", True, None)
    with pytest.raises(outbox.NotResendable):
        outbox.resend(old, by=None)


def test_a_code_that_is_no_use_any_more_is_erased_at_once():
    message = settled(MessageState.SENT, useful_until=timezone.now() - timedelta(minutes=1))

    outbox.erase()

    message.refresh_from_db()
    assert (message.text, message.html, message.to) == ("", "", "accueil@exemple.test")
