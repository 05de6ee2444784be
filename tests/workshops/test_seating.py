"""Balanced tables: properties, no database."""

from collections import Counter
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.workshops.seating import Guests, how_many_tables, outside, propose

ROOMS = st.lists(st.tuples(st.sampled_from(["associations", "ville", "emploi"]), st.integers(1, 6)), max_size=25)


def guests(room) -> list[Guests]:
    return [Guests(number, (family,), people) for number, (family, people) in enumerate(room)]


@given(ROOMS, st.integers(1, 8))
@settings(max_examples=50, deadline=None)
def test_everybody_sits_once_and_colleagues_sit_apart_when_they_can(room, tables):
    seated = propose(guests(room), tables)

    together = sum(seated, Counter())
    assert together == Counter({one.organisation: one.people for one in guests(room)})
    for one in guests(room):
        assert max(table[one.organisation] for table in seated) == ceil(one.people / tables)


def test_forty_eight_people_make_five_tables_of_nine_or_ten():
    room = [Guests(0, ("ville",), 17), *(Guests(pk, ("association",), 1) for pk in range(1, 32))]

    seated = propose(room, how_many_tables(48))

    assert sorted(table.total() for table in seated) == [9, 9, 10, 10, 10]
    assert sorted(table[0] for table in seated) == [3, 3, 3, 4, 4]


def test_families_are_mixed():
    room = [Guests(pk, (family,), 1) for pk, family in enumerate(["emploi"] * 8 + ["ville"] * 8)]

    seated = propose(room, 2)

    assert [sum(1 for pk in table if pk < 8) for table in seated] == [4, 4]


def test_a_table_is_too_small_under_eight_and_too_large_over_ten():
    assert [people for people in range(6, 13) if outside(people)] == [6, 7, 11, 12]
