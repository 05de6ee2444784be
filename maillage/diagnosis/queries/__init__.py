"""The diagnosis as it stands: offer from the directory, demand from every part of the site."""

from maillage.diagnosis.queries.demand import Heard, by_cell, endings, heard
from maillage.diagnosis.queries.facts import facts
from maillage.diagnosis.queries.grid import Grid, Period, grid, published_grid, threshold, totals
from maillage.diagnosis.queries.offer import areas, providers

__all__ = [
    "Grid", "Heard", "Period", "areas", "by_cell", "endings", "facts", "grid", "heard", "providers", "published_grid",
    "threshold", "totals",
]  # fmt: skip
