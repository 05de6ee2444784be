"""What the boards say, counted for the diagnosis; nothing of who said it."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from maillage.workshops.models import Card, Meeting


class Voiced(NamedTuple):
    zone: str  # "" where the card names none
    theme: str  # a places.enums.Service, or ""
    month: date  # its first day: of the meeting, since a board may be typed in later
    kind: str  # a Column: need of residents, missing action…
    count: int


def voiced(since: date, until: date) -> list[Voiced]:
    """Cards of the meetings from one day to another, both included; hidden ones are not counted."""
    rows = Card.objects.filter(hidden_at=None, board__meeting__day__range=(since, until)).order_by()
    found = Counter(
        (zone or "", theme, day.replace(day=1), column)
        for zone, theme, day, column in rows.values_list("zone", "theme", "board__meeting__day", "column")
    )
    return sorted(Voiced(*key, count) for key, count in found.items())


def missing_actions(meeting: Meeting) -> QuerySet[Card]:
    """Its cards of missing actions, with what they became."""
    rows = Card.objects.filter(board__meeting=meeting, column="action-manquante", hidden_at=None)
    return rows.select_related("board__table", "organisation", "zone").prefetch_related("became").order_by("pk")
