import csv
import io
import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.cells import neutralise, original
from maillage.opendata.exports import Format, stream
from maillage.places.columns import EXTENDED, NATIONAL
from tests.factories import PlaceFactory, ZoneFactory
from tests.opendata.places import complete, rich

database = pytest.mark.django_db


def text(kind: Format) -> str:
    return b"".join(stream(kind)).decode()


def rows() -> list[dict]:
    return list(csv.DictReader(io.StringIO(text(Format.EXTENDED), newline="")))


def features() -> list[dict]:
    return json.loads(text(Format.GEOJSON))["features"]


@database
def test_the_extended_file_has_the_national_columns_then_the_local_ones():
    complete()

    assert list(rows()[0]) == EXTENDED
    assert EXTENDED[:32] == NATIONAL
    assert [name for name in EXTENDED[32:] if not name.startswith("local_")] == []


@database
def test_a_place_leaves_with_everything():
    ZoneFactory(code="centre")
    rich()

    (row,) = rows()

    assert {name: cell for name, cell in row.items() if name.startswith("local_")} == {
        "local_aliases": "L'Échoppe",
        "local_uses": "accès libre",
        "local_languages": "fr|ar",
        "local_audience": "résidents",
        "local_level": "débutant",
        "local_programmes": "",
        "local_life_cycle": "ouvert",
        "local_position_precision": "",
        "local_position_source": "",
        "local_verified_on": "2024-04-02",
        "local_verified_by": "La Maison",
        "local_organisation": "la-maison",
        "local_hosted_at": "",
        "local_equipment": '[{"adapted_count":1,"count":2,"kind":"imprimante","state":"en service"}]',
        "local_equipment_services": '[{"conditions":"une semaine","item":"ordinateur",'
        '"kind":"prêt","price":"gratuit"}]',
        "local_staff": '[{"count":1.5,"role":"médiateur numérique"}]',
        "local_labels": '[{"nom":"France Services","since":"2021-10"}]',
        "local_offers": '[{"level":["débutant"],"nature":"formation","nom":"Atelier","organisation":"la-maison",'
        '"partners":["le-relais"],"services":["Loisirs et créations numériques"],"source_date":"2024-04-02"}]',
        "local_zones": "centre",
        "local_origins": '[{"columns":["nom"],"date":"2024-04-02","source":"essai"}]',
    }


@database
def test_values_the_national_schema_refuses_are_kept_here():
    complete(pivot="", telephone="3960", code_insee="5951", services=["Cours de poterie"])

    (row,) = rows()

    assert [row[name] for name in ("pivot", "telephone", "code_insee", "services")] == [
        "",
        "3960",
        "5951",
        "Cours de poterie",
    ]


@database
def test_a_place_without_the_national_columns_is_here_if_it_is_published():
    PlaceFactory(id="sans date")
    PlaceFactory(id="retenu", nom="")
    PlaceFactory(id="ailleurs", hosted_at_id="sans date", adresse="")

    assert [(row["id"], row["local_hosted_at"]) for row in rows()] == [("ailleurs", "sans date"), ("sans date", "")]


@database
def test_formulas_are_harmless_and_telephone_numbers_whole():
    complete(nom="=1+1", telephone="+33320000000", aliases=["@toi"], verified_by="-moi")

    (row,) = rows()

    assert [row[name] for name in ("nom", "telephone", "local_aliases", "local_verified_by")] == [
        "'=1+1", "+33320000000", "'@toi", "'-moi",
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n|＝a1 "), max_size=6) | st.text())
def test_any_cell_is_given_back_and_none_is_a_formula(cell):
    safe = neutralise(cell)

    assert original(safe) == cell
    assert safe[:1] not in {*"=+-@\t\r\n\0|＝＋－＠"}


@database
def test_nobody_is_named(django_user_model):
    place = rich()
    agent = django_user_model.objects.create_user("agent.secret", email="agent.secret@exemple.test")
    place.origins.create(columns=["adresse"], by=agent)

    assert [kind for kind in Format if "agent.secret" in text(kind)] == []


@database
def test_the_map_file_has_one_type_a_column_and_null_for_blank():
    rich()
    complete(id="nu")

    full, bare = sorted(features(), key=lambda feature: feature["id"] == "nu")

    assert list(full["properties"]) == list(bare["properties"]) == EXTENDED
    assert {type(value) for value in full["properties"].values()} == {str, float, type(None)}
    assert full["geometry"] == {"type": "Point", "coordinates": [3.17, 50.69]}
    assert bare["geometry"] is None
    assert {name: value for name, value in bare["properties"].items() if value is not None} == {
        "id": "nu", "nom": bare["properties"]["nom"], "adresse": bare["properties"]["adresse"], "commune": "Roubaix",
        "code_postal": "59100", "code_insee": "59512", "date_maj": "2024-04-02", "local_life_cycle": "ouvert",
    }  # fmt: skip


@database
def test_the_map_file_opens_in_gdal_with_every_attribute(tmp_path):
    if not shutil.which("ogrinfo"):
        pytest.skip("ogrinfo is missing (Debian: gdal-bin)")
    rich()
    path = tmp_path / "lieux.geojson"
    path.write_text(text(Format.GEOJSON))

    told = subprocess.run(["ogrinfo", "-al", "-so", str(path)], capture_output=True, text=True, check=True).stdout

    assert "Feature Count: 1" in told
    assert 'ID["EPSG",4326]' in told
    assert [name for name in EXTENDED if f"\n{name}: " not in told] == []


@database
def test_the_spreadsheet_file_is_the_extended_one_as_french_spreadsheets_open_it():
    complete(horaires="Mo 09:00-12:00; Tu off", nom="Éclair")
    written = b"".join(stream(Format.SPREADSHEET))

    assert written.startswith("\ufeffid;pivot;nom;".encode())
    assert list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";")) == rows()


@database
def test_the_file_for_programs_keeps_lists_and_objects():
    rich()

    (place,) = json.loads(text(Format.JSON))

    assert list(place) == [*EXTENDED, "local_page"]
    assert place["services"] == ["Loisirs et créations numériques"]
    assert place["local_equipment"] == [{"kind": "imprimante", "count": 2, "adapted_count": 1, "state": "en service"}]
    assert place["local_page"] == "/lieux/lieu-riche-roubaix/"


@database
def test_an_empty_base_is_a_valid_file():
    assert (features(), json.loads(text(Format.JSON)), rows()) == ([], [], [])


@database
@pytest.mark.parametrize(
    ("kind", "queries"), [(Format.CSV, 3), (Format.EXTENDED, 8), (Format.GEOJSON, 8), (Format.JSON, 8)]
)
@pytest.mark.parametrize("count", [1, 3])
def test_a_file_takes_as_many_queries_for_three_places_as_for_one(django_assert_num_queries, kind, queries, count):
    place = rich()
    for _ in range(count - 1):
        complete(hosted_at=place, organisation=place.organisation).equipment.create(kind="scanner")

    with django_assert_num_queries(queries):
        b"".join(stream(kind))
