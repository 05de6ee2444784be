"""The matrix of a period, for some themes and neighbourhoods."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from maillage.core.suppression import TOTAL, Published
from maillage.diagnosis import publishing
from maillage.diagnosis.enums import Source
from maillage.diagnosis.matrix import Area, Cell, cells
from maillage.diagnosis.models import Publication
from maillage.diagnosis.queries.demand import by_cell, heard
from maillage.diagnosis.queries.offer import areas, providers
from maillage.places.enums import Service

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Period:
    """Both days included; a year until today when nobody says."""

    until: date = field(default_factory=timezone.localdate)
    since: date | None = None

    @property
    def first(self) -> date:
        return self.since or self.until - YEAR


@dataclass
class Grid:
    """`cells[…].demand` and `unplaced` hold None for a count that stays hidden, once it passed a publication."""

    services: list[str]
    areas: list[Area]
    cells: dict[tuple[str, str], Cell]
    unplaced: dict[str, dict[str, int]]  # {service: {source: count}} of demand that named no neighbourhood
    period: Period

    def row(self, service: str) -> list[Cell]:
        return [self.cells[service, area.code] for area in self.areas]


def grid(period: Period | None = None, *, zones: list[str] | None = None) -> Grid:
    """As counted: for publications and snapshots, never for a page. `zones`: only these neighbourhoods."""
    period = period or Period()
    demand = by_cell(heard(period.first, period.until))
    return _grid(period, zones, lambda service, zone: dict(demand.get((service, zone), {})))


def published_grid(*, zones: list[str] | None = None) -> Grid:
    """What pages, API and exports show: the offer of today, the demand last published."""
    last = latest()
    if last is None:
        return _grid(Period(), zones, lambda service, zone: {})
    tables = _by_source(last)
    period = Period(last.until, last.since)
    return _grid(period, zones, lambda service, zone: publishing.shown(tables, service, zone))


def threshold() -> int:
    """The smallest count ever shown: a setting, never under the floor."""
    return max(publishing.FLOOR, settings.MAILLAGE_SMALLEST_COUNT)


def latest() -> Publication | None:
    return Publication.objects.order_by("-until").first()


def _by_source(publication: Publication) -> dict[str, Published]:
    return {name: publishing.table(rows) for name, rows in publication.tables.items() if name in Source.values}


def totals(last: Publication | None = None) -> dict[str, int | None]:
    """{source: how many in the whole period, as published}; None is hidden, and a source never published is out."""
    last = last or latest()
    return {source: one.shown(TOTAL, TOTAL) for source, one in _by_source(last).items()} if last else {}


def _grid(period: Period, zones: list[str] | None, demand: Callable[[str, str], dict]) -> Grid:
    kept = [one for one in areas() if zones is None or one.code in zones]
    services = [str(value) for value in Service.values]
    told = {(service, area.code): demand(service, area.code) for service in services for area in kept}
    unplaced = {service: demand(service, "") for service in services}
    return Grid(services, kept, cells(services, kept, providers(), told), unplaced, period)
