"""A new place: what looks like it comes first; then it exists, with its pin to check."""

import pytest

from maillage.places.models import Place
from tests.census.editing.conftest import text_of
from tests.factories import OrganisationFactory, PlaceFactory

pytestmark = pytest.mark.django_db
URL = "/espace/lieux/nouveau/"


def typed(organisation=None, **changes) -> dict:
    told = {"nom": "Le Fil", "adresse": "3 rue Neuve", "code_postal": "59100", "commune": "Roubaix"}
    return {**told, "organisation": organisation.pk if organisation else "", **changes}


def test_a_place_nobody_knew_is_created_with_its_history_and_its_pin_is_to_check(manager, organisation):
    answer = manager.post(URL, typed(organisation))

    place = Place.objects.get()
    (event,) = place.events.all()
    assert (place.nom, place.organisation, place.published) == ("Le Fil", organisation, True)
    assert (event.kind, event.by) == ("créé", manager.user)
    assert answer["Location"] == f"/espace/lieux/{place.slug}/position/"


def test_one_that_exists_is_proposed_first_then_one_may_insist(manager, organisation, place):
    existing = PlaceFactory(nom="Le Fil numérique", adresse="3 rue Neuve")

    answer = manager.post(URL, typed(organisation))
    assert [one.slug for one in answer.context["alike"]] == [existing.slug]
    assert answer.context["form"]["adresse"].value() == "3 rue Neuve"
    assert Place.objects.count() == 2

    other_words = typed(organisation, adresse="9 rue Neuve", nouveau=answer.context["looked"])
    assert manager.post(URL, other_words).status_code == 200  # said of something else: asked again
    manager.post(URL, typed(organisation, nouveau=answer.context["looked"]))
    assert Place.objects.filter(nom="Le Fil").count() == 1


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"nom": ""}, ["nom"]), ({"code_postal": "roubaix"}, ["code_postal"]), ({"nom": "\x00"}, ["nom"]),
        ({"organisation": "9" * 40}, ["organisation"]), ({"organisation": ""}, ["organisation"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_created(manager, organisation, changes, errors):
    answer = manager.post(URL, {**typed(organisation), **changes})

    assert (answer.status_code, list(answer.context["form"].errors), Place.objects.count()) == (400, errors, 0)


def test_nobody_creates_for_a_structure_that_is_not_theirs(manager, organisation):
    answer = manager.post(URL, typed(OrganisationFactory()))

    assert (answer.status_code, Place.objects.count()) == (400, 0)


def test_the_coordination_may_not_know_the_structure_yet(coordinator):
    coordinator.post(URL, typed())

    assert Place.objects.get().organisation is None


def test_who_contributes_does_not_create(contributor):
    assert contributor.get(URL).status_code == 403
    assert "Ajouter un lieu" not in text_of(contributor.get("/espace/lieux/"))
