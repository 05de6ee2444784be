"""What each source says, of a place and of all of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from maillage.census.models import Batch, SourceRecord
from maillage.places.models import FieldOrigin, Place, Source


class Said(NamedTuple):
    """What one source says of one place now."""

    pk: int
    source_id: int
    source: str
    day: date | None
    columns: dict[str, Any]


def said_by_place(ids: Iterable[str], *, without: Source | None = None) -> dict[str, list[Said]]:
    """{place: what its sources say, the newest first}"""
    records = SourceRecord.objects.filter(place_id__in=list(ids), current=True, gone=None)
    if without:
        records = records.exclude(source=without)
    found: dict[str, list[Said]] = {}
    for record in records.select_related("source", "batch"):
        said = Said(record.pk, record.source_id, str(record.source), _day(record), record.said)
        found.setdefault(record.place_id, []).append(said)
    for words in found.values():
        words.sort(key=lambda one: (one.day or date.min, one.pk), reverse=True)
    return found


def _day(record: SourceRecord) -> date | None:
    told = record.said.get("date_maj")
    return date.fromisoformat(told) if told else record.batch.date


def places_fed_by(source: Source) -> list[str]:
    return sorted(set(FieldOrigin.objects.filter(source=source, by=None).values_list("place_id", flat=True)))


def sources() -> QuerySet[Source]:
    """Every source with its rows, its places and its last import."""
    current = Q(records__current=True)
    applied = Q(batches__status=Batch.Status.APPLIED, batches__kind=Batch.Kind.IMPORT)
    return Source.objects.annotate(
        rows=Count("records", filter=current, distinct=True), last_at=Max("batches__at", filter=applied)
    ).order_by("nom")


def places_only_from(source: Source) -> int:
    """Places that nothing else speaks of: without this source, they would be held back."""
    fed = FieldOrigin.objects.filter(source=source, by=None).values("place_id")
    others = SourceRecord.objects.filter(current=True, gone=None).exclude(source=source).values("place_id")
    hands = FieldOrigin.objects.exclude(by=None).values("place_id")
    places = Place.objects.filter(pk__in=fed).exclude(Exists(others.filter(place_id=OuterRef("pk"))))
    return places.exclude(Exists(hands.filter(place_id=OuterRef("pk")))).count()
