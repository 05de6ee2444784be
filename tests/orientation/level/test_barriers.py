"""What stands in the way, apart from skills, and added up."""

import pytest
from hypothesis import given

from maillage.orientation.level.barriers import Barrier, barriers
from maillage.orientation.level.questionnaire import questionnaire
from tests.orientation.level.walking import EASY, some_answers

SKILLS = {item.id for item in questionnaire().skills}


def test_nothing_stands_in_the_way_of_somebody_at_ease():
    assert barriers(EASY) == ()


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        ({"B1": ("rien",)}, Barrier.EQUIPMENT),
        ({"B1": ("telephone",)}, Barrier.EQUIPMENT),
        ({"B1": ("smartphone",), "B1n": "3"}, Barrier.EQUIPMENT),
        ({"B2": "telephone"}, Barrier.CONNECTION),
        ({"B3": "non"}, Barrier.PRINTING),
        ({"B4": "pas-francais", "B4l": "ar"}, Barrier.LANGUAGE),
        ({"B4": "difficile", "B4l": "ar"}, Barrier.LANGUAGE),
        ({"B4": "difficile", "B4l": "fr"}, Barrier.READING),
        ({"B4": "aucune", "B4l": "fr"}, Barrier.READING),
        ({"B5": ("voir",)}, Barrier.ADAPTATION),
        ({"B6": "pas-seul"}, Barrier.MOBILITY),
        ({"B7": "peur"}, Barrier.CONFIDENCE),
        ({"I1": "nsp", "C1": "nsp", "P1": "nsp"}, Barrier.LANGUAGE),
    ],
)
def test_one_barrier(answers, met):
    assert barriers(answers) == (met,)


def test_too_expensive_is_a_matter_of_money_and_of_connection():
    assert barriers({"B2": "cher"}) == (Barrier.CONNECTION, Barrier.MONEY)


def test_two_people_for_one_device_or_five_for_two_is_enough():
    assert barriers({"B1": ("smartphone",), "B1n": "2"}) == ()
    assert barriers({"B1": ("smartphone", "tablette"), "B1n": "5"}) == ()


def test_barriers_add_up_in_the_order_they_are_lifted():
    answers = {"B7": "peur", "B2": "cher", "B1": ("rien",), "B4": "pas-francais", "B4l": "tr"}

    assert barriers(answers) == (
        Barrier.LANGUAGE,
        Barrier.EQUIPMENT,
        Barrier.CONNECTION,
        Barrier.MONEY,
        Barrier.CONFIDENCE,
    )


@given(some_answers())
def test_skills_make_no_barrier_but_for_what_is_not_understood(answers):
    without = {id: answer for id, answer in answers.items() if id not in SKILLS}

    assert set(barriers(answers)) - set(barriers(without)) <= {Barrier.LANGUAGE}
