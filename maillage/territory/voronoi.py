"""A commune cut into cells around centres, when nobody has given the true outlines. Pure."""

import math

from shapely import MultiPoint, voronoi_polygons
from shapely.affinity import scale
from shapely.geometry import Point as Geometry
from shapely.geometry import shape

from maillage.core.points import Point


def cells(centres: dict[str, Point], contour: dict) -> dict[str, object]:
    """{code: the part of the contour nearer to this centre than to any other}, as shapely geometries."""
    outline = shape(contour)
    if len(centres) == 1:
        return dict.fromkeys(centres, outline)
    shrink = math.cos(math.radians(outline.centroid.y))  # a degree of longitude is shorter than one of latitude
    flat = {code: Geometry(point.longitude * shrink, point.latitude) for code, point in centres.items()}
    parts = voronoi_polygons(MultiPoint(list(flat.values())), extend_to=scale(outline, 2, 2)).geoms
    found = {}
    for code, centre in flat.items():
        cell = next(part for part in parts if part.contains(centre))
        found[code] = scale(cell, 1 / shrink, 1, origin=(0, 0)).intersection(outline)
    return found
