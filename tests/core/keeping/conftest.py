from pathlib import Path

import pytest

from tests.core.keeping.machines import LIVING, ON_POSTGRES, empty_machine

collect_ignore = [] if ON_POSTGRES else ["test_two_engines.py"]  # needs both; SQLite is everywhere


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("keeping")


@pytest.fixture(scope="session")
def living(home):
    with empty_machine(home / "living") as machine:
        machine.cookie = machine.does(LIVING, "fill")
        yield machine
