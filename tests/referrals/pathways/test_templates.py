"""Templates of steps, and what a level check proposes. No database."""

import pytest

from maillage.orientation.level.barriers import Barrier
from maillage.places.enums import Service
from maillage.referrals.enums import PathTemplate, Stage
from maillage.referrals.pathways import templates
from maillage.referrals.pathways.templates import Line

SPEAKS_ARABIC = templates.person_of(template=PathTemplate.ALLOPHONE, level="débutant", language="ar")


def test_each_template_has_ordered_steps_each_looking_for_something():
    assert templates.TEMPLATES.keys() == set(PathTemplate.values)
    for lines in templates.TEMPLATES.values():
        assert 3 <= len(lines) <= 6
        assert {line.stage for line in lines} <= set(Stage.values)
        assert {line.service for line in lines} <= set(Service.values)


def test_each_stage_and_template_has_its_picture():
    assert (templates.SIGNS.keys(), templates.PICTOGRAMS.keys()) == (set(Stage.values), set(PathTemplate.values))
    assert templates.USUAL.keys() == set(Stage.values)


@pytest.mark.parametrize(
    ("barriers", "need", "first"),
    [
        ((Barrier.LANGUAGE,), "", [PathTemplate.ALLOPHONE]),
        ((Barrier.READING,), "", [PathTemplate.ILLITERACY]),
        ((Barrier.CONFIDENCE,), "", [PathTemplate.ISOLATED]),
        ((), "enfant", [PathTemplate.PARENT]),
        ((Barrier.READING,), "emploi", [PathTemplate.ILLITERACY, PathTemplate.JOB]),
        ((), "", []),
    ],
)
def test_what_stands_in_the_way_proposes_a_template(barriers, need, first):
    assert templates.proposed(barriers, need) == first


def test_who_has_nothing_is_equipped_first():
    lines = templates.lines(PathTemplate.ALLOPHONE, [Barrier.EQUIPMENT])

    assert [line.stage for line in lines[:2]] == [Stage.EQUIP, Stage.AWARENESS]


def test_a_step_asks_for_the_language_and_only_where_one_learns_for_the_level():
    learns = templates.enquiry(Line(Stage.BASICS, Service.QUOTIDIEN), SPEAKS_ARABIC, zone="epeule", located=True)
    fixes = templates.enquiry(Line(Stage.FIX, Service.DEMARCHES), SPEAKS_ARABIC, zone="epeule", located=True)

    assert (learns.asks["languages"], learns.asks["level"]) == (("ar",), ("débutant",))
    assert "level" not in fixes.asks
