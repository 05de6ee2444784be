"""Nobody is lost when points gather, and a view is never cut too fine."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.points import Box, Point
from maillage.places.clusters import gather

PLACES = st.lists(st.tuples(st.floats(-89, 89), st.floats(-180, 180)), max_size=60)
WORLD = Box(-180, -90, 180, 90)


@given(PLACES, st.floats(0, 22))
def test_every_point_is_in_one_group_and_inside_its_bounds(places, zoom):
    lat, lon = np.array([p[0] for p in places]), np.array([p[1] for p in places])

    groups = gather(lat, lon, zoom=zoom)

    assert sum(group.count for group in groups) == len(places)
    for group in groups:
        box = group.box
        assert box.south - 1e-9 <= group.point.latitude <= box.north + 1e-9
        assert box.west - 1e-9 <= group.point.longitude <= box.east + 1e-9


@pytest.mark.parametrize("zoom", [0, 5, 12, 18, 22])
def test_a_view_holds_at_most_a_few_hundred_groups_at_any_zoom(zoom):
    random = np.random.default_rng(1)
    lat, lon = random.uniform(41, 51, 20_000), random.uniform(-5, 10, 20_000)

    assert len(gather(lat, lon, zoom=zoom, box=WORLD)) <= 17 * 17
    assert len(gather(lat, lon, zoom=zoom, box=Box(-5, 41, 10, 51))) <= 17 * 17


def test_places_at_one_door_stay_together_at_any_zoom():
    lat, lon = np.full(5, 50.69), np.full(5, 3.17)

    (group,) = gather(lat, lon, zoom=22, box=Box(3.169, 50.689, 3.171, 50.691))

    assert (group.count, group.box) == (5, Box(3.17, 50.69, 3.17, 50.69))
    assert group.point.km_to(Point(50.69, 3.17)) < 0.001


def test_far_places_part_when_one_comes_closer():
    lat, lon = np.array([50.69, 48.85]), np.array([3.17, 2.35])

    assert [group.count for group in gather(lat, lon, zoom=2, box=WORLD)] == [2]
    assert sorted(group.first for group in gather(lat, lon, zoom=10)) == [0, 1]


def test_nothing_gathers_into_nothing():
    assert gather(np.array([]), np.array([]), zoom=3) == []
