import csv
import io
from datetime import date

import pytest
from frictionless import Resource, Schema, system

from maillage.opendata.exports import Format, left_out, stream
from maillage.opendata.schema import FOLDER, NATIONAL_FILE
from maillage.places.columns import NATIONAL
from maillage.places.models import Place
from tests.factories import EquipmentFactory
from tests.opendata.places import complete, rich

pytestmark = pytest.mark.django_db
SCHEMA = FOLDER / NATIONAL_FILE


def exported(kind=Format.CSV) -> tuple[list[dict], dict[str, tuple[str, ...]]]:
    out = []
    text = b"".join(stream(kind, left_out=out.append)).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""))), {one.id: one.reasons for one in out}


def row(**columns) -> dict:
    place = complete(**columns)
    rows, _ = exported()
    return next(row for row in rows if row["nom"] == place.nom.strip() or row["id"] == place.id)


def faults(tmp_path) -> list:
    path = tmp_path / "lieux.csv"
    path.write_bytes(b"".join(stream(Format.CSV)))
    with system.use_context(trusted=True):
        report = Resource(path=str(path), schema=Schema(str(SCHEMA))).validate()
    return report.flatten(["rowNumber", "fieldName", "type", "cell"])


VARIED = [
    {},
    {"pivot": "inconnu !"},
    {"pivot": "W595001234"},
    {"code_insee": "5951"},
    {"telephone": "3960"},
    {"telephone": "+33320000000"},
    {"telephone": "+3332000|+3332001"},
    {"services": ["Loisirs et créations numériques", "Cours de poterie"]},
    {"formations_labels": ["Étapes numériques(La Poste)", "Étapes numériques (La Poste)"]},
    {"presentation_resume": "é" * 280},
    {"presentation_resume": "=" + "é" * 279},
    {"presentation_detail": "Deux\nlignes, des \"guillemets\" et ; des points-virgules"},
    {"nom": "=CMD()", "adresse": "@rue", "complement_adresse": "\tétage"},
    {"nom": "\t", "commune": "\n"},
    {"latitude": -21.1, "longitude": -0.00001},
    {"typologie": ["TIERS_LIEUX", "ASSO"], "courriels": ["a@b.test", "c@d.test"]},
    {"uses": ["écrivain public", "ateliers d'initiation", "aide personnalisée"]},
]  # fmt: skip


def test_a_varied_set_is_valid_for_the_national_schema(tmp_path):
    for columns in VARIED:
        complete(**columns)
    rich()

    assert faults(tmp_path) == []
    assert len(exported()[0]) == len(VARIED) + 1


def test_the_judge_finds_a_fault_when_there_is_one(tmp_path, monkeypatch):
    complete()
    monkeypatch.setattr("maillage.opendata.national.UNKNOWN_PIVOT", "?")

    assert [fault[1:3] for fault in faults(tmp_path)] == [["pivot", "constraint-error"]]


def test_the_file_holds_the_32_columns_in_order():
    complete()

    assert list(exported()[0][0]) == NATIONAL
    assert len(NATIONAL) == 32


def test_the_file_is_utf_8_with_commas_and_one_row_a_place():
    complete(id="a", nom="Éclair")

    lines = b"".join(stream(Format.CSV)).split(b"\r\n")

    assert lines[0] == ",".join(NATIONAL).encode()
    assert lines[1].startswith("a,00000000000000,Éclair,Roubaix,59100,59512".encode())
    assert lines[2:] == [b""]


@pytest.mark.parametrize("pivot", ["", "n'importe quoi", "123", "12 34"])
def test_an_unknown_pivot_leaves_as_zeros(pivot):
    assert row(pivot=pivot)["pivot"] == "00000000000000"


