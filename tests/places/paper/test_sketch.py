import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from maillage.core.points import Point
from maillage.places.paper.sketch import WIDTH, Outline, draw
from tests.factories import square

HERE = Point(50.69, 3.17)


def outline(kind="quartier", at=HERE, half=0.004):
    geometry = shape(square(at.latitude, at.longitude, half))
    return Outline(kind, "L'Épeule", geometry, geometry.boundary)


def near(north_m=0, east_m=0):
    return Point(HERE.latitude + north_m / 111_195, HERE.longitude + east_m / 70_440)


def test_a_place_alone_in_its_zone():
    drawing = draw(HERE, [], None, [outline()], 1.2)

    assert (drawing.metres, drawing.shown) == (200, [])
    assert drawing.svg.count("stroke-dasharray") == 1
    assert ">200 m</text>" in drawing.svg


def test_the_scale_line_is_as_long_as_it_says():
    drawing = draw(HERE, [], None, [], 1.0)
    long = float(re.search(r"M14 [\d.]+h([\d.]+)M", drawing.svg).group(1))

    assert round(long / (WIDTH / 2 / 350)) == drawing.metres


def test_places_around_are_numbered_unless_they_cover_something():
    around = [near(east_m=200), near(east_m=202), near(north_m=-200), near(north_m=5)]

    assert draw(HERE, around, None, [], 1.2).shown == [0, 2]


def test_a_start_within_a_walk_is_drawn_with_the_way():
    far, close = draw(HERE, [], near(north_m=50_000), [], 1.2), draw(HERE, [], near(north_m=600), [], 1.2)

    assert "stroke-dasharray" in close.svg
    assert far.metres == 200


def test_what_lies_outside_is_cut():
    drawing = draw(HERE, [], None, [outline("commune", half=0.5), outline(at=near(north_m=20_000))], 1.2)

    assert "dasharray" not in drawing.svg


@given(st.floats(-2000, 2000), st.floats(-2000, 2000), st.lists(st.floats(-1000, 1000), max_size=5))
def test_whatever_lies_around_it_is_a_drawing(north, east, others):
    drawing = draw(HERE, [near(one, -one) for one in others], near(north, east), [outline()], 1.2)

    assert ElementTree.fromstring(drawing.svg).attrib["width"] == str(WIDTH)
    assert "nan" not in drawing.svg
