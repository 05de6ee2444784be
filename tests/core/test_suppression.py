"""Who has all the numbers we show, and patience, finds back none of those we hide."""

import random

import pytest

from maillage.core.suppression import TOTAL, Published, against, hide, with_totals

SMALL = 5  # the floor of the setting: what brute force can try in a test


def drawn(seed: int):
    """A random table of one or two dimensions, mostly small counts, some zeros, some large ones."""
    chance = random.Random(seed)
    count = lambda: chance.choice((0, 0, 1, 2, 3, 4, 5, 6, 7, 9))  # noqa: E731
    if seed % 3 == 0:
        return {name: count() for name in "abcd"[: chance.randint(2, 4)]}
    rows, columns = "ab" + "c" * (seed % 3 - 1), "xyz"[: 2 + (seed % 3 == 1)]
    return {row: {column: count() for column in columns} for row in rows}


# -- the attacker: every line adds up, what is hidden is at least 1


def lines_of(keys):
    """Each line of a table: the cells, and the total they make."""
    if len(next(iter(keys))) == 1:
        return [([key for key in keys if key != (TOTAL,)], (TOTAL,))]
    rows, columns = ({key[axis] for key in keys} for axis in (0, 1))
    across = [([(row, one) for one in columns - {TOTAL}], (row, TOTAL)) for row in rows]
    return across + [([(one, column) for one in rows - {TOTAL}], (TOTAL, column)) for column in columns]


def solutions(published: Published, most: int = 16, guess: dict | None = None):
    """Every table that shows what is shown and whose cells, those that are no total, are not over `most`."""
    known, hidden = published.visible, [key for key in published.hidden if TOTAL not in key]
    lines = [(cells, known[total]) for cells, total in lines_of(published.counts) if total in known]
    cells = {key: count for key, count in known.items() if TOTAL not in key} | (guess or {})
    for found in _filled(cells, [key for key in hidden if key not in cells], lines, most):
        whole = _with_hidden_totals(found, published.counts)
        if all(whole[key] == count for key, count in known.items()) and all(whole[key] for key in published.hidden):
            yield whole


def _filled(cells: dict, hidden: list, lines: list, most: int):
    """Cell by cell, as far as its lines still add up."""
    if not hidden:
        yield cells
        return
    key, *others = hidden
    left = [total - sum(cells.get(one, 1) for one in line if one != key) for line, total in lines if key in line]
    for value in range(1, min([most, *left]) + 1):
        yield from _filled(cells | {key: value}, others, lines, most)


def _with_hidden_totals(cells, counts):
    inner = {key: cells[key] for key in counts if TOTAL not in key}
    if len(next(iter(inner))) == 1:
        return with_totals({key[0]: count for key, count in inner.items()})
    table: dict = {}
    for (row, column), count in inner.items():
        table.setdefault(row, {})[column] = count
    return with_totals(table)


def possible(published: Published) -> dict:
    """Values found for each hidden cell, guessing one after another; a few are enough."""
    seen = {key: set() for key in published.hidden}
    for cell in [key for key in published.hidden if TOTAL not in key]:
        for value in range(1, published.counts[cell] + SMALL):
            if whole := next(solutions(published, guess={cell: value}), None):
                for key in seen:
                    seen[key].add(whole[key])
            if len(seen[cell]) >= SMALL - 1:
                break
    return seen


@pytest.mark.parametrize("seed", range(40))
def test_brute_force_leaves_several_values_to_each_hidden_cell(seed):
    seen = possible(hide(drawn(seed), SMALL))

    assert [key for key, values in seen.items() if len(values) < SMALL - 1] == []


@pytest.mark.parametrize("seed", range(40))
def test_nothing_small_is_shown_and_zeros_are(seed):
    published = hide(drawn(seed), 11)

    assert [count for count in published.visible.values() if 0 < count < 11] == []
    assert [key for key in published.hidden if published.counts[key] == 0] == []


def test_the_attacker_finds_a_cell_hidden_alone():
    """The control: without its complement, the one hidden cell is what is left of the total."""
    alone = Published(with_totals({"oui": 40, "non": 3, "nsp": 30}), frozenset({("non",)}))

    assert possible(alone)["non",] == {3}


# -- by hand


def test_the_smallest_other_one_is_hidden_too():
    published = hide({"oui": 40, "non": 3, "nsp": 30}, 11)

    assert published.visible == {("oui",): 40, (TOTAL,): 73}


def test_two_small_ones_whose_sum_is_small_need_a_third():
    published = hide({"a": 3, "b": 2, "c": 50, "d": 60}, 11)

    assert published.visible == {("d",): 60, (TOTAL,): 115}


def test_a_small_total_is_hidden_with_all_it_is_made_of():
    assert hide({"oui": 4, "non": 0}, 11).visible == {("non",): 0}


def test_what_is_large_enough_is_shown_whole():
    published = hide({"oui": {"épeule": 30, "centre": 0}, "non": {"épeule": 11, "centre": 12}}, 11)

    assert published.hidden == frozenset()
    assert (published.shown("oui", "centre"), published.shown(TOTAL, TOTAL)) == (0, 53)


def test_one_small_cell_of_a_square_takes_a_rectangle():
    table = {row: {"x": 20, "y": 21, "z": 22} for row in "abc"} | {"a": {"x": 3, "y": 21, "z": 22}}

    published = hide(table, 11)

    assert sorted(published.hidden) == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]


# -- one publication after another


def test_three_more_answers_do_not_show():
    previous = hide({"oui": 40, "non": 30}, 11)

    assert against(previous, {"oui": 43, "non": 30}, 11) == previous


def test_a_cell_that_gained_three_is_hidden_beside_another():
    previous = hide({"oui": 40, "non": 30, "nsp": 50}, 11)

    published = against(previous, {"oui": 60, "non": 33, "nsp": 65}, 11)

    assert published.visible == {("nsp",): 65, (TOTAL,): 158}


def test_what_moved_enough_is_shown():
    previous = hide({"oui": 40, "non": 30}, 11)

    assert against(previous, {"oui": 52, "non": 30}, 11).visible == {("oui",): 52, ("non",): 30, (TOTAL,): 82}


def test_small_steps_do_not_add_up_unseen():
    """Compared with each publication, not with the last one only."""
    first = hide({"oui": 40, "non": 40}, 11)
    second = against(first, {"oui": 43, "non": 62}, 11)

    third = against([first, second], {"oui": 45, "non": 90}, 11)

    assert third.shown("oui") is None


def grown(seed: int):
    """A table, and the same one later."""
    chance = random.Random(seed)
    table = {name: chance.choice((0, 3, 6, 8, 12, 15)) for name in "abc"[: 2 + seed % 2]}
    return table, {name: count + chance.choice((0, 1, 3, 6, 9)) for name, count in table.items()}


@pytest.mark.parametrize("seed", range(40))
def test_brute_force_on_two_publications_leaves_several_values_to_each_small_growth(seed):
    table, later = grown(seed)
    first = hide(table, SMALL)
    second = against(first, later, SMALL)
    moved = {key: second.counts[key] - count for key, count in first.counts.items()}
    seen = {key: set() for key, more in moved.items() if 0 < more < SMALL}

    for before in solutions(first, most=30):
        for after in solutions(second, most=30):
            if all(after[key] >= count for key, count in before.items()):
                for key, values in seen.items():
                    values.add(after[key] - before[key])

    assert [key for key, values in seen.items() if len(values) < 2] == []
