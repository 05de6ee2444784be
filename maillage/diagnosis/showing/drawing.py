"""Neighbourhoods as a drawing: each outline a path, its name where there is room. Pure; no tile, no script."""

import math
from dataclasses import dataclass

WIDTH = 640


@dataclass(frozen=True)
class Shape:
    code: str
    nom: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    shapes: list[Shape]
    height: int
    width: int = WIDTH


def draw(outlines: list[tuple[str, str, dict]]) -> Drawing:
    """`outlines`: (code, name, GeoJSON polygon or multipolygon in degrees). Those without outline are left out."""
    known = [(code, nom, _rings(geometry)) for code, nom, geometry in outlines if geometry]
    points = [point for _, _, rings in known for ring in rings for point in ring]
    if not points:
        return Drawing([], 0)
    west, east = min(x for x, *_ in points), max(x for x, *_ in points)
    south, north = min(y for _, y, *_ in points), max(y for _, y, *_ in points)
    shrink = math.cos(math.radians((south + north) / 2))  # a degree of longitude is shorter than one of latitude
    scale = WIDTH / max((east - west) * shrink, 1e-9)

    def place(point) -> tuple[float, float]:
        return round((point[0] - west) * shrink * scale, 1), round((north - point[1]) * scale, 1)

    shapes = [_shape(code, nom, [[place(one) for one in ring] for ring in rings]) for code, nom, rings in known]
    return Drawing(shapes, math.ceil((north - south) * scale))


def _rings(geometry: dict) -> list[list]:
    """Outer outlines only: a neighbourhood has no hole worth drawing."""
    several = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [polygon[0] for polygon in several if polygon]


def _shape(code: str, nom: str, rings: list[list[tuple[float, float]]]) -> Shape:
    path = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings)
    largest = max(rings, key=_width)
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    return Shape(code, nom, path, round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1))


def _width(ring: list[tuple[float, float]]) -> float:
    return max(x for x, _ in ring) - min(x for x, _ in ring)
