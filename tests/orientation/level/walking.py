"""People who answer the level check, for tests."""

from hypothesis import strategies as st

from maillage.orientation.level.adaptive import next_item
from maillage.orientation.level.codes import Sitting
from maillage.orientation.level.questionnaire import questionnaire

EASY = {
    "N0": "nsp", "U0": "seul", "I1": "seul", "C1": "seul", "P1": "seul", "L1": "seul", "S1": "seul",
    "B1": ("ordinateur",), "B1n": "1", "B2": "box", "B4": "facile", "B5": ("non",), "B6": "bus",
    "B6w": ("matin", "apres-midi"), "B7": "bien",
}  # fmt: skip
FAR = {
    "N0": "apprendre", "U0": "jamais", "L1": "non", "L2": "non", "B1": ("rien",), "B2": "non", "B4": "facile",
    "B5": ("non",), "B6": "bus", "B6w": ("matin",), "B7": "bien",
}  # fmt: skip


def finished(answers: dict, **known) -> Sitting:
    sitting = Sitting(answers, **known).settled()
    assert sitting.finished
    return sitting


def possible(item) -> st.SearchStrategy:
    codes = [option.code for option in item.options]
    if item.multiple:
        return st.lists(st.sampled_from(codes), min_size=1).map(item.accept)
    return st.sampled_from(codes)


@st.composite
def some_answers(draw, ids=None) -> dict:
    """Any answers to any items, asked or not."""
    items = [item for item in questionnaire().items.values() if ids is None or item.id in ids]
    given = {item.id: draw(st.none() | possible(item)) for item in items}
    return {id: answer for id, answer in given.items() if answer is not None}


@st.composite
def someone(draw) -> Sitting:
    """A person who answers whatever comes, to the end."""
    sitting = Sitting({}, full=draw(st.booleans()))
    for _ in range(40):
        id = next_item(sitting.answers, full=sitting.full)
        if id is None:
            return sitting
        item = questionnaire().items[id]
        sitting = sitting.answering(item, draw(possible(item)))
    raise AssertionError("the questions never end")
