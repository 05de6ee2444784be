"""A record with everything, for files that are read back, for maps, and for programs. Pure.

Every format has the same names: the 32 national columns, then `local_*`.
"""

from decimal import Decimal

import orjson

from maillage.core.cells import neutralise
from maillage.core.fields import SEPARATOR
from maillage.opendata.schema import national_patterns
from maillage.places.columns import EXTENDED

JSON_OPTIONS = orjson.OPT_SORT_KEYS


def row(record: dict) -> list[str]:
    """Cells of the extended CSV: values as they are filled in, formulas made harmless."""
    return [_cell(column, value) if (value := record[column]) or value == 0 else "" for column in EXTENDED]


def flat_feature(record: dict) -> bytes:
    """A GeoJSON feature whose attributes are text, number or null, so that GIS tools find one type a column.

    Lists are joined by | as in the CSV; lists of objects are JSON in a text.
    """
    properties = {column: _attribute(record[column]) for column in EXTENDED}
    return orjson.dumps(_feature(record, properties))


def nested_feature(record: dict) -> bytes:
    """A GeoJSON feature for programs: lists stay lists. `local_page` is the address of the place's page."""
    return orjson.dumps(_feature(record, _nested(record)), default=_number)


def nested(record: dict) -> bytes:
    return orjson.dumps(_nested(record), default=_number)


def _nested(record: dict) -> dict:
    return {column: record[column] for column in EXTENDED} | {"local_page": f"/lieux/{record['slug']}/"}


def _feature(record: dict, properties: dict) -> dict:
    latitude, longitude = record["latitude"], record["longitude"]
    located = latitude is not None and longitude is not None
    geometry = {"type": "Point", "coordinates": [longitude, latitude]} if located else None
    return {"type": "Feature", "id": record["id"], "geometry": geometry, "properties": properties}


def _cell(column: str, value) -> str:
    text = value if type(value) is str else _text(value)
    if type(value) is float:
        return text
    safe = neutralise(text)
    return safe if safe is text or not _is_national(column, text) else text


def _is_national(column: str, text: str) -> bool:
    """A telephone number starts with + because the schema wants it so."""
    pattern = national_patterns().get(column)
    return pattern is not None and bool(pattern.fullmatch(text))


def _attribute(value) -> str | float | None:
    return value if isinstance(value, float) else _text(value) or None


def _text(value) -> str:
    if not value and value != 0:
        return ""
    if isinstance(value, list):
        return rows_as_json(value) if isinstance(value[0], dict) else SEPARATOR.join(value)
    return str(value)  # dates too: ISO 8601


def rows_as_json(rows: list[dict]) -> str:
    """Compact, keys in order, so that the same rows are always the same text."""
    return orjson.dumps(rows, option=JSON_OPTIONS, default=_number).decode()


def _number(value) -> float | int:
    """What orjson does not know: a decimal, written without a useless fraction."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    raise TypeError(type(value))
