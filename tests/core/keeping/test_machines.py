"""Backup and restore as who runs the site does them: real processes, killed ones too, on the engine under test."""

import signal
import time
from pathlib import Path

import pytest

from maillage.core.keeping import archive
from tests.core.keeping.living import AGENT
from tests.core.keeping.machines import ON_POSTGRES, empty_machine

LIVING = Path(__file__).with_name("living.py")
KILLED_BEFORE_THE_FILES = (
    "import os, signal, sys, django; django.setup()\n"
    "from pathlib import Path\n"
    "from maillage.core.keeping import files, restoring\n"
    "files.put = lambda data: os.kill(os.getpid(), signal.SIGKILL)\n"
    "restoring.restore(Path(sys.argv[1]), replace=True)\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("keeping")


@pytest.fixture(scope="module")
def living(home):
    with empty_machine(home / "living") as machine:
        machine.cookie = machine.does(LIVING, "fill")
        yield machine


@pytest.fixture(scope="module")
def under_load(living, home):
    """A backup taken while three processes write; what stood in the base before and after."""
    writers = [living.start(LIVING, "write_pairs", name) for name in ("a", "b", "c")]
    wait_for(
        lambda: {name for (name,) in living.ask("SELECT DISTINCT substr(slug, 6, 1) FROM places_source")} == set("abc")
    )
    before, began = pairs(living), time.monotonic()
    living.does("-m", "config.cli", "backup", home / "load.zip")
    after, seconds = pairs(living), time.monotonic() - began
    for writer in writers:
        _, complaint = writer.communicate()
        assert complaint == ""
    return home / "load.zip", before, after, seconds


def wait_for(condition, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def pairs(machine) -> int:
    return machine.ask("SELECT count(*) FROM places_source")[0][0]


def tables(path: Path) -> dict[str, list]:
    with archive.opened(path) as reading:
        return {name: list(reading.rows(name)) for name in reading.manifest.tables}


def parts(path: Path) -> dict[str, str]:
    with archive.opened(path) as reading:
        return {name: reading.manifest.parts[f"files/{name}"].sha256 for name in reading.files()}


def starts(machine) -> tuple[int, str, str]:
    return machine.maillage("diffsettings", "--default=config.settings")


def test_a_backup_under_load_is_of_one_instant(under_load):
    path, before, after, seconds = under_load
    kept = tables(path)
    first = {subject for subject, _ in kept["core_revision"] if subject.startswith("pair-")}
    last = {slug for _, slug, *_ in kept["places_source"]}

    assert (after - before) / seconds >= 100  # transactions a second
    assert before <= len(last) <= after
    assert first == last


def test_a_killed_restore_lets_nothing_start_until_one_ends(under_load, living, home):
    path = under_load[0]
    with empty_machine(home / "killed") as machine:
        restoring = machine.start("-m", "config.cli", "restore", path)
        wait_for((machine.data / "restoring.json").exists)
        restoring.send_signal(signal.SIGKILL)
        restoring.communicate()
        as_a_command, as_a_server = starts(machine), machine.run("-c", "import config.wsgi")

        assert as_a_command == as_a_server
        assert as_a_command[0] == 2
        assert as_a_command[2].startswith("Maillage ne démarre pas : une restauration")
        assert f"maillage restore {path}" in as_a_command[2]

        machine.does("-m", "config.cli", "restore", path)

        assert pairs(machine) == len(tables(path)["places_source"])
        assert machine.ask("SELECT count(*) FROM core_revision WHERE subject LIKE 'pair-%'")[0][0] == pairs(machine)
        assert machine.does(LIVING, "look", living.cookie).splitlines() == ["200 200", "uncertain sent"]
        assert sorted(one.name for one in machine.data.iterdir() if "restoring" in one.name) == []
        assert_a_filled_base_is_not_overwritten(machine, path)
        assert_a_kill_between_base_and_files_is_mended(machine, path)


def assert_a_filled_base_is_not_overwritten(machine, path):
    was = machine.ask("SELECT subject, value FROM core_revision ORDER BY 1")

    assert machine.maillage("restore", path)[2].startswith("CommandError: La base contient déjà des données.")
    with machine.connected():
        assert machine.maillage("restore", path, "--replace")[2].startswith("CommandError: Le site tourne encore")
    assert machine.ask("SELECT subject, value FROM core_revision ORDER BY 1") == was


def assert_a_kill_between_base_and_files_is_mended(machine, path):
    (machine.data / "uploads" / "later.txt").write_text("arrivé après la sauvegarde")

    assert machine.run("-c", KILLED_BEFORE_THE_FILES, path)[0] == -signal.SIGKILL
    assert starts(machine)[0] == 2
    assert machine.maillage("restore", "--abandon")[0] == 1
    machine.does("-m", "config.cli", "restore", path, "--moving")

    assert starts(machine)[0] == 0
    assert [one.name for one in (machine.data / "uploads").rglob("*") if one.is_file()] == ["façade.bin"]
    assert machine.ask("SELECT state FROM core_message ORDER BY key") == [("waiting",), ("sent",)]


@pytest.mark.skipif(not ON_POSTGRES, reason="both engines are there when the suite runs on PostgreSQL")
def test_a_base_goes_from_one_engine_to_the_other_and_back(living, home):
    with empty_machine(home / "sqlite", postgres=False) as small, empty_machine(home / "postgres") as large:
        living.does("-m", "config.cli", "backup", home / "one.zip")
        for machine, come, go in ((small, "one", "two"), (large, "two", "three")):
            machine.does("-m", "config.cli", "restore", home / f"{come}.zip", "--moving")
            machine.does("-m", "config.cli", "backup", home / f"{go}.zip")
        next_number = "INSERT INTO auth_group (name) VALUES ('suivant') RETURNING id"

        assert tables(home / "two.zip") == tables(home / "one.zip")
        assert tables(home / "three.zip") == tables(home / "one.zip")
        assert parts(home / "three.zip") == parts(home / "one.zip")
        assert large.ask(next_number) == [(2,)]
        assert tables(home / "one.zip")["accounts_user_groups"][0][1:] == [1, 1]
        assert AGENT in str(tables(home / "three.zip")["accounts_user"])
