"""The index alone, without a database: filters, counts, words, places that come and go."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.points import Box, Point
from maillage.core.text import keys
from maillage.places.indexing import Index, Row


def row(id: str, name: str = "", also: str = "", **facets) -> Row:
    return Row(id=id, name=name, facets=facets, name_keys=keys(name), keys=keys(f"{name} {also}"))


def indexed(*rows: Row) -> Index:
    index = Index(capacity=2)  # so that it has to grow
    for one in rows:
        index.put(one)
    return index


def found(index: Index, text: str) -> list[str]:
    scores = index.matching(text)
    return [index.ids[at] for at in np.argsort(-scores, kind="stable") if scores[at] > 0]


TERMS = st.lists(st.sampled_from("abcd"), unique=True)


@settings(max_examples=50)
@given(st.lists(st.tuples(TERMS, TERMS), max_size=20), TERMS)
def test_counts_are_those_one_would_make_by_hand(places, wanted):
    index = indexed(*(row(str(n), one=one, two=two) for n, (one, two) in enumerate(places)))
    mask = index.having("one", wanted)

    by_hand = {term: sum(term in two for one, two in places if set(one) & set(wanted)) for term in "abcd"}

    assert {term: count for term, count in index.counts(mask, "two").items() if count} == {
        term: count for term, count in by_hand.items() if count
    }


def test_a_place_put_again_replaces_itself():
    index = indexed(row("a", "Ancien nom", services=["x"]), row("b", "Autre"), row("a", "Nouveau nom", services=["y"]))

    assert len(index) == 2
    assert found(index, "ancien") == []
    assert found(index, "nouveau") == ["a"]
    assert index.counts(index.everything(), "services") == {"x": 0, "y": 1}


def test_a_removed_place_is_nowhere():
    index = indexed(row("a", "Épicerie", services=["x"]), row("b", "Épicerie"))
    index.remove("a")
    index.remove("a")

    assert found(index, "epicerie") == ["b"]
    assert index.counts(index.everything(), "services") == {"x": 0}
    assert index.wasted == 1


@pytest.mark.parametrize(
    "text", ["médiathèque", "mediatheque", "MÉDIATHÈQUES", "médiatèque", "mediatheqe", "media", "la médiathèque de"]
)
def test_words_are_found_without_accents_in_the_plural_misspelt_or_begun(text):
    index = indexed(row("a", "Médiathèque La Grand-Plage"), row("b", "Mairie"))

    assert found(index, text) == ["a"]


def test_a_word_of_the_name_comes_before_a_word_of_the_rest():
    index = indexed(row("a", "Mairie", also="tout près de la poste"), row("b", "La Poste"))

    assert found(index, "poste") == ["b", "a"]


def test_every_word_counts_when_one_place_has_them_all():
    index = indexed(row("a", "Centre social Hommelet"), row("b", "Centre social Est"))

    assert found(index, "centre hommelet") == ["a"]


def test_places_with_some_of_the_words_come_when_none_has_all():
    index = indexed(row("a", "Centre social Hommelet"), row("b", "Mairie"))

    assert found(index, "centre introuvable") == ["a"]


def test_numbers_are_not_corrected():
    assert found(indexed(row("a", "Espace 1234")), "1235") == []


def test_a_text_without_words_asks_nothing():
    assert indexed(row("a", "x")).matching("!!! ...") is None


def test_distances_leave_out_what_has_no_position():
    index = indexed(
        Row("a", {}, latitude=50.69, longitude=3.17), Row("b", {}), Row("c", {}, latitude=50.70, longitude=3.17)
    )

    km = index.km_from(Point(50.69, 3.17))[:3]

    assert km[0] == 0 and np.isnan(km[1]) and km[2] == pytest.approx(1.112, abs=0.001)
    assert list(index.inside(Box(3, 50.695, 4, 51))[:3]) == [False, False, True]


def test_a_half_position_is_no_position():
    index = indexed(Row("a", {}, latitude=50.69))

    assert not index.inside(Box(-180, -90, 180, 90)).any()


def test_each_distinct_opening_is_asked_once():
    index = indexed(*(Row(str(n), {}, horaires="24/7" if n % 2 else "off") for n in range(6)))
    asked = []

    mask = index.where_hours(lambda text: asked.append(text) or text == "24/7")

    assert sorted(asked) == ["", "24/7", "off"]
    assert [index.ids[at] for at in np.flatnonzero(mask)] == ["1", "3", "5"]
