"""The nine vectors, and what holds whatever one answers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.orientation.level.adaptive import DOMAINS
from maillage.orientation.level.questionnaire import ALONE, FILE, questionnaire
from maillage.orientation.level.scoring import Profile, score
from tests.orientation.level.walking import some_answers, someone

VECTORS = json.loads(FILE.read_text(encoding="utf-8"))["scoring_tests"]
ORDER = list(Profile)
SKILLS = [item.id for item in questionnaire().skills]
BARRIERS = [id for id in questionnaire().items if id not in {*SKILLS, "U0"}]


def test_there_are_nine_vectors():
    assert len(VECTORS) == 9


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vector(vector):
    reached = score(vector["answers"])

    assert {name: getattr(reached, name) for name in vector["expected"]} == vector["expected"]


@given(some_answers(), st.sampled_from(SKILLS))
def test_one_more_skill_never_lowers_anything(answers, id):
    before, after = score(answers), score({**answers, id: ALONE})

    assert ORDER.index(after.profile) >= ORDER.index(before.profile)
    assert all(after.levels[domain] >= before.levels[domain] for domain in DOMAINS)
    assert (after.n4, after.n5) >= (before.n4, before.n5)
    assert not (after.illectronisme_seed_2019 and not before.illectronisme_seed_2019)


@given(some_answers(), st.sampled_from(["non", "jamais"]))
def test_using_the_internet_never_lowers_anything(answers, never):
    before, after = score({**answers, "U0": never}), score({**answers, "U0": ALONE})

    assert ORDER.index(after.profile) >= ORDER.index(before.profile)
    assert after.n5 >= before.n5


@given(someone(), st.sampled_from(["U0", *SKILLS]))
def test_doing_one_more_thing_alone_never_lowers_the_level_through_the_questions_either(sitting, id):
    """Answering "alone" may skip a second question: what is no longer asked must not be missed."""
    if id not in sitting.path():
        return
    after = sitting.answering(questionnaire().items[id], ALONE)

    assert ORDER.index(score(after.counted()).profile) >= ORDER.index(score(sitting.counted()).profile)


@given(some_answers(ids={"U0", *SKILLS}), some_answers(ids=set(BARRIERS)))
def test_barriers_never_count_as_skills_nor_against_them(skills, barriers):
    assert score({**skills, **barriers}) == score(skills)


@given(some_answers())
def test_the_three_definitions_nest(answers):
    reached = score(answers)

    assert reached.illectronisme_large_l89 or not reached.illectronisme_seed_2019
    assert reached.illectronisme_large_l89 or not reached.illectronisme_insee_2021


def test_with_help_is_no_skill():
    helped = dict.fromkeys(SKILLS, "aide")

    assert score({"U0": "seul", **helped}).levels == dict.fromkeys(DOMAINS, 0)
    assert score({"U0": "seul", **helped}).helped == len(SKILLS)


def test_four_situations_are_told_apart():
    """A06: no use, no skill, some skills, all."""
    no_use = score({"U0": "jamais"})
    no_skill = score({"U0": "seul", "I1": "non"})
    some = score({"U0": "seul", "I1": "seul"})

    assert [(one.user, one.n4, one.profile) for one in (no_use, no_skill, some)] == [
        (False, 0, Profile.FAR),
        (True, 0, Profile.FAR),
        (True, 1, Profile.BEGINNER),
    ]
