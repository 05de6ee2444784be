"""What is shown never lets anyone find a small number. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.referrals.counting.indicators import (
    ANSWERED,
    CAME,
    SENT,
    SOLVED,
    STAGES,
    Share,
    Sheet,
    figures,
    share,
)

LEAST = 11


def sheets(**counts) -> list[Sheet]:
    names = {"sent": SENT, "answered": ANSWERED, "came": CAME, "solved": SOLVED}
    return [Sheet("démarches", "epeule", "2026-11", names[name]) for name, many in counts.items() for _ in range(many)]


def counts(line) -> tuple:
    return line.sent, line.answered, line.came, line.solved


def test_each_count_holds_those_that_went_further():
    assert counts(figures(sheets(sent=20, answered=30, came=40, solved=50), LEAST).total) == (140, 120, 90, 50)


@pytest.mark.parametrize(
    ("reached", "told"),
    [
        ({"sent": 20, "answered": 30, "came": 40, "solved": 3}, (93, 73, 43, None)),
        ({"sent": 3, "answered": 30, "came": 40, "solved": 50}, (123, None, 90, 50)),
        ({"sent": 20, "answered": 3, "came": 4, "solved": 5}, (32, 12, None, None)),
        ({"sent": 40}, (40, 0, 0, 0)),
    ],
)
def test_a_stage_too_few_reached_goes_with_the_one_before(reached, told):
    assert counts(figures(sheets(**reached), LEAST).total) == told


def test_too_few_sheets_show_nothing():
    assert counts(figures(sheets(sent=5, solved=5), LEAST).total) == (None,) * 4


def test_without_a_sheet_there_are_zeros_and_no_table():
    found = figures([], LEAST)

    assert (counts(found.total), found.tables) == ((0, 0, 0, 0), {"theme": [], "zone": [], "month": []})


def test_medians_need_as_many_people_as_a_count():
    row = Sheet("démarches", "", "2026-11", ANSWERED, days_to_answer=2.0)

    assert figures([row] * 10, LEAST).total.days_to_answer is None
    assert figures([row] * 10 + [row._replace(days_to_answer=40.0)], LEAST).total.days_to_answer == 2.0


def test_autonomy_counts_only_when_both_ends_are_known():
    row = Sheet("démarches", "", "2026-11", SOLVED, autonomy=1)

    assert figures([row] * 11 + [row._replace(autonomy=None)] * 30, LEAST).total.autonomy == 1


@pytest.mark.parametrize(
    ("with_", "for_", "told"),
    [
        (30, 20, Share(60)), (40, 0, Share(100)), (40, 3, Share(76, "au moins")), (2, 48, Share(20, "au plus")),
        (5, 5, None),
    ],
)  # fmt: skip
def test_the_few_who_differ_are_not_told(with_, for_, told):
    assert share([True] * with_ + [False] * for_, LEAST) == told


rows = st.builds(
    Sheet, theme=st.sampled_from("ab"), zone=st.sampled_from("xyz"), month=st.sampled_from(["2026-10", "2026-11"]),
    reached=st.sampled_from(STAGES),
)  # fmt: skip


@given(st.lists(st.tuples(rows, st.integers(1, 25)), max_size=8))
def test_no_difference_of_two_shown_counts_is_small(groups):
    """Two counts of a line, or the same count of the whole and of all other lines."""
    found = figures([row for row, many in groups for _ in range(many)], LEAST)

    for line in [found.total, *(line for lines in found.tables.values() for line in lines)]:
        shown = [count for count in counts(line) if count is not None]
        assert [one for one in shown if 0 < one < LEAST] == []
        assert [a - b for a in shown for b in shown if 0 < a - b < LEAST] == []
    for lines in found.tables.values():
        for whole, *parts in zip(counts(found.total), *map(counts, lines), strict=True):
            left = [part for part in parts if part is not None]
            if whole is not None and len(left) == len(parts) - 1:
                assert not 0 < whole - sum(left) < LEAST
