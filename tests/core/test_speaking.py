"""Words as they stand on a page."""

import pytest

from maillage.core.speaking import unbroken


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("9 h – 12 h, 13 h 30 – 17 h", "9_h_–_12_h, 13_h_30_–_17_h"),
        ("jusqu'à 10 h 30", "jusqu'à 10_h_30"),
        ("à 6 min à pied, 4,2 km, 5 €", "à 6_min à pied, 4,2_km, 5_€"),
        ("3 habitants, 12 rue du Fort", "3 habitants, 12 rue du Fort"),
    ],
)
def test_an_hour_a_distance_a_price_are_never_cut_in_two(text, glued):
    assert unbroken(text) == glued.replace("_", "\u00a0")
