"""The three words, as rules: each can be met and missed for one reason at a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from maillage.census.quality.measuring import DEFINITIONS, OF, Criterion, Gap, Record, gaps, met, short_sentences

TODAY = date(2026, 11, 23)
GOOD = Record(
    confirmed_on=TODAY - timedelta(days=10), has_hours=True, hours_readable=True, services=True, support=True,
    summary="Ordinateurs en libre accès. Aide pour les démarches.", text="Venez avec vos papiers.",
)  # fmt: skip


def test_a_good_record_misses_nothing():
    assert gaps(GOOD, TODAY) == []
    assert met([]) == dict.fromkeys(Criterion, True)


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"confirmed_on": None}, Gap.UNDATED),
        ({"confirmed_on": TODAY - timedelta(days=184)}, Gap.OLD),
        ({"contested": True}, Gap.CONTESTED),
        ({"has_hours": False, "hours_readable": False}, Gap.NO_HOURS),
        ({"hours_readable": False}, Gap.BAD_HOURS),
        ({"summary": " "}, Gap.NO_SUMMARY),
        ({"text": "Un mot. " * 200}, Gap.TOO_LONG),
        ({"text": "mot " * 26}, Gap.LONG_SENTENCES),
        ({"services": False}, Gap.NO_SERVICE),
        ({"support": False}, Gap.NO_SUPPORT),
    ],
)
def test_each_fault_is_told_alone_and_costs_its_criterion(change, gap):
    found = gaps(replace(GOOD, **change), TODAY)

    assert found == [gap]
    assert [criterion for criterion, yes in met(found).items() if not yes] == [OF[gap]]


def test_six_months_to_the_day_is_still_up_to_date():
    assert gaps(replace(GOOD, confirmed_on=TODAY - timedelta(days=183)), TODAY) == []


def test_every_gap_has_its_criterion_and_every_criterion_its_definition():
    assert set(OF) == set(Gap)
    assert set(DEFINITIONS) == set(OF.values()) == set(Criterion)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", True),
        ("Venez.", True),
        ("mot " * 25, False),  # short enough for one, too long for all
        ("Oui. " + "mot " * 25, True),
        ("Oui. " + "mot " * 26, False),
        ("- imprimer\n- scanner\n- aide", True),
    ],
)
def test_sentences_are_short_one_by_one_and_on_average(text, short):
    assert short_sentences(text) is short
