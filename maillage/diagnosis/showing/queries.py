"""What stands behind a cell, and the few lists beside the matrix."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations_with_replacement

from django.db.models import Count, Prefetch

from maillage.core.suppression import hide
from maillage.diagnosis.enums import ALIVE, Barrier, Source
from maillage.diagnosis.matrix import Area, Cell, equity
from maillage.diagnosis.models import Evidence, Gap, NeedRecord, PublicCount, TargetPublic
from maillage.diagnosis.queries import providers, published_grid, threshold, totals
from maillage.places.enums import Service
from maillage.places.models import Place
from maillage.territory.models import Zone
from maillage.workshops.enums import ASKS
from maillage.workshops.models import Card

MOST = 30  # cards, needs and gaps shown under a cell


@dataclass
class Behind:
    """One theme in one neighbourhood, with all that says so."""

    cell: Cell
    area: Area
    demand: list[tuple[str, int | None]]  # (source in words, count or None)
    places: list[Place]
    near: list[Place]
    cards: list[Card]
    needs: list[NeedRecord]
    gaps: list[Gap]


def behind(service: str, zone: str, *, members: bool) -> Behind | None:
    """None for a theme or a neighbourhood that does not exist. `members` also read gaps that are not published."""
    found = published_grid(zones=[zone])
    if (service, zone) not in found.cells:
        return None
    cell = found.cells[service, zone]
    places = Place.objects.published().in_bulk([*cell.places, *cell.near])
    gaps = Gap.objects.filter(service=service, zone__in=[zone, None]) | Gap.objects.filter(service=service, zone=None)
    return Behind(
        cell, found.areas[0], [(Source(source).label, count) for source, count in cell.demand.items()],
        [places[key] for key in cell.places if key in places], [places[key] for key in cell.near if key in places],
        _cards(service, zone), list(NeedRecord.objects.filter(service=service, zone=zone)[:MOST]),
        list((gaps if members else gaps.filter(published=True)).select_related("owner").distinct()[:MOST]),
    )  # fmt: skip


def _cards(service: str, zone: str) -> list[Card]:
    """Cards of this theme that name this neighbourhood, or none."""
    rows = Card.objects.filter(theme=service, hidden_at=None, column__in=ASKS, board__meeting__published=True)
    rows = rows.filter(zone=zone) | rows.filter(zone=None)
    return list(rows.select_related("board__meeting", "organisation")[:MOST])


@dataclass
class Space:
    """How many open digital spaces a neighbourhood has."""

    area: Area
    count: int

    @property
    def state(self) -> str:
        return "gap" if self.count == 0 else "weak" if self.count == 1 else "ok"


def spaces(areas: list[Area]) -> list[Space]:
    counts = equity(areas, providers(), Service.ACCES)
    return [Space(area, counts[area.code]) for area in areas]


def heard_everywhere() -> list[tuple[str, int | None]]:
    """(source in words, how many in the whole period), as published."""
    return [(Source(source).label, count) for source, count in totals().items() if count != 0]


def open_gaps() -> int:
    return Gap.objects.filter(published=True, status__in=ALIVE).count()


def zones_asked(code: str) -> list[str] | None:
    """The neighbourhoods of a sector, or that one; None for all of them."""
    code = code.replace("\0", "")
    if not code:
        return None
    inside = list(Zone.objects.filter(sector=code, kind=Zone.Kind.NEIGHBOURHOOD).values_list("code", flat=True))
    return inside or [code]


def outlines() -> list[tuple[str, str, dict]]:
    """(code, name, GeoJSON) of the neighbourhoods."""
    rows = Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).order_by("nom")
    return list(rows.values_list("code", "nom", "geometry"))


def publics() -> list[TargetPublic]:
    """Each with its counts, the newest first, and how many needs and gaps name it."""
    counts = PublicCount.objects.select_related("zone").order_by("-day")
    rows = TargetPublic.objects.prefetch_related(Prefetch("counts", queryset=counts, to_attr="told"))
    return list(rows.annotate(noted=Count("needs", distinct=True), missing=Count("gaps", distinct=True)))


@dataclass
class Together:
    """What keeps people away, two by two: a barrier with itself is how often it is named."""

    names: list[str]
    rows: list[tuple[str, list[int | None]]]


def barriers() -> Together:
    """Of the needs noted; a small number is hidden, and another one so that it is not found by subtraction."""
    told = [one for one in NeedRecord.objects.values_list("barriers", flat=True) if one]
    counts = Counter(pair for several in told for pair in combinations_with_replacement(sorted(several), 2))
    table = {one: {other: counts[tuple(sorted((one, other)))] for other in Barrier.values} for one in Barrier.values}
    shown = hide(table, threshold())
    rows = [(Barrier(one).label, [shown.shown(one, other) for other in Barrier.values]) for one in Barrier.values]
    return Together([str(label) for label in Barrier.labels], rows if told else [])


def contributors() -> list[tuple[str, int]]:
    """(organisation, how many needs, cards and pieces of evidence it brought), the most first (A12)."""
    found: Counter = Counter()
    for model in (NeedRecord, Evidence, Card):
        rows = model.objects.exclude(organisation=None).order_by()
        for row in rows.values("organisation__nom").annotate(n=Count("pk")):
            found[row["organisation__nom"]] += row["n"]
    return found.most_common()
