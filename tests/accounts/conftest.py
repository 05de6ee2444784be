import re

import pytest
from django.contrib.auth import get_user_model

from maillage.core.models import Message

EMAIL = "mediatrice@exemple.test"


@pytest.fixture
def member(db):
    return get_user_model().objects.create(email=EMAIL, name="Médiatrice")


class Mail:
    """The last mail to an address: what it lets in with."""

    def __init__(self, to: str):
        self.message = Message.objects.sent_to(to).latest("pk")
        self.text = self.message.text
        self.code = found[1] if (found := re.search(r"code pour entrer : (\d{6})", self.text)) else ""
        self.link = found[1] if (found := re.search(r"https?://[^/\s]+(/\S+/\S+/)", self.text)) else ""


@pytest.fixture
def mail():
    return Mail


@pytest.fixture
def ask(client):
    """Ask for a mail at the door, as a browser does."""

    def ask(email=EMAIL, **more):
        return client.post("/entrer/", {"courriel": email, **more})

    return ask


def is_inside(client) -> bool:
    return "_auth_user_id" in client.session
