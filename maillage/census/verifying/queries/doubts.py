"""What is held against a record."""

from datetime import datetime

from maillage.census.models import ErrorReport
from maillage.places.models import Place


def columns_reported(place: Place) -> set[str]:
    """What reports still open say is wrong."""
    told = ErrorReport.objects.filter(place=place, handled_at=None).values_list("columns", flat=True)
    return {column for columns in told for column in columns}


def doubted_since(place: Place, at: datetime) -> set[str]:
    """Columns that came to be contested after this moment."""
    told = place.events.filter(at__gt=at, changes__has_key="contested").values_list("changes", flat=True)
    return {column for changes in told for column in {*changes["contested"][1]} - {*changes["contested"][0]}}
