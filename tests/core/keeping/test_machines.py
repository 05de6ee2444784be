"""Backup and restore as who runs the site does them: real processes, killed ones too, on the engine under test."""

import signal
import time

import pytest

from tests.core.keeping import forging
from tests.core.keeping.forging import forged
from tests.core.keeping.machines import LIVING, assert_refused_whole, empty_machine
from tests.core.keeping.reading import tables

KILLED_BEFORE_THE_FILES = (
    "import os, signal, sys, django; django.setup()\n"
    "from pathlib import Path\n"
    "from maillage.core.keeping import files, restoring\n"
    "files.put = lambda data: os.kill(os.getpid(), signal.SIGKILL)\n"
    "restoring.restore(Path(sys.argv[1]), replace=True)\n"
)


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


def starts(machine) -> tuple[int, str, str]:
    return machine.maillage("diffsettings", "--default=config.settings")


def test_a_backup_under_load_is_of_one_instant(under_load):
    path, before, after, seconds = under_load
    kept = tables(path)
    first = {subject for subject, _ in kept["core_revision"] if subject.startswith("pair-")}
    last = {slug for _, slug, *_ in kept["places_source"]}

    assert (after - before) * 2 / seconds >= 100  # rows a second
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
        assert machine.does(LIVING, "look", living.cookie).splitlines() == [
            "200 200", "uncertain sent", "accueil@example.org",
        ]  # fmt: skip
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
    machine.does("-m", "config.cli", "restore", path, "--moving")

    assert [one.name for one in (machine.data / "uploads").rglob("*") if one.is_file()] == ["façade.bin"]
    assert machine.ask("SELECT state FROM core_message ORDER BY key") == [("waiting",), ("sent",)]


def test_a_backup_of_an_older_version_is_brought_up_to_date(under_load, home):
    older = forged(under_load[0], home / "older.zip", forging.without_what_helped)
    with empty_machine(home / "older") as machine:
        machine.does("-m", "config.cli", "restore", older)

        assert machine.ask("SELECT count(*) FROM orientation_helped") == [(0,)]
        assert pairs(machine) == len(tables(older)["places_source"])


def test_rows_that_contradict_each_other_change_nothing(under_load, home):
    assert_refused_whole(
        forged(under_load[0], home / "contradictory.zip", forging.without_its_groups), home, "se contredisent"
    )
