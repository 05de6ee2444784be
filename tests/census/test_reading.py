"""Files as they come: any separator, any encoding, spreadsheets, JSON, maps; the line told is the line in the file."""

import io
import json
import time
import zipfile

import pytest
from openpyxl import Workbook

from maillage.census.reading import Unreadable, open_file
from tests.census.files import ROW, table, write

TEXT = table([{**ROW, "adresse": "3 rue de l'Été", "nom": "Médiathèque"}])


def cells(path):
    return [record.cells for record in open_file(path).records]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator(tmp_path, separator):
    path = write(tmp_path, table([ROW], separator))
    assert cells(path) == [ROW]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_any_encoding(tmp_path, encoding):
    path = write(tmp_path, TEXT.encode(encoding))
    assert [(row["nom"], row["adresse"]) for row in cells(path)] == [("Médiathèque", "3 rue de l'Été")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_line(tmp_path, end):
    path = write(tmp_path, table([ROW, ROW]).replace("\n", end))
    assert [record.line for record in open_file(path).records] == [2, 3]


def test_the_line_is_the_first_of_the_record_when_cells_have_several(tmp_path):
    path = write(tmp_path, table([{**ROW, "adresse": "3 rue\nde l'Essai\n59100"}, ROW]))
    assert [record.line for record in open_file(path).records] == [2, 5]


def test_lines_without_anything_are_not_records(tmp_path):
    path = write(tmp_path, "nom,commune\n\nA,Roubaix\n,\n\nB,Roubaix\n")
    assert [(record.line, record.cells["nom"]) for record in open_file(path).records] == [(3, "A"), (6, "B")]


def test_a_title_above_the_header_is_not_the_header(tmp_path):
    path = write(tmp_path, "Lieux numériques de la ville\n\nnom;commune\nA;Roubaix\n")
    reading = open_file(path)
    assert (reading.headers, reading.header_line) == (("nom", "commune"), 3)
    assert [(record.line, record.cells["nom"]) for record in reading.records] == [(4, "A")]


def test_a_quote_left_open_loses_one_line_and_no_other(tmp_path):
    rows = "".join(f"Lieu {n},Roubaix\n" for n in range(300))
    path = write(tmp_path, f'nom,commune\n"Lieu ouvert,Roubaix\n{rows}')
    records = list(open_file(path).records)
    assert len(records) == 301
    assert [record.line for record in records if record.problem] == [2]


def test_a_cell_too_many_is_told(tmp_path):
    path = write(tmp_path, "nom,commune\nA,Roubaix,Nord\n")
    [record] = open_file(path).records
    assert record.problem.startswith("Cette ligne a plus de cellules")


@pytest.mark.parametrize("blank_lines_above", [0, 2])
def test_spreadsheets(tmp_path, blank_lines_above):
    book = Workbook()
    for _ in range(blank_lines_above):
        book.active.append([])
    book.active.append(list(ROW))
    book.active.append(list(ROW.values()))
    book.active.append([])
    book.active.append(list(ROW.values()))
    book.save(tmp_path / "lieux.xlsx")
    records = list(open_file(tmp_path / "lieux.xlsx").records)
    assert [record.line for record in records] == [2 + blank_lines_above, 4 + blank_lines_above]
    assert [record.cells for record in records] == [ROW, ROW]


def test_json_says_on_which_line_each_record_starts(tmp_path):
    path = write(tmp_path, json.dumps([ROW, {**ROW, "nom": "B"}], indent=1), "lieux.json")
    assert [(record.line, record.cells["nom"]) for record in open_file(path).records] == [(2, ROW["nom"]), (12, "B")]


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"total": 1, "results": rows}])
def test_json_in_a_list_or_under_a_name(tmp_path, wrap):
    path = write(tmp_path, json.dumps(wrap([ROW])), "lieux.json")
    assert cells(path) == [ROW]


def test_nested_addresses_are_read(tmp_path):
    row = {"nom": "A", "adresse": {"numero_voie": "3", "nom_voie": "rue de l'Essai", "commune": "Roubaix"}}
    path = write(tmp_path, json.dumps([row]), "lieux.json")
    assert cells(path) == [{"nom": "A", "numero_voie": "3", "nom_voie": "rue de l'Essai", "commune": "Roubaix"}]


def test_a_map_from_umap(tmp_path):
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [3.17, 50.69]},
        "properties": {"name": "A", "description": "Un lieu", "_umap_options": {"color": "Red"}},
    }
    path = write(tmp_path, json.dumps({"type": "FeatureCollection", "features": [feature]}), "carte.geojson")
    assert cells(path) == [{"name": "A", "description": "Un lieu", "longitude": 3.17, "latitude": 50.69}]


def test_json_cut_in_the_middle_gives_what_it_had(tmp_path):
    whole = json.dumps([ROW, ROW, ROW], indent=1)
    path = write(tmp_path, whole[: len(whole) * 5 // 6], "lieux.json")
    records = list(open_file(path).records)
    assert [bool(record.problem) for record in records] == [False, False, True]


def zipped(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BOMBS = {
    "grossit": zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"A" * 30_000_000}),
    "trop grand": zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"A" * 110_000_000}),
    "entités": zipped({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'}),
    "archive dans une archive": zipped({"xl/workbook.xml": b"<workbook/>", "xl/inside.zip": b"PK"}),
    "macros": zipped({"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b"macro"}),
    "autre archive": zipped({"photo.png": b"image"}),
    "abîmé": b"PK\x03\x04 and nothing more",
    "pdf": b"%PDF-1.7\n",
    "ancien Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "page": b"<!DOCTYPE html><html></html>",
    "octets": bytes(range(256)).replace(b"\n", b"\0") * 4 + bytes(3000),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_is_dangerous_or_no_table_is_refused_at_once(tmp_path, bomb):
    path = write(tmp_path, BOMBS[bomb], "fichier")
    start = time.process_time()
    with pytest.raises(Unreadable):
        open_file(path)
    assert time.process_time() - start < 1  # of processor: a busy machine changes nothing


def test_a_workbook_too_heavy_is_refused_before_it_is_opened(tmp_path):
    path = write(tmp_path, b"PK\x03\x04" + bytes(11 * 2**20), "lieux.xlsx")
    with pytest.raises(Unreadable, match="la limite est 10 Mo"):
        open_file(path)


@pytest.mark.parametrize("opening", ["[", '[{"nom":', '[{"nom": "A", "x":['])
def test_a_file_of_brackets_is_stopped_at_once(tmp_path, opening):
    path = write(tmp_path, opening + "[" * 100_000, "lieux.json")
    start = time.process_time()
    try:
        problems = [record.problem for record in open_file(path).records]
    except Unreadable as refusal:
        problems = [str(refusal)]
    assert len(problems) == 1 and problems[0]
    assert time.process_time() - start < 2
