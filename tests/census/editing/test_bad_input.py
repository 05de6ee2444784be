"""Whatever is sent, a page answers: words beside a field, a redirection, never a failure, never half a change."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from maillage.census.editing.sections import FORMS
from tests.census.editing.conftest import address, filled
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db
PAGES = [
    *(f"{key}/" for key in FORMS), "horaires/", "horaires/texte/", "fermetures/", "position/", "materiel/",
    "materiel/printer/", "actions/nouvelle/",
]  # fmt: skip
NASTY = (
    "", "\x00", "é" * 5_000, "9" * 400, "-1", "1e999", "nan", "<script>", "|", '"', ";", "😀", "\ud7ff", "2026-02-30",
    "25:61",
)  # fmt: skip
ASKED = ["adresse", "latitude", "longitude", "position_precision", "fait", "remplacer"]
words = some.one_of(some.sampled_from(NASTY), some.text(max_size=20))


@pytest.mark.parametrize("page", PAGES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(some.integers(0, 99), words), max_size=4))
def test_a_form_filled_with_anything_is_answered(manager, place, page, changes):
    sent = filled(manager.get(address(place, page)))
    names = [*sent, "pousser", "garder-nom", "en-balance"]
    sent |= {names[at % len(names)]: value for at, value in changes}

    assert manager.post(address(place, page), sent).status_code in (200, 302, 400, 409)
    assert manager.get(address(place)).status_code == 200
    assert manager.get(address(place, "histoire/")).status_code == 200


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.dictionaries(some.sampled_from(ASKED), words))
def test_a_link_that_asks_anything_is_answered(manager, place, asked):
    for page in ("", "position/", "horaires/", "histoire/"):
        assert manager.get(address(place, page), asked).status_code == 200


@pytest.mark.parametrize("key", ["rien", "x" * 400, "0" * 16])
def test_an_action_nobody_knows_is_answered(manager, place, key):
    OfferFactory(place=place)

    assert manager.get(address(place, f"actions/{key}/")).status_code == 302
    assert manager.post(address(place, f"actions/{key}/"), {"nom": "Café"}).status_code == 409
    assert manager.post(address(place, f"actions/{key}/arreter/")).status_code == 302
    assert place.offers.count() == 1
