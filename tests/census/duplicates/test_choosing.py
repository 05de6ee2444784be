from datetime import date

import pytest

from maillage.census.duplicates.choosing import Owner, Side, choices

OLD, NEW = date(2023, 1, 1), date(2025, 6, 1)
FILE_OLD, FILE_NEW, HAND = Owner(1, OLD, None), Owner(2, NEW, None), Owner(None, OLD, 7)


def proposed(kept, gone, mine=None, theirs=None):
    columns = sorted({*kept, *gone})
    owners = ({name: mine for name in kept if mine}, {name: theirs for name in gone if theirs})
    return [(choice.key, choice.side, choice.why) for choice in choices(columns, kept, gone, owners)]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (FILE_OLD, FILE_NEW, (Side.GONE, "newer")),
        (FILE_NEW, FILE_OLD, (Side.KEPT, "newer")),
        (HAND, FILE_NEW, (Side.KEPT, "hand")),
        (FILE_NEW, HAND, (Side.GONE, "hand")),
        (FILE_NEW, FILE_NEW, (Side.KEPT, "equal")),
        (None, None, (Side.KEPT, "equal")),
    ],
)
def test_a_hand_beats_a_file_and_the_newest_the_rest(mine, theirs, expected):
    assert proposed({"telephone": "1"}, {"telephone": "2"}, mine, theirs) == [("telephone", *expected)]


def test_a_value_beats_a_blank_whatever_its_age():
    assert proposed({"telephone": ""}, {"telephone": "2"}, HAND, FILE_OLD) == [("telephone", Side.GONE, "blank")]
    assert proposed({"telephone": "1"}, {"telephone": ""}, FILE_OLD, HAND) == [("telephone", Side.KEPT, "only")]


def test_what_is_alike_is_not_asked():
    assert proposed({"telephone": "1", "horaires": ""}, {"telephone": "1", "horaires": None}) == []


def test_an_address_is_chosen_whole():
    kept = {"adresse": "1 rue Foch", "code_postal": "59100", "commune": "Roubaix"}
    gone = {"adresse": "2 rue Foch", "code_postal": "59200", "commune": "Tourcoing"}

    assert proposed(kept, gone, FILE_OLD, FILE_NEW) == [("adresse", Side.GONE, "newer")]


def test_both_lists_may_be_kept_when_both_say_something():
    one, other = {"services": ["a"], "courriels": []}, {"services": ["b"], "courriels": ["c"]}

    found = choices(["services", "courriels"], one, other, ({}, {}))

    assert [(choice.key, choice.listed) for choice in found] == [("services", True), ("courriels", False)]


def test_an_address_that_one_completes_is_not_asked():
    kept = {"adresse": "1 rue Foch", "code_postal": "", "commune": "Roubaix"}
    gone = {"adresse": "1 rue Foch", "code_postal": "59100", "commune": ""}

    assert proposed(kept, gone) == [("adresse", Side.BOTH, "completed")]
