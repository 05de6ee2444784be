"""The matrix of a period, for some themes and neighbourhoods."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from maillage.diagnosis.matrix import Area, Cell, cells
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
    services: list[str]
    areas: list[Area]
    cells: dict[tuple[str, str], Cell]
    unplaced: dict[str, dict[str, int]]  # {service: {source: count}} of demand that named no neighbourhood

    def row(self, service: str) -> list[Cell]:
        return [self.cells[service, area.code] for area in self.areas]


def grid(period: Period | None = None, *, zones: list[str] | None = None) -> Grid:
    """`zones`: only these neighbourhoods."""
    period = period or Period()
    kept = [one for one in areas() if zones is None or one.code in zones]
    demand = by_cell(heard(period.first, period.until))
    services = [str(value) for value in Service.values]
    unplaced = {service: dict(demand.get((service, ""), {})) for service in services}
    return Grid(services, kept, cells(services, kept, providers(), demand), unplaced)
