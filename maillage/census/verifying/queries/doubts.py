"""What is known of each column of a record, and what is held against it."""

from datetime import datetime

from django.utils import timezone

from maillage.census.models import ErrorReport, Verification
from maillage.census.verifying.freshness import Freshness, Said, by_column
from maillage.places.models import Place


def freshness(place: Place) -> dict[str, Freshness]:
    """The last word on each column; two queries."""
    origins = [
        Said(row.columns, row.date, row.source.nom if row.source else "")
        for row in place.origins.select_related("source")
    ]
    heard = [
        Said(one.columns, timezone.localdate(one.at), one.on_behalf_of.nom if one.on_behalf_of else "", confirmed=True)
        for one in Verification.objects.filter(place=place).select_related("on_behalf_of")
    ]
    return by_column(origins, heard, place.contested)


def columns_reported(place: Place) -> set[str]:
    """What reports still open say is wrong."""
    told = ErrorReport.objects.filter(place=place, handled_at=None).values_list("columns", flat=True)
    return {column for columns in told for column in columns}


def doubted_since(place: Place, at: datetime) -> set[str]:
    """Columns that came to be contested after this moment."""
    told = place.events.filter(at__gt=at, changes__has_key="contested").values_list("changes", flat=True)
    return {column for changes in told for column in {*changes["contested"][1]} - {*changes["contested"][0]}}
