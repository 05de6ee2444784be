"""The rule of the matrix, on plain values."""

import pytest

from maillage.core.points import Point
from maillage.diagnosis.enums import Coverage
from maillage.diagnosis.matrix import Area, Provider, Why, cells, coverage, equity, stage_four

HELP, PC = "Aide aux démarches administratives", "Accès internet et matériel informatique"
HERE, NEXT_STREET, FAR = Point(50.690, 3.170), Point(50.695, 3.170), Point(50.730, 3.170)
EPEULE = Area("epeule", "Épeule", HERE)


def place(id: str = "a", **told) -> Provider:
    return Provider(**({"id": id, "services": (HELP,), "zones": ("epeule",), "point": HERE, "age": 30} | told))


@pytest.mark.parametrize(
    ("inside", "near", "expected"),
    [
        ([place(), place("b")], [], (Coverage.COVERED, ())),
        ([], [place(), place("b")], (Coverage.COVERED, (Why.NEAR,))),
        ([place(), place("b", age=None)], [], (Coverage.COVERED, ())),
        ([place()], [], (Coverage.WEAK, (Why.SINGLE,))),
        ([place(age=183), place("b", age=None)], [], (Coverage.WEAK, (Why.STALE,))),
        ([place(for_everyone=False), place("b", for_everyone=False)], [], (Coverage.WEAK, (Why.RESERVED,))),
        ([], [place()], (Coverage.WEAK, (Why.SINGLE, Why.NEAR))),
        ([], [], (Coverage.MISSING, (Why.NOTHING,))),
    ],
)
def test_covered_weak_or_missing(inside, near, expected):
    assert coverage(inside, near) == expected


def test_a_cell_holds_its_places_its_hours_and_its_demand_by_source():
    found = cells(
        [HELP, PC], [EPEULE],
        [place(hours=20), place("b", zones=(), point=NEXT_STREET, hours=5), place("c", zones=(), point=FAR)],
        {(HELP, "epeule"): {"recherche": 14, "fiche": 3}},
    )  # fmt: skip

    cell = found[HELP, "epeule"]
    assert (cell.places, cell.near, cell.hours, cell.demand) == (["a"], ["b"], 20, {"recherche": 14, "fiche": 3})
    assert (found[PC, "epeule"].coverage, stage_four(found)) == (Coverage.MISSING, (1, 2))


def test_a_place_without_position_counts_where_it_says_it_is():
    found = cells([HELP], [EPEULE], [place(point=None), place("b", point=None, zones=())], {})

    assert (found[HELP, "epeule"].places, found[HELP, "epeule"].near) == (["a"], [])


def test_each_neighbourhood_has_none_one_or_several():
    assert equity([EPEULE, Area("alma", "Alma", FAR)], [place(), place("b")], HELP) == {"epeule": 2, "alma": 0}
