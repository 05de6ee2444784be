from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from tests.core.postbox import Postbox

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def mail_templates(settings):
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], TEMPLATES]}]


@pytest.fixture
def in_a_folder(settings, tmp_path):
    """No mail server: mails are files, and what workers leave is beside them."""
    settings.DATA_DIR, settings.MAILLAGE_MAILS_DIR, settings.MAILLAGE_SMTP_URL = tmp_path, tmp_path / "mails", ""
    return tmp_path / "mails"


@pytest.fixture
def postbox(settings, in_a_folder):
    """A mail server that is not open yet."""
    box = Postbox()
    settings.MAILLAGE_SMTP_URL = box.url
    return box


@pytest.fixture
def open_postbox(postbox):
    with postbox.open():
        yield postbox


@pytest.fixture
def somebody(db):
    return get_user_model().objects.create_user("quelqu-un")
