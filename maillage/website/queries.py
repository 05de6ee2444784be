"""What the home page and the health page show."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext

from maillage.places.directory import OPEN_NOW, Search, directory
from maillage.places.models import Place
from maillage.places.presenting import clock, day_name
from maillage.places.queries import CARD_COLUMNS
from maillage.places.results import Card, cards
from maillage.website.roubaix import EXAMPLE

SHOWN = 3
DAYS_AHEAD = 7
MORNING = 10  # when nothing is open now: what opens the next days at ten


@dataclass(frozen=True)
class OpenPlaces:
    """A few places open at the same moment; `when` is empty for now, else "demain à 10 h"."""

    cards: list[Card]
    when: str
    value: str  # what the list's filter calls this moment


def total() -> int:
    return directory.find(Search(), limit=0).total


def open_places() -> OpenPlaces:
    """Open now, or at the next morning when some are; empty when no place says its hours."""
    now = timezone.localtime()
    for value, at in [(OPEN_NOW, None), *_mornings(now)]:
        ids = _real_first(directory.find(Search(open=value)).ids)[:SHOWN]
        if ids:
            return OpenPlaces(_cards(ids), _said(at, now) if at else "", value)
    return OpenPlaces([], "", OPEN_NOW)


def _mornings(now: datetime) -> list[tuple[str, datetime]]:
    days = [now.replace(hour=MORNING, minute=0) + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    return [(day.strftime("%Y-%m-%dT%H:%M"), day) for day in days if day > now]


def _said(at: datetime, now: datetime) -> str:
    return gettext("%(day)s à %(time)s") % {
        "day": day_name(at.date(), now.date()),
        "time": clock(at).replace(" ", "\u00a0"),
    }


def _real_first(ids: list[str]) -> list[str]:
    """A fictitious example never takes the seat of a real place."""
    return sorted(ids, key=lambda id: id.startswith(EXAMPLE))


def _cards(ids: list[str]) -> list[Card]:
    places = Place.objects.only(*CARD_COLUMNS).in_bulk(ids)
    return cards([places[id] for id in ids if id in places], {})


def health() -> dict:
    """Is the base there, up to date, and the directory read? Says nothing that helps an attacker."""
    try:
        pending = _pending_migrations()
        places = total()
    except DatabaseError:
        return {"status": "error", "database": False, "migrations": None, "places": None}
    return {"status": "error" if pending else "ok", "database": True, "migrations": not pending, "places": places}


def _pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
