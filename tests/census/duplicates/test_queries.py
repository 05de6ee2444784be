import pytest

from maillage.census.duplicates import queries
from maillage.places import actions as places
from maillage.places.models import Place
from tests.factories import OfferFactory, PlaceFactory


def ids():
    return [tuple(sorted((pair.one.id, pair.other.id))) for pair in queries.proposed()]


def test_a_place_that_changes_is_compared_again(kept, gone):
    assert ids() == [("a", "b")]

    places.update(gone, columns={"nom": "Médiathèque", "telephone": "+33320000909"})

    assert ids() == []


def test_a_place_that_arrives_or_leaves_is_followed(kept):
    assert ids() == []

    other = PlaceFactory(id="c", nom="C.C.A.S.", adresse="9, rue Pellart")
    assert ids() == [("a", "c")]

    other.delete()
    assert ids() == []


def test_a_closed_place_is_left_alone(kept, gone):
    places.update(gone, columns={"life_cycle": "fermé"})

    assert ids() == []


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_proposed_costs_the_same_for_any_number_of_places(count, db, django_assert_num_queries):
    for number in range(count):
        PlaceFactory.create_batch(2, nom=f"Association {'abcdefgh'[number] * 6}", adresse=f"{number + 1} rue Foch")
    queries.proposed()

    with django_assert_num_queries(3):
        found = queries.proposed()

    assert len(found) == count


def test_what_one_is_about_to_create_is_recognised(db):
    PlaceFactory(id="emmaus", nom="Emmaüs Connect", adresse="23 rue de la Paix")
    PlaceFactory(nom="Médiathèque La Grand-Plage")

    found = queries.places_like({"nom": "Emmatus Connect", "commune": "Roubaix", "code_postal": "59100"})

    assert [(like.place.pk, like.verdict.value) for like in found] == [("emmaus", "unsure")]


def test_nothing_is_recognised_in_what_is_new(kept):
    assert queries.places_like({"nom": "Ferme du Trichon", "commune": "Roubaix"}) == []


def test_an_action_like_one_that_exists(kept):
    known = OfferFactory(nom="Atelier premiers clics", place=kept, audience=["Seniors"])
    OfferFactory(nom="Fabriquer un robot", place=kept)

    found = queries.offers_like({"nom": "Ateliers « premiers clics »", "place_id": kept.pk, "audience": ["Seniors"]})

    assert found == [known]


def test_the_same_place_is_not_like_itself(kept):
    columns = {name: getattr(kept, name) for name in ("id", "nom", "adresse", "commune", "code_postal")}

    assert queries.places_like(columns) == []
    assert Place.objects.count() == 1
