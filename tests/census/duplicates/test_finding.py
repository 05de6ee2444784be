import pytest

from maillage.census.duplicates.cards import Corpus, read_card
from maillage.census.duplicates.explaining import SENTENCES, explain
from maillage.census.duplicates.finding import find_pairs, may_be_one
from maillage.census.duplicates.grouping import groups
from maillage.census.duplicates.naming import Naming
from maillage.census.duplicates.scoring import compare, hopeless
from tests.census.duplicates.test_pairs import DIFFERENT, HERE, SAME, UNSURE, place


def cards(*places):
    return [read_card(f"p{number}", one) for number, one in enumerate(places)]


def found(*places):
    return [(pair.one.id, pair.other.id, pair.verdict.value) for pair in find_pairs(cards(*places))]


def test_nothing_is_found_in_an_empty_list():
    assert found() == []


def test_the_best_comes_first():
    pairs = find_pairs(cards(*(one for pair in [*SAME.values(), *UNSURE.values()] for one in pair)))

    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)


def test_a_chain_whose_ends_differ_is_not_one_group():
    north = place("Médiathèque Nord", "2 rue des Arts", at=HERE)
    bare = place("Médiathèque", "2 rue des Arts", at=HERE)
    south = place("Médiathèque Sud", "2 rue des Arts", at=HERE)
    known = cards(north, bare, south)
    corpus = Corpus.of(known)

    pairs = find_pairs(known)

    assert groups(pairs, lambda one, other: may_be_one(known[int(one[1])], known[int(other[1])], corpus)) == [
        ["p0", "p1"]
    ]
    assert [(pair.one.id, pair.other.id, pair.verdict.value) for pair in pairs] == [
        ("p0", "p1", "same"),
        ("p1", "p2", "unsure"),
    ]


def test_a_phone_that_everybody_has_says_little():
    crowd = [
        place(f"Association {name}", tel="+33320000101")
        for name in ("Alpha", "Passerelle", "Horizon", "Tandem", "Mosaïque")
    ]

    assert found(*crowd, place("Boussole", tel="+33320000101")) == []


@pytest.mark.parametrize("pair", [*SAME.values(), *UNSURE.values(), *DIFFERENT.values()])
def test_what_is_quickly_left_aside_would_have_been_told_different(pair):
    one, other = cards(*pair)
    corpus = Corpus.of([one, other])

    assert not (hopeless(one, other, corpus) and compare(one, other, corpus).verdict.value != "different")


@pytest.mark.parametrize("pair", [*SAME.values(), *UNSURE.values()])
def test_every_reason_has_its_sentence(pair):
    one, other = cards(*pair)

    told = explain(compare(one, other, Corpus.of([one, other])).reasons)

    assert [line for line in told if "%" in line.text or not line.text] == []


def test_every_way_of_naming_has_its_sentence():
    assert {f"name_{level.value}" for level in Naming} - {*SENTENCES} == set()


def test_a_far_pin_at_the_same_address_is_told_as_a_misplaced_point():
    one, other = cards(*SAME["pins 930 m apart, one address"])

    told = explain(compare(one, other, Corpus.of([one, other])).reasons)

    assert [line.text for line in told if line.sign == "="] == [
        "Loin sur la carte (988 m), mais à la même adresse : un des points est mal placé."
    ]
