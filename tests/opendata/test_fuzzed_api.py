"""Whatever is asked, the answer is JSON under 500."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.opendata.places import complete, rich

PATHS = ["/api/lieux", "/api/carte", "/api/orientation", "/api/structures", "/api/lieux/riche"]
NAMES = st.sampled_from(
    "q bbox zoom page near zone zones service services ouvert date tri a_pied lang freshness labels".split()
)
NUMBERS = st.one_of(st.integers().map(str), st.floats().map(str), st.just("9" * 400), st.just("1e400"), st.just("٣"))
BOXES = st.lists(st.floats(-200, 200) | st.floats(), min_size=3, max_size=5).map(
    lambda sides: ",".join(map(str, sides))
)
VALUES = st.one_of(
    st.text(max_size=30),
    NUMBERS,
    BOXES,
    st.sampled_from(["\0", "maintenant", "samedi", "2026-11-24T14:00+99:00", "0001-01-01"]),
)
QUERIES = st.lists(st.tuples(NAMES, VALUES), max_size=5)
some = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def places(db):
    rich()
    complete()


@some
@given(path=st.sampled_from(PATHS), query=QUERIES)
def test_no_question_breaks_the_api(client, places, path, query):
    data = {}
    for name, value in query:
        data.setdefault(name, []).append(value.encode("utf-8", "replace").decode())

    response = client.get(path, data)

    assert response.status_code < 500
    assert response.json()


@some
@given(id=st.text(max_size=40))
def test_no_identifier_breaks_the_api(client, places, id):
    response = client.get(f"/api/lieux/{quote(id.encode('utf-8', 'replace'), safe='')}")

    assert response.status_code < 500
    assert response.json()
