"""What a web server runs in the kill test: a POST writes a campaign's messages in one transaction.

`python -m tests.core.campaigning naive` is the control: a worker that writes "sent" after sending, nothing before.
`… nursery` starts our worker for each line it reads, and answers its process id: Django is loaded once for all.
"""

import os
import signal
import sys
import time
from pathlib import Path

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
settings.TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
django.setup()

from django.db import transaction  # noqa: E402

from maillage.core import carriers  # noqa: E402
from maillage.core.enums import MessageState  # noqa: E402
from maillage.core.envelopes import envelope  # noqa: E402
from maillage.core.jobs import discover  # noqa: E402
from maillage.core.models import Message  # noqa: E402
from maillage.core.outbox import post  # noqa: E402
from maillage.core.worker import Worker  # noqa: E402

MESSAGES = 500


def application(environ, start_response):
    if environ["REQUEST_METHOD"] == "POST":
        campaign()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(Message.objects.count()).encode()]


@transaction.atomic
def campaign() -> None:
    for number in range(MESSAGES):
        to = f"structure-{number}@exemple.test"
        post(key=f"campaign:1:{number}", to=to, template="tests/verify", context={"place": f"L'été n° {number}"})


def naive_worker() -> None:
    carrier = carriers.chosen()
    while True:
        message = Message.objects.filter(state=MessageState.WAITING).order_by("id").first()
        if not message:
            time.sleep(0.1)
            continue
        carrier.carry(envelope(message), lambda: None)
        Message.objects.filter(pk=message.pk).update(state=MessageState.SENT)


def nursery() -> None:
    discover()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            Worker().run()
        print(child, flush=True)


if __name__ == "__main__":
    {"naive": naive_worker, "nursery": nursery}[sys.argv[1]]()
