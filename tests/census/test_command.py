"""`maillage import_places`: JSON for programs, French for people, and a sentence when something is wrong."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from maillage.places.models import Place
from tests.census.files import ROW, table, write

pytestmark = pytest.mark.django_db


def run(*args) -> tuple[str, str]:
    out, error = io.StringIO(), io.StringIO()
    call_command("import_places", *map(str, args), stdout=out, stderr=error)
    return out.getvalue(), error.getvalue()


def refused(*args) -> str:
    error = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("import_places", *map(str, args), stdout=io.StringIO(), stderr=error)
    assert stop.value.code == 2
    return error.getvalue()


def test_json_is_one_object_and_nothing_else(tmp_path):
    path = write(tmp_path, table([{**ROW, "telephone": "voir site"}]))
    out, error = run(path, "--source", "mairie", "--format", "json")
    report = json.loads(out)
    issues = [issue for issue in report["issues"] if issue["line"] > 1]
    assert {name: report[name] for name in ("read", "created", "updated", "unchanged", "rejected")} == {
        "read": 1,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
    }
    assert issues == [
        {
            "line": 2,
            "column": "telephone",
            "value": "voir site",
            "reason": "Ce n'est pas un numéro de téléphone français complet.",
        }
    ]
    assert error == ""


def test_people_read_counts_and_causes(tmp_path):
    path = write(tmp_path, table([{**ROW, "telephone": "voir site"}]))
    out, _ = run(path, "--source", "mairie")
    assert "1 lus : 1 créés, 0 modifiés, 0 inchangés, 0 rejetés." in out
    assert "ligne 2 : « voir site »" in out


def test_headers_in_plain_french_are_told_as_they_stand_in_the_file(tmp_path):
    path = write(tmp_path, "Nom du lieu;Ville;Téléphone\nEspace de l'Essai;Roubaix;voir site\n")
    out, _ = run(path, "--source", "mairie", "--format", "json")
    assert [(issue["column"], issue["header"]) for issue in json.loads(out)["issues"] if issue["line"] == 2] == [
        ("telephone", "Téléphone")
    ]


def test_a_rehearsal_shows_the_first_differences(tmp_path):
    path = write(tmp_path, table([ROW]))
    out, _ = run(path, "--source", "mairie", "--dry-run", "--format", "json")
    assert [one["id"] for one in json.loads(out)["differences"]] == [ROW["id"]]
    assert not Place.objects.exists()


@pytest.mark.parametrize("content", ["", "nom,commune\n"])
def test_an_empty_file_says_so(tmp_path, content):
    path = write(tmp_path, content)
    assert json.loads(run(path, "--source", "mairie", "--format", "json")[0])["read"] == 0
    assert "Le fichier ne contient aucun lieu." in run(path, "--source", "mairie")[0]


def test_mistakes_are_answered_by_a_sentence(tmp_path):
    path = write(tmp_path, table([ROW]))
    assert (
        refused(tmp_path / "absent.csv", "--source", "a")
        == "Le fichier absent.csv est introuvable ou ne peut pas être lu.\n"
    )
    assert "est un dossier" in refused(tmp_path, "--source", "a")
    assert "Il faut un nom de source" in refused(path, "--source", " ")
    assert "Date illisible" in refused(path, "--source", "a", "--date", "hier")
    assert "Recettes connues : aix-en-provence, france-services, mulhouse, umap." in refused(
        path, "--source", "a", "--recipe", "x"
    )
    assert "est un PDF" in refused(write(tmp_path, b"%PDF-1.7", "a.csv"), "--source", "a")
    with pytest.raises(CommandError):
        run(path)


def test_a_recipe_is_some_ten_lines_of_ones_own(tmp_path):
    recipe = write(
        tmp_path,
        '[columns]\nquoi = "nom"\nou = "commune"\nlu = "horaires:Mo"\n[constants]\ntypologie = "CCAS"\n',
        "a.toml",
    )
    path = write(tmp_path, "quoi;ou;lu\nGuichet;Roubaix;9h-12h\n")
    run(path, "--source", "mairie", "--recipe", recipe)
    place = Place.objects.get()
    assert (place.nom, place.commune, place.horaires, place.typologie) == (
        "Guichet",
        "Roubaix",
        "Mo 09:00-12:00",
        ["CCAS"],
    )


def test_ctrl_c_is_told_in_one_sentence_and_writes_nothing(tmp_path, monkeypatch):
    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("maillage.census.actions.write", interrupted)
    path, error = write(tmp_path, table([ROW])), io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("import_places", str(path), "--source", "mairie", stdout=io.StringIO(), stderr=error)
    assert (stop.value.code, error.getvalue()) == (130, "Import interrompu : rien n'a été écrit.\n")
    assert not Place.objects.exists()
