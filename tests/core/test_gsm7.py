"""Short messages: what they can write, how much room it takes, what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core import gsm7


@pytest.mark.parametrize(
    ("text", "room"), [("", 0), ("abc", 3), ("éèàùìò", 6), ("10 €", 5), ("[a]", 5), ("£ÅØ", 3), ("\n", 1)]
)
def test_the_room_a_text_takes(text, room):
    assert gsm7.size(text) == room


@pytest.mark.parametrize("sign", ["ê", "ç", "ş", "ă", "م", "’", "–", "\u00a0", "☎", "😀", "\t"])
def test_what_is_not_of_the_alphabet_has_no_size(sign):
    with pytest.raises(ValueError, match="outside"):
        gsm7.size(f"a{sign}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("L’Épicerie – Œuvre…", "L'Épicerie - OEuvre..."),
        ("Forêt, façade, maïs, dûment", "Foret, facade, mais, dument"),
        ("Şişli ığı, pâine și țară", "Sisli igi, paine si tara"),
        ("14 h\u00a030\u202fmin\n", "14 h 30 min"),
        ("São João", "Sao Joao"),
        ("مركز الحي", ""),
        ("Maison 😀 ½ ☎", "Maison"),
        ("\x00a\x07", "a"),
    ],
)
def test_what_has_no_place_is_written_with_the_nearest_letter_or_left_out(text, said):
    assert gsm7.plain(text) == said


@pytest.mark.parametrize(
    ("text", "room", "said"),
    [
        ("Médiathèque centrale", 30, "Médiathèque centrale"),
        ("Médiathèque centrale de la ville", 22, "Médiathèque centrale"),
        ("Anticonstitutionnellement", 10, "Anticonsti"),
        ("€€€€", 5, "€€"),
        ("Maison (annexe", 8, "Maison"),
    ],
)
def test_it_is_cut_between_two_words_when_it_can_be(text, room, said):
    assert gsm7.shortened(text, room) == said


def test_only_the_name_is_shortened():
    said = gsm7.composed("Rendez-vous lundi,", "Maison " * 40, "- https://exemple.test/r/r1-abc")

    assert gsm7.size(said) <= 160
    assert said.startswith("Rendez-vous lundi, Maison Maison") and said.endswith(
        "Maison - https://exemple.test/r/r1-abc"
    )


@pytest.mark.parametrize("name", ["مركز الحي", "", "☎"])
def test_a_name_that_cannot_be_written_is_left_out(name):
    assert gsm7.composed("Lundi,", name, "- lien") == "Lundi, - lien"


@given(st.text(), st.text(), st.text())
def test_whatever_is_said_it_is_one_message(before, name, after):
    assert gsm7.size(gsm7.composed(before, name, after)) <= 160


@given(st.text(), st.integers(min_value=0, max_value=200))
def test_shortened_is_never_longer_than_the_room(text, room):
    assert gsm7.size(gsm7.shortened(text, room)) <= room
