"""A questionnaire goes out as an XLSForm that other programs accept, and comes back the same."""

import pytest
from pyxform.xls2xform import convert

from maillage.surveys import spreadsheets, xlsform
from maillage.surveys.questions import read, rows
from maillage.surveys.xlsform import NoForm
from tests.surveys.test_questions import ALL, LEARN, TOOLS

TOPIC = {"topic": {"fr": "Les outils", "en": "Tools"}}
WHOLE = [one | TOPIC if one["id"] in ("outils", "apprendre") else one for one in ALL]
BOTH = {
    "id": "ensemble", "type": "choix", "texts": {"fr": "Les deux ?"}, "required": True, "hint": {"fr": "Un seul"},
    "options": [{"code": "a", "texts": {"fr": "A"}, "sign": "oui"}, {"code": "b", "texts": {"fr": "B"}}],
    "shown_if": [{"question": "outils", "any": ["rien", "telephone"]}, {"question": "note", "any": ["1"]}],
}  # fmt: skip


OTHERS = {"en", "ar", "pt", "tr", "ro"}


def written(questions=None):
    sheets = xlsform.sheets("Essai d'enquête", "essai-d-enquete", 2, read(questions or [*WHOLE, BOTH]), ["fr", "en"])
    return spreadsheets.write(sheets)


def test_pyxform_takes_it_without_a_warning(tmp_path):
    path = tmp_path / "enquete.xlsx"
    path.write_bytes(written())

    done = convert(str(path), validate=False)

    assert done.warnings == []
    assert done.xform.count("<translation ") == 2


def test_it_comes_back_the_same():
    brought = xlsform.read(spreadsheets.read(written()))

    assert (brought.title, brought.languages, brought.notes) == ("Essai d'enquête", ["fr", "en"], [])
    assert [one.id for one in read(brought.rows)] == [one.id for one in read([*WHOLE, BOTH])]
    assert in_french(brought.rows) == in_french(rows(read([*WHOLE, BOTH])))


def in_french(told):
    """A text without translation goes out in French in each language; the rest is the same to the letter."""
    if isinstance(told, dict):
        return {name: in_french(one) for name, one in told.items() if name not in OTHERS}
    return [in_french(one) for one in told] if isinstance(told, list) else told


def test_a_form_made_elsewhere_is_read_and_what_is_not_taken_is_told():
    brought = xlsform.read(
        {
            "survey": [
                {"type": "start", "name": "start"},
                {"type": "select_one yn", "name": "Été 2026", "label": "Internet ?", "required": "true"},
                {"type": "geopoint", "name": "where", "label": "Where?"},
                {"type": "integer", "name": "n", "label": "Combien ?", "relevant": "${Été 2026} = 'oui'"},
                {"type": "integer", "name": "m", "label": "Encore ?", "relevant": "${n} > 3"},
                {"type": "select_one rien", "name": "vide", "label": "Quoi ?"},
            ],
            "choices": [{"list_name": "yn", "name": "oui", "label": "Oui"}, {"list_name": "yn", "name": "non"}],
        }
    )

    assert [(one["id"], one["type"], one.get("shown_if", [])) for one in brought.rows] == [
        ("ete_2026", "oui ou non", []),
        ("n", "nombre", [{"question": "ete_2026", "any": ["oui"]}]),
        ("m", "nombre", []),
    ]
    assert brought.notes == [(4, "type", "geopoint"), (6, "relevant", "${n} > 3"), (7, "options", "vide")]


def test_a_file_that_hides_gigabytes_is_not_opened(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_UNZIPPED", 1000)

    with pytest.raises(NoForm):
        spreadsheets.read(written())


@pytest.mark.parametrize("content", [b"", b"du texte", b"PK\x03\x04rien", spreadsheets.write({"autre": [{"a": "b"}]})])
def test_what_is_no_form_is_said_to_be_none(content):
    with pytest.raises(NoForm):
        xlsform.read(spreadsheets.read(content))


def test_the_questions_of_the_tests_are_those_one_builds():
    assert read(rows(read([TOOLS, LEARN]))) == read([TOOLS, LEARN])
