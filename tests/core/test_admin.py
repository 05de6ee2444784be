import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.core import outbox
from maillage.core.enums import MessageState
from maillage.core.events import tell
from maillage.core.models import Event, Job, JobRun, Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_templates")]


@pytest.fixture
def failed():
    message = outbox.post(key="k", to="a@exemple.test", template="tests/note", context={"words": "code 123456"})
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, reason="550 no such user")
    return message


def test_a_refused_message_is_seen_and_sent_again(admin_client, admin_user, failed):
    page = reverse("admin:core_message_changelist")
    assert "550 no such user" in admin_client.get(page).text

    for _ in range(2):
        answer = admin_client.post(page, {"action": "resend", "_selected_action": [failed.pk]}, follow=True)

    assert "Rien à reprendre" in answer.text
    assert list(Message.objects.values_list("state", flat=True)) == [MessageState.WAITING]
    assert [event.by for event in Event.objects.about(failed)] == [admin_user]


def test_the_text_of_a_message_is_not_shown(admin_client, failed):
    answer = admin_client.get(reverse("admin:core_message_change", args=[failed.pk]))

    assert answer.status_code == 200
    assert "123456" not in answer.text


@pytest.mark.parametrize("name", ["event", "message", "job", "jobrun"])
def test_nothing_is_written_by_hand(admin_client, failed, name):
    tell("opened", failed)
    Job.objects.create(name="tests.some")
    JobRun.objects.create(name="tests.some")

    assert admin_client.get(reverse(f"admin:core_{name}_changelist")).status_code == 200
    assert admin_client.get(reverse(f"admin:core_{name}_add")).status_code == 403


def queries_of(client, page: str) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(page)
    return len(found)


def test_the_list_asks_as_much_for_three_events_as_for_one(admin_client, somebody, failed):
    page = reverse("admin:core_event_changelist")
    tell("opened", failed, by=somebody)
    one = queries_of(admin_client, page)
    tell("opened", failed, by=somebody)
    tell("opened", failed, by=somebody)

    assert queries_of(admin_client, page) == one
