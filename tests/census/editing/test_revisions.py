"""Who wrote what since a form was opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from maillage.census.editing.revisions import ChangedMeanwhile, revision, seen_in, settled

values = some.one_of(
    some.none(), some.text(max_size=3), some.lists(some.text(max_size=2), max_size=2), some.floats(0, 9)
)
OPENED, MINE, THEIRS = "au début", "moi", "eux"


def told(opened, now, mine) -> list[str]:
    return settled({"nom": now}, {"nom": mine}, {"nom": revision(opened)})


@pytest.mark.parametrize(
    ("now", "mine", "written"),
    [
        (OPENED, OPENED, []),  # nobody wrote
        (OPENED, MINE, ["nom"]),  # I did
        (THEIRS, OPENED, []),  # they did
        (THEIRS, THEIRS, []),  # we agree
    ],
)
def test_what_is_written_when_nobody_is_in_the_way(now, mine, written):
    assert told(OPENED, now, mine) == written


def test_what_both_wrote_is_asked_about():
    with pytest.raises(ChangedMeanwhile) as clash:
        told(OPENED, THEIRS, MINE)

    assert clash.value.conflicts == [("nom", THEIRS, MINE)]


@given(values, values)
def test_a_print_is_the_same_for_the_same_value_only(one, other):
    same = one == other or not (one or other or 0.0 in (one, other))

    assert (revision(one) == revision(other)) is same


def test_a_column_asked_about_counts_as_seen_once_one_keeps_one_s_own_words():
    sent = {"vu-nom": "a", "vu-adresse": "b", "en-balance": "nom"}

    assert seen_in(sent) == {"adresse": "b"}
    assert seen_in({**sent, "garder-nom": "fiche"}) == {"adresse": "b"}
    assert seen_in({**sent, "garder-nom": "mien"}) == {"nom": "a", "adresse": "b"}
