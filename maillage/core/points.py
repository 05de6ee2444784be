"""Positions on the earth, in degrees WGS84. Pure."""

import math
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0  # a sphere is 0.5 % wrong: two metres in a street
DETOUR = 1.3  # streets are not straight lines
WALKING_KMH = 4.0


class Box(NamedTuple):
    west: float
    south: float
    east: float
    north: float


class Point(NamedTuple):
    latitude: float
    longitude: float

    def km_to(self, other: "Point") -> float:
        """Great-circle distance in kilometres (haversine)."""
        lat1, lat2 = math.radians(self.latitude), math.radians(other.latitude)
        dlat, dlon = lat2 - lat1, math.radians(other.longitude - self.longitude)
        h = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
        return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def walking_minutes(km: float) -> int:
    """An estimate: straight line × 1.3 at 4 km/h, never under a minute."""
    return max(1, round(km * DETOUR / WALKING_KMH * 60))


def parse_point(text: str) -> Point | None:
    """ "50.69,3.17" → Point; None when it is not a position on earth."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except (ValueError, AttributeError):
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # also refuses NaN
        return None
    return Point(latitude, longitude)


def parse_box(text: str) -> Box | None:
    """ "W,S,E,N" in degrees → Box; None when it is not one."""
    try:
        box = Box(*(float(part) for part in text.split(",")))
    except (ValueError, TypeError, AttributeError):
        return None
    if not (-180 <= box.west <= box.east <= 180 and -90 <= box.south <= box.north <= 90):
        return None
    return box
