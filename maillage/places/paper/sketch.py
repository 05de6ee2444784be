"""A map sketch out of our own data: outlines, the place, the start, what lies around. SVG, black on white. Pure."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from shapely import clip_by_rect
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from maillage.core.points import Point

METRES_PER_DEGREE = 111_195  # of latitude, on the same sphere as core.points
LEAST, MOST = 350, 3_000  # metres from the centre to the nearest edge
SCALES = (100, 200, 500, 1_000, 2_000)
WIDTH = 400  # SVG units; the height follows the shape asked for


class Outline(NamedTuple):
    kind: str  # "commune" or the kind of a zone
    nom: str
    shape: BaseGeometry  # longitude, latitude
    lines: BaseGeometry  # its boundary


class Drawing(NamedTuple):
    svg: str
    metres: int  # the length of the scale line
    shown: list[int]  # which of the places around are drawn, in the order of their numbers


class Frame:
    """From degrees to the units of the drawing."""

    def __init__(self, centre: Point, half: float, ratio: float):
        self.centre, self.height = centre, round(WIDTH / ratio)
        self.per_metre = min(WIDTH, self.height) / 2 / half
        self.east = METRES_PER_DEGREE * math.cos(math.radians(centre.latitude))

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = WIDTH / 2 + (longitude - self.centre.longitude) * self.east * self.per_metre
        y = self.height / 2 - (latitude - self.centre.latitude) * METRES_PER_DEGREE * self.per_metre
        return round(x, 1), round(y, 1)

    def holds(self, x: float, y: float, margin: float = 14) -> bool:
        return margin <= x <= WIDTH - margin and margin <= y <= self.height - margin

    def bounds(self) -> tuple[float, float, float, float]:
        wide, high = WIDTH / 2 / self.per_metre / self.east, self.height / 2 / self.per_metre / METRES_PER_DEGREE
        longitude, latitude = self.centre.longitude, self.centre.latitude
        return longitude - wide, latitude - high, longitude + wide, latitude + high


def draw(place: Point, around: list[Point], start: Point | None, outlines: Iterable[Outline], ratio: float) -> Drawing:
    """Some of `around` are drawn as 1, 2, 3…, those that stand apart; `ratio` is width / height."""
    frame = _frame(place, around, start, ratio)
    metres = _scale(frame)
    shown = _apart(frame, around, [one for one in (place, start) if one])
    parts = [*_outlines(frame, outlines), *_walk(frame, start, place)]
    parts += [_dot(frame, around[at], number) for number, at in enumerate(shown, 1)]
    parts += [_start(frame, start), _pin(frame, place), _bar(frame, metres), _north()]
    return Drawing(_svg(frame, parts), metres, shown)


def _apart(frame: Frame, around: list[Point], taken: list[Point]) -> list[int]:
    """Those that cover neither each other nor anything else of the drawing."""
    spots = [frame.at(one.longitude, one.latitude) for one in taken]
    spots += [(x, y - 40) for x, y in spots[:1]] + [(WIDTH - 24, 20), (WIDTH - 24, 44)]
    shown = []
    for at, point in enumerate(around):
        x, y = frame.at(point.longitude, point.latitude)
        free = all(math.hypot(x - left, y - top) >= 34 for left, top in spots)
        if free and frame.holds(x, y) and not (y > frame.height - 44 and x < WIDTH * 0.65):
            spots.append((x, y))
            shown.append(at)
    return shown


def _frame(place: Point, around: list[Point], start: Point | None, ratio: float) -> Frame:
    """Between the start and the place when one may walk, else on the place."""
    if start and start.km_to(place) * 1000 <= 2 * MOST * 0.8:
        centre = Point((place.latitude + start.latitude) / 2, (place.longitude + start.longitude) / 2)
        return Frame(centre, max(LEAST, start.km_to(place) * 1000 * 0.68), ratio)
    farthest = max((place.km_to(one) * 1000 for one in around), default=0)
    return Frame(place, min(MOST / 2, max(LEAST, farthest * 1.25)), ratio)


def _scale(frame: Frame) -> int:
    return max((one for one in SCALES if one * frame.per_metre <= WIDTH * 0.36), default=SCALES[0])


def _outlines(frame: Frame, outlines: Iterable[Outline]) -> list[str]:
    drawn = []
    for outline in outlines:
        seen = clip_by_rect(outline.lines, *frame.bounds())
        if not seen.is_empty:
            style = 'stroke-width="3"' if outline.kind == "commune" else 'stroke-width="1.6" stroke-dasharray="7 5"'
            drawn.append(f'<path d="{_path(frame, seen)}" stroke="#555" {style}/>')
    return drawn


def _path(frame: Frame, lines: BaseGeometry) -> str:
    runs = [lines] if isinstance(lines, LineString) else [one for one in lines.geoms if isinstance(one, LineString)]
    return "".join("M" + "L".join("{:g} {:g}".format(*frame.at(*spot)) for spot in run.coords) for run in runs)


def _walk(frame: Frame, start: Point | None, place: Point) -> list[str]:
    """A direction, not a way: dotted and straight."""
    if not start:
        return []
    (x1, y1), (x2, y2) = frame.at(start.longitude, start.latitude), frame.at(place.longitude, place.latitude)
    return [f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke-width="4" stroke-dasharray="0.1 11"/>']


def _dot(frame: Frame, point: Point, number: int) -> str:
    x, y = frame.at(point.longitude, point.latitude)
    text = f'<text x="{x:g}" y="{y + 8:g}" text-anchor="middle" fill="#000" stroke="none">{number}</text>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="14" fill="#fff" stroke-width="2"/>{text}'


def _start(frame: Frame, start: Point | None) -> str:
    if not start:
        return ""
    x, y = frame.at(start.longitude, start.latitude)
    rings = f'<circle cx="{x:g}" cy="{y:g}" r="13" fill="#fff" stroke-width="4"/>'
    return f'{rings}<circle cx="{x:g}" cy="{y:g}" r="5" fill="#000"/>'


def _pin(frame: Frame, place: Point) -> str:
    """Its tip on the place, over everything else."""
    x, y = frame.at(place.longitude, place.latitude)
    drop = f"M{x:g} {y:g}c-14-20-22-30-22-42a22 22 0 0 1 44 0c0 12-8 22-22 42z"
    hole = f'<circle cx="{x:g}" cy="{y - 42:g}" r="8" fill="#fff" stroke="none"/>'
    return f'<path d="{drop}" fill="#000" stroke="#fff" stroke-width="3"/>{hole}'


def _bar(frame: Frame, metres: int) -> str:
    long, y = metres * frame.per_metre, frame.height - 18
    mat = f'<path d="M14 {y:g}h{long + 74:g}" stroke="#fff" stroke-width="24" stroke-linecap="butt"/>'
    text = f'<text x="{22 + long:g}" y="{y + 8:g}" fill="#000" stroke="none">{metres} m</text>'
    return f'{mat}<path d="M14 {y - 6:g}v12M14 {y:g}h{long:g}M{14 + long:g} {y - 6:g}v12" stroke-width="3"/>{text}'


def _north() -> str:
    x = WIDTH - 24
    text = f'<text x="{x}" y="52" text-anchor="middle" fill="#000" stroke="none">N</text>'
    return f'<path d="M{x} 8l8 22-8-6-8 6z" fill="#000" stroke="none"/>{text}'


def _svg(frame: Frame, parts: list[str]) -> str:
    size = f'width="{WIDTH}" height="{frame.height}" viewBox="0 0 {WIDTH} {frame.height}"'
    common = 'fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round"'
    font = 'font-family="Atkinson Hyperlegible" font-weight="bold" font-size="22"'
    edge = f'<rect x="1" y="1" width="{WIDTH - 2}" height="{frame.height - 2}" stroke-width="2"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {common} {font}>{"".join(parts)}{edge}</svg>'
