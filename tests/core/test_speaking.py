"""Words as they stand on a page."""

from datetime import date

import pytest
from django.utils.translation import override

from maillage.core.speaking import said, unbroken


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


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("fr", date(2026, 12, 1), "mardi 1er décembre 2026"),
        ("fr", date(2026, 12, 11), "vendredi 11 décembre 2026"),
        ("fr", date(2026, 12, 21), "lundi 21 décembre 2026"),
        ("en", date(2026, 12, 1), "Tuesday 1 December 2026"),
        ("pt", date(2026, 12, 1), "terça-feira, 1 de dezembro de 2026"),
    ],
)
def test_the_first_of_a_month_is_said_as_in_each_language(language, day, words):
    with override(language):
        assert said(day, "day_with_year") == words
