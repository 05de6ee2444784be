import json

import pytest
from django.core.management import call_command

from maillage.places.models import Place

ROWS = """id;nom;adresse;code_postal;commune;telephone
a1;CCAS de Roubaix;9 rue Pellart;59100;Roubaix;03 20 00 01 01
a2;Centre communal d'action sociale;9, r. Pellart;59100;ROUBAIX;
a3;Médiathèque;2 rue Pierre Motte;59100;Roubaix;
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lieux.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_pairs_as_json(file, capsys):
    call_command("find_duplicates", str(file), format="json")

    assert json.loads(capsys.readouterr().out) == [{"a": "a1", "b": "a2", "score": 0.982, "verdict": "same"}]


def test_a_row_without_an_id_is_called_by_its_line(tmp_path, capsys):
    path = tmp_path / "lieux.csv"
    path.write_text("\n".join(line.partition(";")[2] for line in ROWS.splitlines()), encoding="utf-8")

    call_command("find_duplicates", str(path), format="json")

    assert [(pair["a"], pair["b"]) for pair in json.loads(capsys.readouterr().out)] == [("L2", "L3")]


def test_pairs_as_text_say_why(file, capsys):
    call_command("find_duplicates", str(file))

    assert capsys.readouterr().out.splitlines() == [
        "lieux.csv : 1 paires sont sans doute le même lieu, 0 sont à regarder. Rien n'est écrit.",
        "",
        "Sans doute le même lieu (0.98)",
        "  a1 · CCAS de Roubaix · 9 rue Pellart, 59100 Roubaix",
        "  a2 · Centre communal d'action sociale · 9, r. Pellart, 59100 ROUBAIX",
        "    + C'est le même genre de structure, dans la même commune.",
        "    + La même adresse, avec le même numéro.",
    ]


@pytest.mark.django_db
def test_nothing_is_written(file, capsys):
    call_command("find_duplicates", str(file))

    assert Place.objects.count() == 0


def test_a_file_that_is_no_table_is_refused_with_a_sentence(tmp_path, capsys):
    with pytest.raises(SystemExit) as refused:
        call_command("find_duplicates", str(tmp_path / "absent.csv"))

    assert refused.value.code == 2
    assert capsys.readouterr().err == "Le fichier absent.csv est introuvable ou ne peut pas être lu.\n"
