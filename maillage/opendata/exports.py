"""The whole set as a file, in pieces: nothing but a thousand places is in memory at a time."""

import csv
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import chain

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.cells import neutralise
from maillage.opendata import extended, national
from maillage.opendata.queries import CHUNK, incomplete, living, records
from maillage.places.columns import EXTENDED, LOCAL_ROWS, NATIONAL
from maillage.places.models import Place
from maillage.places.publishing import blockers

EVERY_ROW = (*LOCAL_ROWS, "origins")


class Format(models.TextChoices):
    CSV = "csv", _("Tableau national (CSV, 32 colonnes)")
    EXTENDED = "etendu", _("Tableau complet (CSV, avec les colonnes locales)")
    SPREADSHEET = "tableur", _("Tableau complet pour un tableur (CSV, points-virgules)")
    GEOJSON = "geojson", _("Carte (GeoJSON)")
    JSON = "json", _("Pour les programmes (JSON)")


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.EXTENDED: "text/csv; charset=utf-8",
    Format.SPREADSHEET: "text/csv; charset=utf-8",
    Format.GEOJSON: "application/geo+json",
    Format.JSON: "application/json",
}
SUFFIXES = {
    Format.CSV: ".csv",
    Format.EXTENDED: "_etendu.csv",
    Format.SPREADSHEET: "_tableur.csv",
    Format.GEOJSON: ".geojson",
    Format.JSON: ".json",
}


@dataclass(frozen=True)
class LeftOut:
    """A place that is not in the file, and why."""

    id: str
    nom: str
    reasons: tuple[str, ...]


def stream(kind: Format, *, left_out: Callable[[LeftOut], None] = lambda one: None) -> Iterator[bytes]:
    """The file in pieces; `left_out` hears of each place that stays out."""
    rows = national.ROWS if kind == Format.CSV else EVERY_ROW
    kept = _kept(records(living(), rows=rows), kind, left_out)
    if kind == Format.CSV:
        return _csv(NATIONAL, map(national.row, kept))
    if kind == Format.EXTENDED:
        return _csv(EXTENDED, map(extended.row, kept))
    if kind == Format.SPREADSHEET:  # French spreadsheets split on ; and need the mark to read accents
        return chain([BOM_UTF8], _csv(EXTENDED, map(extended.row, kept), delimiter=";"))
    if kind == Format.GEOJSON:
        head = f'{{"type":"FeatureCollection","name":"{base_name()}","features":['
        return _json(head.encode(), map(extended.flat_feature, kept), b"]}\n")
    return _json(b"[", map(extended.nested, kept), b"]\n")


def left_out() -> list[LeftOut]:
    """What the national file leaves out, without writing it."""
    found = ((record, obstacles(record, Format.CSV)) for record in records(incomplete(), rows=()))
    return [_left_out(record, reasons) for record, reasons in found if reasons]


def left_out_file(found: Iterable[LeftOut]) -> bytes:
    rows = ([neutralise(one.id), neutralise(one.nom), " ".join(one.reasons)] for one in found)
    return b"".join(_csv(["id", "nom", "raison"], rows))


def _kept(records: Iterable[dict], kind: Format, tell: Callable[[LeftOut], None]) -> Iterator[dict]:
    for record in records:
        reasons = obstacles(record, kind)
        if reasons:
            tell(_left_out(record, reasons))
        else:
            yield record


def _left_out(record: dict, reasons: list[str]) -> LeftOut:
    return LeftOut(record["id"], record["nom"], tuple(reasons))


def obstacles(record: dict, kind: Format) -> list[str]:
    """Why this place is not in this file; empty when it is."""
    if not record["published"]:
        return blockers(_as_place(record))
    return national.missing(record) if kind == Format.CSV else []


def _as_place(record: dict) -> Place:
    """Enough of a place to ask what blocks it; a link is known by being filled."""
    contacts = {name: record[name] for name in ("nom", "adresse", "telephone", "site_web", "prise_rdv", "courriels")}
    return Place(**contacts, hosted_at_id=record["local_hosted_at"], organisation_id=record["organisation_id"])


def _csv(header: list[str], rows: Iterable[list[str]], delimiter: str = ",") -> Iterator[bytes]:
    buffer = StringIO()
    write = csv.writer(buffer, delimiter=delimiter)
    write.writerow(header)
    for number, row in enumerate(rows, start=1):
        write.writerow(row)
        if number % CHUNK == 0:
            yield _drained(buffer)
    yield _drained(buffer)


def _drained(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _json(head: bytes, items: Iterable[bytes], tail: bytes) -> Iterator[bytes]:
    """One item a line."""
    piece = [head]
    for number, item in enumerate(items):
        piece += [b",\n" if number else b"\n", item]
        if len(piece) > 2 * CHUNK:
            yield b"".join(piece)
            piece = []
    yield b"".join([*piece, b"\n", tail])


def file_name(kind: Format, on: date) -> str:
    """As the standard asks: `AAAA-MM-JJ_producteur_lieux-de-mediation-numerique_Territoire.csv`."""
    return f"{on.isoformat()}_{base_name()}{SUFFIXES[kind]}"


def base_name() -> str:
    plain = unicodedata.normalize("NFKD", settings.MAILLAGE_TERRITORY).encode("ascii", "ignore").decode()
    territory = "-".join("".join(c if c.isalnum() else " " for c in plain).split()) or "territoire"
    return f"{settings.MAILLAGE_PRODUCER}_lieux-de-mediation-numerique_{territory}"
