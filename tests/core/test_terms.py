"""A list in one column: what comes out is what went in, and a look-up finds whole terms only."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.fields import Terms, TermsField
from maillage.places.enums import Service
from maillage.places.models import Place
from tests.factories import PlaceFactory

TERM = st.text(st.characters(blacklist_characters="|\x00", blacklist_categories=["Cs"]), min_size=1).map(str.strip)


@given(st.lists(TERM.filter(bool), unique=True))
def test_terms_come_back_as_they_went_in(terms):
    field = TermsField()

    assert field.from_db_value(field.get_prep_value(terms), None, None) == terms


def test_repeated_and_empty_terms_are_dropped_in_order():
    assert TermsField().to_python("| b |a||b|") == ["b", "a"]


def test_terms_read_as_a_sentence():
    assert str(Terms(["ordinateur", "scanner"])) == "ordinateur, scanner"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("ECHO", ["echo"]),
        ("ECH", []),
        ("%", ["percent"]),
        ("50_0", ["under"]),
        ("5000", ["digits"]),
        ("a\\b", ["slash"]),
    ],
)
def test_a_look_up_finds_whole_terms_whatever_their_signs(term, found):
    aliases = {"echo": "ECHO", "percent": "%", "under": "50_0", "digits": "5000", "slash": "a\\b"}
    for id, alias in aliases.items():
        PlaceFactory(id=id, aliases=["autre", alias])

    assert list(Place.objects.filter(aliases__has=term).values_list("id", flat=True)) == found


@pytest.mark.django_db
def test_has_any_finds_one_of_several_and_nothing_for_none():
    PlaceFactory(id="un", aliases=["a"])
    PlaceFactory(id="deux", aliases=["b"])
    PlaceFactory(id="trois", aliases=["c"])

    assert set(Place.objects.filter(aliases__has_any=["a", "b"]).values_list("id", flat=True)) == {"un", "deux"}
    assert list(Place.objects.filter(aliases__has_any=[])) == []


def test_a_closed_list_refuses_other_words():
    with pytest.raises(ValidationError, match="Valeur inconnue : Danse"):
        TermsField(terms=Service).validate(["Danse"], None)


def test_a_free_list_is_typed_in_one_line_and_comes_back_unchanged():
    field = Place._meta.get_field("aliases").formfield()
    typed = field.prepare_value(Terms(["ECHO", "E.C.H.O."]))

    assert typed == "ECHO|E.C.H.O."
    assert field.clean(typed) == ["ECHO", "E.C.H.O."]
    assert field.has_changed(Terms(["ECHO", "E.C.H.O."]), typed) is False
