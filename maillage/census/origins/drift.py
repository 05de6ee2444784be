"""The drift of a source between its last two files, as its page shows it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from maillage.census.drifting import WATCHED
from maillage.census.models import Batch, SourceRecord
from maillage.core.models import Event
from maillage.places.enums import EventKind
from maillage.places.models import PlaceEvent
from maillage.places.telling import name_of

LISTS = {**WATCHED, "gone": ("contested",), "new": ("nom", "adresse", "commune", "telephone")}


@dataclass(frozen=True)
class Line:
    name: str
    words: str
    count: int
    of: int

    @property
    def share(self) -> str:
        """As people write it: 47 %, 0,4 %."""
        if not self.of:
            return "—"
        percent = 100 * self.count / self.of
        text = f"{percent:.0f}" if percent >= 10 else f"{percent:.1f}".replace(".", ",").removesuffix(",0")
        return f"{text}\u00a0%"


@dataclass(frozen=True)
class Told:
    compared: int
    lines: list[Line]
    first: bool  # nothing to compare with


def drift_of(batch: Batch) -> Told:
    event = Event.objects.about(batch).filter(verb="imported").first()
    told = (event.told.get("drift") if event else None) or {"compared": 0, "new": 0, "gone": 0, "changed": {}}
    known = told["compared"] + told["gone"]
    lines = [Line(name, name_of(name), told["changed"].get(name, 0), told["compared"]) for name in WATCHED]
    lines.append(Line("gone", _("Disparus du fichier"), told["gone"], known))
    lines.append(Line("new", _("Nouveaux"), told["new"], known))
    return Told(told["compared"], lines, first=not known)


def listed(batch: Batch, section: str) -> QuerySet[PlaceEvent]:
    """What this import wrote about it, place by place."""
    events = PlaceEvent.objects.filter(batch=batch.pk).select_related("place").order_by("place__nom", "pk")
    if section == "new":
        return events.filter(kind=EventKind.CREATED)
    if section == "gone":
        return events.filter(place__in=SourceRecord.objects.filter(gone=batch).values("place"))
    wanted = Q()
    for column in LISTS[section]:
        wanted |= Q(changes__has_key=column)
    return events.exclude(kind=EventKind.CREATED).filter(wanted)
