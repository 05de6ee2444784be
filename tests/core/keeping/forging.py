"""Backups that are not what they should be."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path


def forged(path: Path, to: Path, change: Callable[[dict, dict[str, bytes]], None], *, recount: bool = True) -> Path:
    """A copy whose manifest and parts `change` alters; digests and counts are made right again."""
    with zipfile.ZipFile(path) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(manifest, parts)
    manifest["parts"] = {name: {"sha256": sha256(one).hexdigest(), "bytes": len(one)} for name, one in parts.items()}
    for name, table in manifest["tables"].items() if recount else ():
        table["rows"] = parts[f"tables/{name}.jsonl"].count(b"\n")
    with zipfile.ZipFile(to, "w") as bundle:
        for name, part in {**parts, "manifest.json": json.dumps(manifest)}.items():
            bundle.writestr(name, part)
    return to


def without_what_helped(manifest: dict, parts: dict[str, bytes]) -> None:
    """As a base was before that table."""
    manifest["migrations"].remove(["orientation", "0003_helped"])
    del manifest["tables"]["orientation_helped"], parts["tables/orientation_helped.jsonl"]


def without_its_groups(manifest: dict, parts: dict[str, bytes]) -> None:
    parts["tables/auth_group.jsonl"] = b""


def with_too_long_a_name(manifest: dict, parts: dict[str, bytes]) -> None:
    place = json.loads(parts["tables/places_place.jsonl"].splitlines()[0])
    place[manifest["tables"]["places_place"]["columns"].index("nom")] = "n" * 301
    parts["tables/places_place.jsonl"] = json.dumps(place).encode() + b"\n"
    parts["tables/places_staff.jsonl"] = parts["tables/places_placeevent.jsonl"] = b""


def from_the_future(manifest: dict, parts: dict[str, bytes]) -> None:
    manifest["migrations"].append(["places", "9999_in_ten_years"])


def in_a_future_format(manifest: dict, parts: dict[str, bytes]) -> None:
    manifest["format_version"] = 99


def of_something_else(manifest: dict, parts: dict[str, bytes]) -> None:
    manifest["format"] = "another"
