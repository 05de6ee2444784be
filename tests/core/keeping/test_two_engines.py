"""SQLite and PostgreSQL side by side: collected when the suite runs on PostgreSQL."""

import pytest

from tests.core.keeping import forging
from tests.core.keeping.forging import forged
from tests.core.keeping.living import AGENT
from tests.core.keeping.machines import LIVING, assert_refused_whole, empty_machine
from tests.core.keeping.reading import parts, tables


@pytest.fixture(scope="module")
def one(living, home):
    living.does("-m", "config.cli", "backup", home / "one.zip")
    return home / "one.zip"


def test_a_base_goes_from_one_engine_to_the_other_and_back(one, living, home):
    with empty_machine(home / "sqlite", postgres=False) as small, empty_machine(home / "postgres") as large:
        for machine, come, go in ((small, "one", "two"), (large, "two", "three")):
            machine.does("-m", "config.cli", "restore", home / f"{come}.zip", "--moving")
            machine.does("-m", "config.cli", "backup", home / f"{go}.zip")
        next_number = "INSERT INTO auth_group (name) VALUES ('suivant') RETURNING id"

        assert tables(home / "two.zip") == tables(one)
        assert tables(home / "three.zip") == tables(one)
        assert parts(home / "three.zip") == parts(one)
        assert large.ask(next_number) == [(2,)]
        assert tables(one)["accounts_user_groups"][0][1:] == [1, 1]
        assert AGENT in str(tables(home / "three.zip")["accounts_user"])
        assert "accueil@example.org" not in str(tables(one)["core_message"])
        assert large.does(LIVING, "look", living.cookie).splitlines()[-1] == "accueil@example.org"


def test_a_row_that_does_not_fit_changes_nothing(one, home):
    assert_refused_whole(forged(one, home / "long.zip", forging.with_too_long_a_name), home, "places_place")
