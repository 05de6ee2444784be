"""Local columns as our own exports write them: JSON lists of rows, closed lists, devices named in French. Pure."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from maillage.census.repairing import Repaired
from maillage.census.repairing.terms import key
from maillage.census.repairing.text import printable

UNREADABLE = "Liste illisible : il faut une liste JSON d'objets, comme l'export complet l'écrit."


def repair_rows(text: str, columns: Mapping[str, str]) -> Repaired:
    """`columns`: name → "int", "decimal", "date", "list" or "text". Unknown names are left out and told."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return Repaired([], UNREADABLE)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return Repaired([], UNREADABLE)
    unknown = sorted({name for row in rows for name in row if name not in columns})
    found = [{name: _value(row.get(name), kind) for name, kind in columns.items()} for row in rows]
    return Repaired(found, f"Champs inconnus, laissés de côté : {', '.join(unknown)}" if unknown else "")


def _value(value: Any, kind: str) -> Any:
    if kind == "list":
        return (
            [printable(str(one)) for one in value]
            if isinstance(value, list)
            else [one for one in printable(str(value or "")).split("|") if one]
        )
    if kind == "text":
        return "" if value is None else printable(str(value)).strip()
    if value in (None, ""):
        return None
    try:
        if kind == "date":
            return date.fromisoformat(str(value))
        number = Decimal(str(value))
        return number if kind == "decimal" else int(number)
    except (ValueError, InvalidOperation, OverflowError):
        return None


def read_devices(text: str, kinds: Iterable[str]) -> Repaired:
    """ "Ordinateur, imprimante et scanner" → one row a device; only words of the closed list count."""
    known = {key(kind): kind for kind in kinds} | {
        "photocopieuse": "photocopieur",
        "wi fi": "wifi",
        "ecran tactile": "borne tactile",
    }
    parts = [part for part in text.replace(" et ", ",").replace("|", ",").replace(";", ",").split(",") if part.strip()]
    found = [kind for part in parts if (kind := known.get(key(part)) or known.get(key(part).rstrip("s")))]
    unknown = [part.strip() for part in parts if not (known.get(key(part)) or known.get(key(part).rstrip("s")))]
    problem = f"Matériel inconnu de la liste : {', '.join(unknown)}" if unknown else ""
    return Repaired(list(dict.fromkeys(found)), problem)
