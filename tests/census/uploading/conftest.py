import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.core.running import run_next
from maillage.network.enums import Role
from maillage.network.models import Membership
from tests.census.files import ROW, table
from tests.factories import OrganisationFactory


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


@pytest.fixture
def coordinator(django_user_model, db):
    user = django_user_model.objects.create(username="coordination", email="coordination@exemple.test")
    Membership.objects.create(organisation=OrganisationFactory(), user=user, role=Role.COORDINATOR)
    return user


@pytest.fixture
def desk(client, coordinator):
    """The coordinator's browser."""
    client.force_login(coordinator)
    return client


def work() -> None:
    """All that waits for the worker."""
    while run_next():
        pass


def a_file(*rows: dict, name: str = "lieux.csv", content: bytes | None = None) -> SimpleUploadedFile:
    text = table([{**ROW, **row} for row in rows]).encode()
    return SimpleUploadedFile(name, text if content is None else content)
