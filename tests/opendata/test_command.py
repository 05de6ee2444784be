import io

import pytest
from django.core.management import CommandError, call_command

from maillage.opendata.exports import Format, stream
from tests.opendata.places import complete

pytestmark = pytest.mark.django_db


def run(*arguments) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("export_places", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize("kind", list(Format))
def test_the_command_writes_the_file_on_its_output(kind):
    complete(nom="Éclair")

    assert run("--format", kind.value) == (b"".join(stream(kind)).decode(), "")


def test_the_national_file_is_the_one_written_unless_asked_otherwise():
    complete()

    assert run()[0] == run("--format", "csv")[0]


def test_the_command_writes_a_file(tmp_path):
    complete()
    path = tmp_path / "lieux.csv"

    assert run("--output", str(path)) == ("", "")
    assert path.read_bytes() == b"".join(stream(Format.CSV))


def test_what_stays_out_is_said_beside_the_file(tmp_path):
    complete(id="dedans")
    complete(id="dehors", nom="Sans date", date_maj=None)
    report = tmp_path / "dehors.csv"

    out, err = run("--report", str(report))

    assert "dehors" not in out
    assert err == "1 lieu(x) hors du fichier :\n- Sans date : Il manque : la date de mise à jour.\n"
    assert report.read_bytes() == ("id,nom,raison\r\ndehors,Sans date,Il manque : la date de mise à jour.\r\n".encode())


def test_a_long_list_is_cut_on_the_screen_and_whole_in_the_report(tmp_path):
    for number in range(25):
        complete(id=f"dehors-{number}", date_maj=None)
    report = tmp_path / "dehors.csv"

    _, err = run("--report", str(report))

    assert err.splitlines()[-1] == "… et 5 autre(s) ; --report FICHIER les écrit tous."
    assert len(report.read_text().splitlines()) == 26


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="Impossible d'écrire"):
        run("--output", str(tmp_path / "nulle" / "part.csv"))
