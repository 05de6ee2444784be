"""Which question comes next."""

from hypothesis import given
from hypothesis import strategies as st

from maillage.orientation.level.adaptive import before, needs_paper, next_item, number, on_path, path, questions
from maillage.orientation.level.codes import Sitting, encode
from maillage.orientation.level.questionnaire import questionnaire
from tests.orientation.level.walking import EASY, FAR, possible, some_answers, someone

FOLLOW_UPS = 3


def test_thirteen_questions_for_somebody_who_does_all_alone():
    assert questions(path(EASY)) == [
        "N0", "U0", "I1", "C1", "P1", "L1", "S1", "B1", "B2", "B4", "B5", "B6", "B7",
    ]  # fmt: skip


def test_ten_questions_for_somebody_who_does_not_use_the_internet():
    assert questions(path(FAR)) == ["N0", "U0", "L1", "L2", "B1", "B2", "B4", "B5", "B6", "B7"]


def test_eighteen_questions_for_somebody_who_does_nothing_alone_and_one_more_for_a_paper():
    nothing_alone = {**EASY, **dict.fromkeys(["I1", "C1", "P1", "L1", "S1"], "aide")}

    assert len(questions(path(nothing_alone))) == 18
    assert len(questions(path({**nothing_alone, "N0": "imprimer"}))) == 19


@given(someone())
def test_every_way_ends_after_10_to_18_questions(sitting):
    ids = path(sitting.answers, full=sitting.full)
    asked = len(questions(ids)) - needs_paper(sitting.answers)

    assert 10 <= asked <= 18
    assert len(ids) - len(questions(ids)) <= FOLLOW_UPS


@given(someone())
def test_a_question_is_never_asked_twice(sitting):
    ids = path(sitting.answers, full=sitting.full)

    assert len(ids) == len(set(ids))


@given(someone(), someone(), st.data())
def test_the_same_answers_give_the_same_result_whatever_the_way_back_and_forth(sitting, detour, data):
    """Somebody strays, comes back, and corrects every answer: nothing of the detour is left."""
    strayed = Sitting(dict(detour.answers), full=sitting.full)
    for id in data.draw(st.permutations(sitting.path())):
        strayed = strayed.answering(questionnaire().items[id], sitting.answers[id])

    assert encode(strayed.settled()) == encode(sitting.settled())


@given(some_answers(), st.booleans())
def test_only_what_is_asked_counts(answers, full):
    counted = on_path(answers, full=full)

    assert on_path(counted, full=full) == counted


@given(someone())
def test_going_back_reaches_the_first_question(sitting):
    ids, id = [], path(sitting.answers, full=sitting.full)[-1]
    while id:
        ids.append(id)
        id = before(id, sitting.answers, full=sitting.full)

    assert ids[::-1] == path(sitting.answers, full=sitting.full)


def test_the_second_question_of_a_domain_comes_only_when_the_first_is_not_done_alone():
    assert next_item({"N0": "nsp", "U0": "seul", "I1": "aide"}) == "I2"
    assert next_item({"N0": "nsp", "U0": "seul", "I1": "seul"}) == "C1"
    assert next_item({"N0": "nsp", "U0": "seul", "I1": "seul"}, full=True) == "I2"


def test_how_many_share_is_asked_only_of_those_who_have_something():
    assert "B1n" in path({"B1": ("smartphone",)})
    assert "B1n" not in path({"B1": ("rien",)})
    assert "B1n" not in path({"B1": ("telephone",)})


def test_a_follow_up_bears_the_number_of_its_question():
    assert number("B1n", EASY) == number("B1", EASY) == 8
    assert number("B2", EASY) == 9


@given(st.data())
def test_every_answer_offered_is_accepted(data):
    item = data.draw(st.sampled_from(list(questionnaire().items.values())))

    assert data.draw(possible(item)) is not None
