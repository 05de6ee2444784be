"""The instrument as an XLSForm."""

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook
from pyxform.xls2xform import convert

from maillage.orientation.level.questionnaire import questionnaire
from maillage.orientation.level.xlsform import sheets


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "niveau.xlsx"
    call_command("export_questionnaire", str(path), verbosity=0)
    return path


def test_pyxform_turns_it_into_a_form_without_a_warning(file):
    done = convert(str(file), validate=False)

    assert done.warnings == []
    assert done.xform.count("<translation ") == 6


def test_every_question_but_the_one_on_health_is_asked():
    asked = [row["name"] for row in sheets()["survey"] if row["type"].startswith("select_")]

    assert sorted([*asked, "B5"]) == sorted(questionnaire().items)


def test_the_second_question_is_asked_as_on_the_site():
    relevant = {row["name"]: row.get("relevant", "") for row in sheets()["survey"]}
    not_a_user = "selected(${U0}, 'non') or selected(${U0}, 'jamais')"

    assert relevant["I1"] == f"not({not_a_user})"
    assert relevant["I2"] == f"${{I1}} != 'seul' and not({not_a_user})"
    assert relevant["L1"] == ""
    assert relevant["L2"] == f"${{L1}} != 'seul' or {not_a_user}"
    assert relevant["B4l"] == (
        "selected(${B4}, 'difficile') or selected(${B4}, 'pas-francais') or selected(${B4}, 'aucune')"
    )


def test_what_is_written_reads_back(file):
    book = CalamineWorkbook.from_path(str(file))
    header, *rows = book.get_sheet_by_name("survey").to_python()

    assert book.sheet_names == ["survey", "choices", "settings"]
    assert header[:3] == ["type", "name", "required"]
    assert rows[0][:2] == ["select_one n0", "N0"]


@pytest.mark.parametrize("name", ["niveau.csv", "nulle/part/niveau.xlsx"])
def test_a_wrong_name_is_refused_in_french(tmp_path, name):
    with pytest.raises(CommandError, match=r"\.xlsx|n'existe pas"):
        call_command("export_questionnaire", str(tmp_path / name))
