"""What the sheet of a place shows, section by section, as people read it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.census.editing.sections import SECTIONS, Section
from maillage.places import weekly_words
from maillage.places.columns import ROW_MODELS
from maillage.places.enums import EquipmentKind, EquipmentState, PositionPrecision
from maillage.places.models import Equipment, Place
from maillage.places.portrait import OfferLine, device_line
from maillage.places.presenting import term
from maillage.places.telling import name_of, said


@dataclass(frozen=True)
class Fact:
    name: str
    words: list[str]
    doubted: bool = False


@dataclass(frozen=True)
class Shown:
    key: str
    section: Section
    facts: list[Fact]

    @property
    def address(self) -> str:
        """The name of the page that corrects it."""
        return f"editing:{self.key}"


def sections(place: Place) -> list[Shown]:
    return [Shown(key, part, [_fact(place, name) for name in part.columns]) for key, part in SECTIONS.items()]


def _fact(place: Place, column: str) -> Fact:
    return Fact(name_of(column), _words(place, column), column in place.contested)


def _words(place: Place, column: str) -> list[str]:
    if column == "horaires":
        return hours_lines(place)
    if column == "equipment":
        return [device_line(device) for device in place.equipment.all()] or [said(column, [])]
    if column == "offers":
        return [OfferLine(offer).offer.nom for offer in place.offers.all()] or [said(column, [])]
    if column == "position_precision":
        return [position_words(place)]
    value: Any = getattr(place, column)
    return [said(column, None if column in ROW_MODELS else value)]


def hours_lines(place: Place) -> list[str]:
    return weekly_words.said(place.horaires, timezone.localdate()) or [said("horaires", "")]


def position_words(place: Place) -> str:
    if place.point is None:
        return _("pas de repère : ce lieu n'est pas sur la carte")
    if not place.position_precision:
        return _("repère posé, précision non renseignée")
    return _("repère posé %(where)s") % {"where": term(PositionPrecision, place.position_precision)}


@dataclass(frozen=True)
class Device:
    """A device and the one thing one may say of it in a tap."""

    kind: str
    key: str  # in addresses
    name: str
    line: str
    broken: bool


def devices(place: Place) -> list[Device]:
    return [_device(row) for row in place.equipment.all() if row.state != EquipmentState.RETIRED]


def _device(row: Equipment) -> Device:
    name = term(EquipmentKind, row.kind)
    line = device_line(row).split(" : ", 1)[-1]
    return Device(row.kind, device_key(row.kind), name[:1].upper() + name[1:], line, row.state == EquipmentState.BROKEN)


def device_key(kind: str) -> str:
    """borne tactile → kiosk: kinds have spaces and accents, addresses do not."""
    return EquipmentKind(kind).name.lower().replace("_", "-") if kind in EquipmentKind.values else ""


def device_kind(key: str) -> str | None:
    return next((kind for kind in EquipmentKind.values if device_key(kind) == key), None)
