"""One place, its columns, and what each source says of them: side by side."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.census.origins.actions.choosing import NOT_TAKEN
from maillage.census.origins.queries import Said, said_by_place
from maillage.census.origins.rewriting import Stand
from maillage.places.columns import LOCAL_ROWS
from maillage.places.models import FieldOrigin, Place
from maillage.places.telling import known, name_of, said

ASIDE = ("date_maj", "source", "position_source", "position_precision")  # they follow the others


@dataclass(frozen=True)
class Word:
    """What one source says of one column."""

    record: int
    source: str
    day: date | None
    words: str
    stands: bool  # the record of the place says the same
    may_be_taken: bool


@dataclass(frozen=True)
class Side:
    column: str
    name: str
    words: str  # what the place says
    why: str  # which hand or source it comes from
    told: list[Word]

    @property
    def in_conflict(self) -> bool:
        return any(not word.stands for word in self.told)


def sides(place: Place) -> list[Side]:
    """Those on which sources and the place differ come first."""
    told = said_by_place([place.pk]).get(place.pk, [])
    stand = Stand([place.pk])
    columns = sorted({name for one in told for name in one.columns if known(name) and name not in ASIDE})
    now = stand.now(stand.places[place.pk], columns)
    why = _origins(place)
    found = [
        Side(name, name_of(name), said(name, now[name]), why.get(name, ""), _words(name, now, told)) for name in columns
    ]
    return sorted(found, key=lambda side: (not side.in_conflict, side.name))


def _words(column: str, now: dict[str, Any], told: list[Said]) -> list[Word]:
    return [
        Word(
            record=one.pk, source=one.source, day=one.day, words=said(column, one.columns[column]),
            stands=_same(column, one.columns[column], now[column]), may_be_taken=column not in NOT_TAKEN,
        )
        for one in told
        if column in one.columns
    ]  # fmt: skip


def _same(column: str, one: Any, other: Any) -> bool:
    return sorted(one, key=repr) == sorted(other, key=repr) if column in LOCAL_ROWS else one == other


def _origins(place: Place) -> dict[str, str]:
    found = {}
    for origin in FieldOrigin.objects.filter(place=place).select_related("source", "by"):
        who = f"corrigé à la main ({origin.by})" if origin.by else str(origin.source or "")
        day = f", {origin.date:%d/%m/%Y}" if origin.date else ""
        found |= dict.fromkeys(origin.columns, f"{who}{day}")
    return found
