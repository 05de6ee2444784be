import json

import pytest
from frictionless import Schema
from frictionless import validate as judge

from maillage.opendata.schema import FOLDER, LOCAL_FILE, NATIONAL_FILE, load, local_extension
from maillage.places import enums
from maillage.places.columns import CLOSED, LOCAL, NATIONAL, REQUIRED, ROW_COLUMNS

VOCABULARIES = {
    "local_uses": enums.Use,
    "local_audience": enums.Audience,
    "local_level": enums.Level,
    "local_life_cycle": enums.LifeCycle,
    "local_position_precision": enums.PositionPrecision,
    "local_position_source": enums.PositionSource,
    ("local_equipment", "kind"): enums.EquipmentKind,
    ("local_equipment", "state"): enums.EquipmentState,
    ("local_equipment_services", "kind"): enums.EquipmentServiceKind,
    ("local_staff", "role"): enums.StaffRole,
    ("local_offers", "nature"): enums.OfferNature,
    ("local_offers", "services"): enums.Service,
    ("local_offers", "uses"): enums.Use,
    ("local_offers", "audience"): enums.Audience,
    ("local_offers", "level"): enums.Level,
}
FIELDS = {field["name"]: field for field in load(LOCAL_FILE)["fields"]}


def test_the_file_says_what_the_models_say():
    """To write it again: `maillage export_schema > docs/data/maillage-local-extension.json`."""
    assert json.loads((FOLDER / LOCAL_FILE).read_text(encoding="utf-8")) == local_extension()


def test_every_local_column_is_described_in_the_order_of_the_file():
    assert list(FIELDS) == LOCAL
    assert [name for name, field in FIELDS.items() if not (field["title"] and field["description"])] == []


def test_what_a_list_holds_is_described_too():
    described = {
        name.removeprefix("local_"): [item["name"] for item in field["items"]]
        for name, field in FIELDS.items()
        if "items" in field
    }

    assert described == ROW_COLUMNS


def terms(field: dict) -> list[str]:
    return field.get("terms") or field.get("constraints", {}).get("enum", [])


def test_closed_lists_are_those_of_the_models():
    found = {name: terms(field) for name, field in FIELDS.items() if terms(field)}
    for name, field in FIELDS.items():
        found |= {(name, item["name"]): terms(item) for item in field.get("items", []) if terms(item)}

    assert found == {name: [value for value in terms.values if value] for name, terms in VOCABULARIES.items()}


@pytest.mark.parametrize("file", [NATIONAL_FILE, LOCAL_FILE])
def test_both_files_are_table_schemas(file):
    assert judge(str(FOLDER / file), type="schema").valid
    assert Schema(str(FOLDER / file)).field_names == (NATIONAL if file == NATIONAL_FILE else LOCAL)


def test_our_list_of_required_columns_and_terms_is_the_national_one():
    fields = {field["name"]: field.get("constraints", {}) for field in load(NATIONAL_FILE)["fields"]}

    assert tuple(name for name, limits in fields.items() if limits.get("required")) == REQUIRED
    for name, vocabulary in CLOSED.items():
        written = fields[name]["pattern"].replace("\\(", "(").replace("\\)", ")")
        assert written == f"(?:(?:^|\\|)({'|'.join(vocabulary.values)}))+$"


def test_the_page_shows_every_column_and_every_word(client):
    html = client.get("/donnees/schema/").text.replace("&#x27;", "'")

    assert [name for name in [*NATIONAL, *LOCAL] if f"<code>{name}</code>" not in html] == []
    words = [word for vocabulary in [*CLOSED.values(), *VOCABULARIES.values()] for word in vocabulary.values if word]
    assert [word for word in words if word not in html] == []


@pytest.mark.parametrize("name", [NATIONAL_FILE, LOCAL_FILE])
def test_the_files_can_be_fetched(client, name):
    address = name.removesuffix(".json").replace(".", "-")

    response = client.get(f"/donnees/schema/{address}.json")

    assert b"".join(response.streaming_content) == (FOLDER / name).read_bytes()
