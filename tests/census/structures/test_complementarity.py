"""Where a structure is alone, and who does the same nearby."""

from hypothesis import given
from hypothesis import strategies as st

from maillage.census.structures.complementarity import Done, complements, shares

HELP, PRINT = "Aide aux démarches administratives", "Accès internet et matériel informatique"


def done(who: str, zone: str = "Épeule", service: str = HELP) -> Done:
    return Done(service, zone, who, f"Structure {who}")


def test_alone_when_nobody_else_does_it_in_the_neighbourhood():
    (share,) = shares([done("a"), done("b", zone="Alma"), done("b", service=PRINT)], "a")

    assert (share.zone, share.service, share.alone) == ("Épeule", HELP, True)


def test_those_who_do_the_same_are_named_once_whatever_their_number_of_places():
    (share,) = shares([done("a"), done("b"), done("b"), done("c")], "a")

    assert [one.who for one in share.others] == ["b", "c"]


def test_where_one_is_alone_comes_first():
    found = shares([done("a"), done("b"), done("a", service=PRINT)], "a")

    assert [share.service for share in found] == [PRINT, HELP]


def test_what_others_do_where_one_is_present():
    (gap,) = complements([done("a"), done("b", service=PRINT), done("b", zone="Alma", service=PRINT)], "a")

    assert (gap.zone, gap.service, [one.who for one in gap.others]) == ("Épeule", PRINT, ["b"])


CELLS = st.builds(
    done, st.sampled_from("abcd"), st.sampled_from(["Épeule", "Alma", "Pile"]), st.sampled_from([HELP, PRINT])
)


@given(st.lists(CELLS, max_size=30))
def test_each_cell_where_others_are_is_either_shared_or_a_complement(cells):
    mine = {(one.service, one.zone) for one in cells if one.who == "a"}
    zones = {zone for _, zone in mine}

    told = {(one.service, one.zone) for one in [*shares(cells, "a"), *complements(cells, "a")]}

    assert told == {(one.service, one.zone) for one in cells if one.zone in zones}