@pytest.mark.parametrize(
    ("columns", "reasons"),
    [
        ({"date_maj": None}, ("Il manque : la date de mise à jour.",)),
        ({"commune": ""}, ("Il manque : la commune.",)),
        ({"commune": "  "}, ("Il manque : la commune.",)),
        ({"code_postal": ""}, ("Il manque : le code postal.",)),
        ({"code_postal": "5910"}, ("Le code postal n'a pas cinq chiffres.",)),
        ({"adresse": "", "telephone": "+33320000000"}, ("Il manque : l'adresse.",)),
        ({"adresse": "", "telephone": "+33320000000", "date_maj": None},
         ("Il manque : l'adresse.", "Il manque : la date de mise à jour.")),
        ({"life_cycle": "prévu"}, ("Le lieu n'est pas encore ouvert, et le schéma national ne sait pas le dire.",)),
        ({"nom": ""}, ("Le nom manque.",)),
        ({"adresse": ""}, ("Aucun moyen de venir ni de contacter : il faut une adresse, un téléphone ou un lien.",)),
    ],
)  # fmt: skip
def test_a_place_that_lacks_what_the_schema_asks_stays_out_with_the_reason(columns, reasons):
    complete(id="dedans")
    complete(id="dehors", **columns)

    rows, out = exported()

    assert [row["id"] for row in rows] == ["dedans"]
    assert out == {"dehors": reasons}
    assert {one.id: one.reasons for one in left_out()} == out


def test_a_place_closed_for_good_is_neither_in_the_file_nor_missing_from_it():
    complete(life_cycle="fermé")

    assert exported() == ([], {})


def test_every_living_place_is_in_the_file_or_in_the_list():
    for columns in [*VARIED, {"date_maj": None}, {"nom": ""}, {"commune": ""}]:
        complete(**columns)

    rows, out = exported()

    assert len(rows) + len(out) == Place.objects.count()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "|", "＝", "'="])
def test_a_cell_that_starts_like_a_formula_becomes_text(start):
    assert row(presentation_detail=f"{start}1+1")["presentation_detail"] == f"'{start}1+1"


@pytest.mark.parametrize("text", ["1+1", "l'été", "'t Kofschip", "a=b", "https://exemple.test/?a=1"])
def test_an_ordinary_cell_stays_as_it_is(text):
    assert row(presentation_detail=text)["presentation_detail"] == text


def test_what_the_schema_wants_with_a_sign_keeps_it():
    found = row(telephone="+33320000000", latitude=-21.5, longitude=-0.25)

    assert [found[name] for name in ("telephone", "latitude", "longitude")] == ["+33320000000", "-21.5", "-0.25"]


@pytest.mark.parametrize(
    ("uses", "services", "modalites"),
    [
        ("accès libre", "Accès internet et matériel informatique", "En autonomie"),
        ("aide personnalisée", "Maîtrise des outils numériques du quotidien", "Accompagnement individuel"),
        ("démarches administratives", "Aide aux démarches administratives", "Accompagnement individuel"),
        ("écrivain public", "Aide aux démarches administratives", "Accompagnement individuel"),
        ("ateliers d'initiation", "Maîtrise des outils numériques du quotidien", "Dans un atelier collectif"),
    ],
)
def test_a_use_leaves_in_the_national_words(uses, services, modalites):
    found = row(uses=[uses])

    assert (found["services"], found["modalites_accompagnement"]) == (services, modalites)


def test_personal_help_adds_no_service_where_the_theme_is_known():
    found = row(uses=["aide personnalisée"], services=["Loisirs et créations numériques"])

    assert found["services"] == "Loisirs et créations numériques"
    assert found["modalites_accompagnement"] == "Accompagnement individuel"


@pytest.mark.parametrize(
    ("state", "services"), [("en service", "Accès internet et matériel informatique"), ("en panne", "")]
)
def test_a_printer_is_access_to_equipment_while_it_works(state, services):
    EquipmentFactory(place=complete(id="a"), kind="imprimante", state=state)

    assert exported()[0][0]["services"] == services


def test_lending_is_equipment_at_a_fair_price():
    complete(id="a").equipment_services.create(kind="prêt")

    assert exported()[0][0]["services"] == "Acquisition de matériel informatique à prix solidaire"


def test_the_base_and_the_extended_file_keep_the_words_that_were_filled_in():
    place = complete(id="a", uses=["accès libre"])

    rows, _ = exported(Format.EXTENDED)

    assert (rows[0]["services"], rows[0]["local_uses"]) == ("", "accès libre")
    assert Place.objects.get(pk=place.pk).services == []


def test_the_date_is_written_as_the_schema_wants():
    assert row(date_maj=date(2024, 1, 2))["date_maj"] == "2024-01-02"
