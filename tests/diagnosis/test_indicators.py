"""Each number has a formula, a source and its limits; stages are computed, not typed."""

import pytest

from maillage.diagnosis.comparing import Difference, compare
from maillage.diagnosis.indicators import BY_CODE, INDICATORS, Facts, as_json, from_json, stages, values


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_an_indicator_says_where_it_comes_from_and_what_it_does_not_say(indicator):
    told = [str(text) for text in (indicator.words, indicator.formula, indicator.source, indicator.limits)]

    assert [len(text) > 10 for text in told] == [True] * 4


def test_what_is_hidden_stays_hidden_in_shares_too():
    found = values(Facts(sent=40, answered=None, arrived=None, solved=20))

    assert (found["repondues"].count, found["repondues"].percent, found["resolues"].percent) == (None, None, None)


def test_a_part_of_nothing_is_no_percentage():
    assert values(Facts())["confirmes"].percent is None


def test_four_stages_from_what_is_there():
    facts = Facts(
        places=10, confirmed=4, publics=8, publics_told=2, families=4, families_told=4, gaps_with_owner=1,
        gaps={"ouvert": 3, "pris en charge": 1, "comblé": 2, "écarté": 5},
    )  # fmt: skip

    assert [(one.done, one.of) for one in stages(facts)] == [(2, 8), (4, 10), (4, 4), (3, 6)]


def test_facts_of_an_older_version_are_read_again():
    told = as_json(Facts(places=3)) | {"something else": 1}
    del told["searches"]

    assert from_json(told) == Facts(places=3)


def test_two_dates_say_what_opened_closed_moved_and_was_solved():
    before = {
        "places": {"a": {"nom": "A", "at": [1, 1]}, "b": {"nom": "B", "at": [1, 1]}},
        "cells": [["aide", "alma", "manque"], ["aide", "pile", "faible"]],
        "gaps": {"1": {"title": "Un", "owner": "", "ending": ""}, "2": {"title": "Deux", "owner": "X", "ending": ""}},
        "promises": {"1": {"organisation": "X", "text": "Venir", "kept": False}},
    }
    after = {
        "places": {"b": {"nom": "B", "at": [2, 2]}, "c": {"nom": "C", "at": [1, 1]}},
        "cells": [["aide", "alma", "couvert"], ["aide", "pile", "faible"], ["aide", "epeule", "faible"]],
        "gaps": {
            "1": {"title": "Un", "owner": "Y", "ending": ""}, "2": {"title": "Deux", "owner": "X", "ending": "Fait"},
            "3": {"title": "Trois", "owner": "", "ending": ""},
        },
        "promises": {"1": {"organisation": "X", "text": "Venir", "kept": True}},
    }  # fmt: skip

    assert compare(before, after) == Difference(
        opened=["C"], closed=["A"], moved=["B"], states=[("aide", "alma", "manque", "couvert")],
        gaps_opened=["Trois"], gaps_closed=[("Deux", "Fait")], gaps_taken=[("Un", "Y")], promises_kept=[("X", "Venir")],
    )  # fmt: skip
    assert not compare(after, after)


def test_codes_are_said_once():
    assert len(BY_CODE) == len(INDICATORS)
