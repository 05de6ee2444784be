"""A pair as its page shows it: two records side by side, why, and what would stay."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from maillage.census.duplicates import actions
from maillage.census.duplicates.choosing import COMPLETED, Choice, Side
from maillage.places import actions as places
from maillage.places import presenting
from maillage.places.columns import LOCAL_ROWS
from maillage.places.models import Place
from maillage.places.telling import NOTHING, name_of, said

GROUPS = {"adresse": _("Adresse"), "position": _("Position sur la carte"), "verified": _("Vérification")}
WHY = {
    "blank": _("l'autre fiche ne dit rien"),
    "only": _("l'autre fiche ne dit rien"),
    "hand": _("écrit à la main"),
    "newer": _("le plus récent"),
    "equal": _("de cette fiche"),
}
SHOWN = ("adresse", "commune", "telephone", "courriels", "site_web", "horaires", "services")


class Option(NamedTuple):
    value: str
    said: str
    chosen: bool
    note: str = ""


class Line(NamedTuple):
    key: str
    name: str
    options: list[Option]


class Fact(NamedTuple):
    name: str
    values: tuple[str, ...]  # one when both say the same


class Record(NamedTuple):
    place: Place
    sources: str
    updated: date | None


def record(place: Place) -> Record:
    """Who says it, and since when."""
    names = place.origins.exclude(source=None).order_by("source__nom").values_list("source__nom", flat=True)
    return Record(place, ", ".join(dict.fromkeys(names)) or place.source, place.verified_on or place.date_maj)


def facts(one: Place, other: Place) -> list[Fact]:
    """What one reads first, both records beside each other."""
    found = []
    for column in SHOWN:
        mine, theirs = getattr(one, column), getattr(other, column)
        if mine or theirs:
            values = (said(column, mine), said(column, theirs))
            found.append(Fact(name_of(column), values[:1] if values[0] == values[1] else values))
    return found


def lines(kept: Place, gone: Place) -> list[Line]:
    """One question for each thing the records say differently."""
    return [_line(choice, kept, gone) for choice in actions.differences(kept, gone) if choice.why != COMPLETED]


def _line(choice: Choice, kept: Place, gone: Place) -> Line:
    name = str(GROUPS[choice.key]) if choice.key in GROUPS else name_of(choice.key)
    options = [
        Option(side, _said(choice, place), side == choice.side, str(WHY[choice.why]) if side == choice.side else "")
        for side, place in ((Side.KEPT, kept), (Side.GONE, gone))
    ]
    if choice.listed:
        options.append(Option(Side.BOTH, str(_("Les deux")), choice.side == Side.BOTH))
    return Line(choice.key, name, options)


def _said(choice: Choice, place: Place) -> str:
    if choice.key == "adresse":
        return presenting.address(place) or str(NOTHING)
    if choice.key == "position":
        return f"{place.latitude:.5f}, {place.longitude:.5f}" if place.point else str(NOTHING)
    if choice.key in LOCAL_ROWS:
        return said(choice.key, places.told_rows(place, choice.key))
    shown = (said(column, getattr(place, column)) for column in choice.columns if getattr(place, column))
    return ", ".join(shown) or str(NOTHING)


def fuller_first(one: Place, other: Place) -> tuple[Place, Place]:
    """The record that says most is the one proposed to stay; of two alike, the one that came first."""

    def filled(place: Place) -> int:
        return sum(bool(getattr(place, name)) for name in actions.COLUMNS)

    mine, theirs = filled(one), filled(other)
    return (one, other) if (mine, one.pk < other.pk) >= (theirs, one.pk > other.pk) else (other, one)
