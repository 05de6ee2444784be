"""Many points of a map, gathered into cells of a grid that follows the zoom. Pure: arrays in, clusters out."""

from dataclasses import dataclass

import numpy as np

from maillage.core.points import Box, Point

CELL_PIXELS = 80  # two discs of 44 px side by side never touch
TILE_PIXELS = 256
CELLS_ACROSS = 16  # however wide the view: at most 17 × 17 cells
HIGHEST_LATITUDE = 85.0511  # where the web's map ends


@dataclass(frozen=True)
class Cluster:
    count: int
    point: Point  # the middle of the places themselves, not of the cell
    box: Box
    first: int  # position of one of its points in the arrays given


def gather(latitudes: np.ndarray, longitudes: np.ndarray, *, zoom: float, box: Box | None = None) -> list[Cluster]:
    """One cluster a cell, in reading order of the grid. Neighbours may end up on both sides of a cell's edge."""
    if not len(latitudes):
        return []
    cells = _cells(latitudes, longitudes, _cell_size(zoom, box or _around(latitudes, longitudes)))
    order = np.argsort(cells, kind="stable")
    starts = np.flatnonzero(np.diff(cells[order], prepend=-1))
    lat, lon = latitudes[order], longitudes[order]
    counts = np.diff(np.append(starts, len(order)))
    columns = (
        counts, np.add.reduceat(lat, starts) / counts, np.add.reduceat(lon, starts) / counts,
        np.minimum.reduceat(lon, starts), np.minimum.reduceat(lat, starts),
        np.maximum.reduceat(lon, starts), np.maximum.reduceat(lat, starts), order[starts],
    )  # fmt: skip
    return [
        Cluster(count, Point(latitude, longitude), Box(west, south, east, north), first)
        for count, latitude, longitude, west, south, east, north, first in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _cell_size(zoom: float, box: Box) -> float:
    """Side of a cell, the world being 1 wide: some pixels at this zoom, never a view cut too fine."""
    by_zoom = CELL_PIXELS / (TILE_PIXELS * 2 ** min(max(zoom, 0), 22))
    (west, east), (north, south) = _across(np.array([box.west, box.east])), _down(np.array([box.north, box.south]))
    return max(by_zoom, (east - west) / CELLS_ACROSS, (south - north) / CELLS_ACROSS)


def _cells(latitudes: np.ndarray, longitudes: np.ndarray, size: float) -> np.ndarray:
    """The number of each point's cell, rows first."""
    column = np.floor(_across(longitudes) / size).astype(np.int64)
    row = np.floor(_down(latitudes) / size).astype(np.int64)
    return row * (int(1 / size) + 2) + column


def _across(longitudes: np.ndarray) -> np.ndarray:
    return (longitudes + 180) / 360


def _down(latitudes: np.ndarray) -> np.ndarray:
    """Mercator, from the north edge of the map (0) to the south one (1)."""
    radians = np.radians(np.clip(latitudes, -HIGHEST_LATITUDE, HIGHEST_LATITUDE))
    return (1 - np.arcsinh(np.tan(radians)) / np.pi) / 2


def _around(latitudes: np.ndarray, longitudes: np.ndarray) -> Box:
    return Box(longitudes.min(), latitudes.min(), longitudes.max(), latitudes.max())
