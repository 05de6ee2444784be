"""A file that is no good changes nothing, and says why; so does a backup that cannot be written."""

import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from maillage.core.keeping import archive, files, marker, restoring
from maillage.core.keeping.manifest import Manifest
from maillage.core.keeping.marker import Marker
from maillage.core.keeping.refusals import Refused
from tests.core.keeping import forging
from tests.core.keeping.forging import forged

NOT_OURS = "Ce fichier n'est pas une sauvegarde de Maillage"


@pytest.fixture
def data(tmp_path, settings) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    (settings.DATA_DIR / "uploads").mkdir(parents=True)
    (settings.DATA_DIR / "secret_key").write_text("clé")
    (settings.DATA_DIR / "uploads" / "photo").write_bytes(b"\0" * 5000)
    return settings.DATA_DIR


@pytest.fixture
def good(tmp_path, data) -> Path:
    manifest = Manifest("0.1.0", "sqlite", "2026-11-23T12:00:00+00:00", "included", [("core", "0001_initial")])
    with archive.written(tmp_path / "good.zip", manifest) as writing:
        writing.add_table("core_revision", ["subject", "value"], ([f"s{n * n}", n] for n in range(2000)))
        files.add(writing, data, secrets=True)
    return tmp_path / "good.zip"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refusal(path: Path, data: Path) -> str:
    before = contents(data)
    with pytest.raises(CommandError) as refused:
        call_command("restore", path)
    assert contents(data) == before
    return str(refused.value)


def test_a_good_file_tells_what_it_holds(good, data, capsys):
    call_command("restore", good, dry_run=True)

    assert capsys.readouterr().out.startswith("Fichier vérifié, rien n'a été écrit : 2000 lignes de 1 tables")


def test_a_backup_is_for_its_owner_only(good):
    assert good.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused(good, data, kept):
    whole = good.read_bytes()
    good.write_bytes(whole[: int(len(whole) * kept)])

    assert refusal(good, data).startswith(NOT_OURS)


def test_a_damaged_byte_is_found_wherever_it_is(good, data):
    whole, refused = good.read_bytes(), 0
    for at in range(60, len(whole) - 22, len(whole) // 60):
        good.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            restoring.verified(good)
        except Refused:
            refused += 1
            continue
        with archive.opened(good) as reading:  # a byte of the zip's own that nothing depends on
            assert list(reading.rows("core_revision")) == [[f"s{n * n}", n] for n in range(2000)]
    assert refused > 40


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            forging.from_the_future,
            "Cette sauvegarde vient d'une version plus récente de Maillage (étape places.9999",
        ),
        (forging.in_a_future_format, "Cette sauvegarde vient d'une version plus récente de Maillage. Mettez à jour"),
        (forging.of_something_else, NOT_OURS),
    ],
)
def test_a_file_of_another_time_or_kind_is_refused(good, data, tmp_path, change, sentence):
    assert refusal(forged(good, tmp_path / "forged.zip", change), data).startswith(sentence)


def test_a_foreign_file_is_refused(data, tmp_path):
    text, other = tmp_path / "lettre.txt", tmp_path / "autre.zip"
    text.write_text("Bonjour")
    with zipfile.ZipFile(other, "w") as bundle:
        bundle.writestr("photo.jpg", b"\xff\xd8")

    assert refusal(text, data).startswith(NOT_OURS)
    assert refusal(other, data).startswith(NOT_OURS)
    assert refusal(tmp_path / "absent.zip", data).endswith("absent.zip n'existe pas.")
    assert refusal(tmp_path, data).endswith("ne se lit pas : Is a directory.")


def test_a_table_short_of_a_row_is_refused(good, data, tmp_path):
    def one_row_less(manifest, parts):
        parts["tables/core_revision.jsonl"] = parts["tables/core_revision.jsonl"].partition(b"\n")[2]

    shorter = forged(good, tmp_path / "shorter.zip", one_row_less, recount=False)

    assert "abîmée ou incomplète (core_revision)" in refusal(shorter, data)


@pytest.mark.parametrize("name", ["../evil", "uploads/../../evil", "settings.py", "uploads", "/etc/evil"])
def test_a_file_goes_nowhere_but_where_we_keep_files(good, data, tmp_path, name):
    def with_a_stranger(manifest, parts):
        parts[f"files/{name}"] = b"x"

    with archive.opened(forged(good, tmp_path / "forged.zip", with_a_stranger)) as reading, pytest.raises(Refused):
        files.stage(reading, data)


def test_secrets_stay_out_when_asked(data):
    assert [name for name, _ in files.kept(data, secrets=True)] == ["secret_key", "uploads/photo"]
    assert [name for name, _ in files.kept(data, secrets=False)] == ["uploads/photo"]


def test_a_backup_never_covers_another(good, data):
    before = good.read_bytes()

    with pytest.raises(CommandError, match="existe déjà"):
        call_command("backup", good)
    assert good.read_bytes() == before


def test_a_backup_that_fails_leaves_no_file(tmp_path):
    def rows():
        yield [1]
        raise OSError(28, "No space left on device")

    manifest = Manifest("0.1.0", "sqlite", "", "included", [])
    with pytest.raises(OSError), archive.written(tmp_path / "one.zip", manifest) as writing:
        writing.add_table("core_revision", ["value"], rows())

    assert list(tmp_path.iterdir()) == []


# -- a restore that was interrupted


def test_nothing_refuses_to_start_when_no_restore_was_interrupted(data):
    assert marker.refusal(data) == ""


def test_before_the_swap_the_old_base_can_be_kept(data):
    Marker(file="lundi.zip", began="23/11/2026 à 12:00").write(data)
    (data / files.STAGED).mkdir()

    assert "maillage restore lundi.zip" in marker.refusal(data)
    assert "maillage restore --abandon" in marker.refusal(data)
    assert restoring.abandon() is True
    assert restoring.abandon() is False
    assert marker.refusal(data) == ""
    assert sorted(path.name for path in data.iterdir()) == ["secret_key", "uploads"]


@pytest.mark.parametrize("text", ['{"file": "lundi.zip", "began": "hier", "swapping": true}', "", "[]", '{"x": 1}'])
def test_after_it_only_a_restore_helps(data, text):
    (data / marker.NAME).write_text(text)

    assert "--abandon" not in marker.refusal(data)
    with pytest.raises(CommandError, match="relancez maillage restore"):
        call_command("restore", abandon=True)
    assert marker.refusal(data) != ""
