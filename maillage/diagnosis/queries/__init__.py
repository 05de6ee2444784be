"""The diagnosis as it stands: offer from the directory, demand from every part of the site."""

from maillage.diagnosis.queries.demand import Heard, by_cell, heard
from maillage.diagnosis.queries.grid import Period, grid
from maillage.diagnosis.queries.offer import areas, providers

__all__ = ["Heard", "Period", "areas", "by_cell", "grid", "heard", "providers"]
