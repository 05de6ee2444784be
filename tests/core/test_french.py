"""What French writes otherwise than English: the first of a month, and nothing at all."""

from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.utils.timezone import make_aware
from django.utils.translation import ngettext, override

from maillage.core.plurals import count_in_french


def written(value, how: str) -> str:
    return Template("{{ value|date:how }}").render(Context({"value": value, "how": how}))


@pytest.mark.parametrize(
    ("day", "how", "said"),
    [
        (date(2026, 12, 1), "j F Y", "1er décembre 2026"),
        (date(2026, 12, 1), "l j F", "mardi 1er décembre"),
        (date(2026, 12, 11), "j F Y", "11 décembre 2026"),
        (date(2026, 5, 1), "Y-m-d", "2026-05-01"),
        (make_aware(datetime(2026, 5, 1, 1, 5)), "j F, G \\h i", "1er mai, 1 h 05"),
    ],
)
def test_the_first_of_a_month_is_the_only_day_with_a_rank(day, how, said):
    assert written(day, how) == said


def test_it_is_so_in_french_only():
    with override("en"):
        assert written(date(2026, 12, 1), "j F Y") == "1 December 2026"


@pytest.mark.parametrize(("count", "said"), [(0, "0 lieu vu"), (1, "1 lieu vu"), (2, "2 lieux vus")])
def test_nothing_is_counted_as_one(count, said):
    count_in_french()
    words = ngettext("%(n)s lieu vu", "%(n)s lieux vus", count)

    assert words % {"n": count} == said
