"""Answers in the address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.orientation.level.codes import ALPHABET, BITS, Damaged, Sitting, decode, encode, grouped
from maillage.orientation.level.questionnaire import questionnaire
from tests.orientation.level.walking import EASY, finished, some_answers

sittings = st.builds(Sitting, some_answers(), helped=st.booleans(), full=st.booleans())


@given(sittings)
def test_a_code_reads_as_it_was_written(sitting):
    assert decode(encode(sitting)) == sitting


@given(sittings)
def test_a_code_is_short_and_can_be_dictated(sitting):
    code = encode(sitting)

    assert len(code) <= 20
    assert set(code) <= set(ALPHABET)


@given(sittings)
def test_a_code_is_read_with_the_usual_confusions(sitting):
    typed = grouped(encode(sitting)).replace("0", "O").replace("1", "l")

    assert decode(typed) == sitting


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_refused(text):
    try:
        sitting = decode(text)
    except Damaged:
        return
    assert set(sitting.answers) <= set(BITS)


@given(sittings, st.data())
def test_one_wrong_letter_is_refused_or_reads_as_answers_one_may_give(sitting, data):
    code = encode(sitting)
    at = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != code[at]]))
    try:
        read = decode(code[:at] + letter + code[at + 1 :])
    except Damaged:
        return
    assert decode(encode(read)) == read


@pytest.mark.parametrize("text", ["", "1", "10", "0" * 41, "é", "\x00", "2" + encode(Sitting(EASY))[1:], "../../etc"])
def test_what_is_not_a_code_is_refused(text):
    with pytest.raises(Damaged):
        decode(text)


def test_every_item_has_room():
    items = questionnaire().items

    assert list(BITS) == [id for id in BITS if id in items] and set(BITS) == set(items)
    needed = {id: len(item.options) if item.multiple else len(item.options).bit_length() for id, item in items.items()}
    assert {id: bits for id, bits in needed.items() if bits > BITS[id]} == {}


def test_codes_already_on_paper_still_read():
    """Papers handed out must open: a list grows at its end, a change of order is a new version."""
    assert decode("12GG 0114 10G8 4215 84Q") == Sitting(
        {
            "N0": "nsp", "U0": "seul", "I1": "seul", "C1": "seul", "P1": "seul", "L1": "seul", "S1": "seul",
            "B1": ("ordinateur",), "B1n": "1", "B2": "box", "B4": "facile", "B6": "bus", "B6w": ("samedi",),
            "B7": "bien",
        }
    )  # fmt: skip


def test_a_code_without_the_answer_on_health_is_still_a_result():
    assert finished(EASY).without("B5").finished
    assert not finished(EASY).without("B6").finished
