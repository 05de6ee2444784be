"""What the boards say, counted for the diagnosis; nothing of who said it."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.workshops.enums import Category, Column
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
    rows = Card.objects.filter(board__meeting=meeting, column=Column.MISSING, hidden_at=None)
    return rows.select_related("board__table", "organisation", "zone").prefetch_related("became").order_by("pk")


class Actions(NamedTuple):
    """A line of axis b: what is done beside what lacks, for a kind of action."""

    label: str
    existing: int
    missing: int


def actions_by_category(meeting: Meeting) -> list[Actions]:
    """Existing and missing actions × awareness, training, equipment, communication; then those nobody sorted."""
    rows = Card.objects.filter(board__meeting=meeting, hidden_at=None, column__in=(Column.EXISTING, Column.MISSING))
    found = Counter(rows.order_by().values_list("category", "column"))
    names = [*Category.choices, ("", _("Non précisé"))]
    return [Actions(str(label), found[value, Column.EXISTING], found[value, Column.MISSING]) for value, label in names]
