import pytest
from django.http import QueryDict

from maillage.orientation import enquiry
from maillage.orientation.enquiry import PARAMETERS, Person, parameters
from maillage.orientation.level.codes import encode
from tests.orientation.level.walking import FAR, finished


def person(query):
    return Person.of(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("level=grand-debutant", Person(level="grand débutant")),
        ("langue=ar&langue=TR&langue=ar", Person(languages=("ar", "tr"))),
        ("acces=fauteuil&acces=surdite", Person(access=("Handicaps moteurs", "Surdité"))),
        ("acces=domicile", Person(mobility="domicile")),
        ("confiance=premier-contact", Person(fear=True)),
        ("lecture=peu", Person(reads_little=True)),
        ("minutes=15", Person(minutes=15)),
        ("minutes=9999", Person(minutes=60)),
        ("minutes=1", Person(minutes=5)),
        ("gratuit=1", Person(free=True)),
        ("quand=samedi", Person(open="samedi")),
        ("ouvert=soir", Person(open="soir")),
    ],
)
def test_each_word_of_the_address_is_understood(query, expected):
    assert person(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "", "level=expert", "langue=%00", "langue=arabe-de-chine", "acces=?", "confiance=oui", "minutes=-3",
        "minutes=%D9%A3", "minutes=quinze", "gratuit=non", "quand=hier", "code=abime", "code=" + "z" * 3000,
    ],
)  # fmt: skip
def test_what_nobody_knows_is_set_aside(query):
    assert person(query) == Person()


def test_a_level_check_says_what_it_found_and_the_address_has_the_last_word():
    far = {**FAR, "B4": "difficile", "B4l": "ar", "B6": "pas-seul", "B6w": ("samedi",), "B7": "peur", "B2": "cher"}
    code = encode(finished(far))
    found = person(f"code={code}")

    assert (found.level, found.languages, found.fear, found.mobility, found.free, found.open) == (
        "grand débutant", ("ar",), True, "domicile", True, "samedi",
    )  # fmt: skip
    assert person(f"code={code}&level=autonome").level == "autonome"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "level=autonome&langue=ar&langue=tr&acces=vue&acces=mental&acces=domicile&confiance=premier-contact",
        "lecture=peu&minutes=20&gratuit=1&quand=soir",
        "code=" + encode(finished({**FAR, "B5": ("voir", "bouger"), "B6": "pied", "B2": "cher", "B7": "peur"})),
    ],
)
def test_a_person_is_told_again_in_the_words_of_the_address(query):
    again = QueryDict(mutable=True)
    for name, value in parameters(person(query)):
        again.appendlist(name, value)

    assert Person.of(again) == person(query)
    assert "code" not in again


def test_every_parameter_is_documented_where_it_is_read():
    assert [name for name in PARAMETERS if f"`{name}`" not in enquiry.__doc__] == []
