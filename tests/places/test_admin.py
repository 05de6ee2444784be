"""The coordinator's pages: what is held back and why, and every write with its event."""

import pytest

from maillage.accounts.models import User
from maillage.places.models import Offer, Place
from tests.factories import EquipmentFactory, OfferFactory, PlaceFactory

pytestmark = pytest.mark.django_db
ROWS = ("equipment", "equipment_services", "staff", "labels")


@pytest.fixture
def coordinator(client):
    user = User.objects.create_superuser("coordination", password="une phrase assez longue")
    client.force_login(user)
    return client


def form(coordinator, place=None) -> dict:
    """The form as a person finds it, ready to be sent back."""
    url = f"/admin/places/place/{place.pk}/change/" if place else "/admin/places/place/add/"
    context = coordinator.get(url).context
    forms = [context["adminform"].form, *(one.formset.management_form for one in context["inline_admin_formsets"])]
    forms += [row for one in context["inline_admin_formsets"] for row in one.formset.initial_forms]
    data = {field.html_name: field.value() for one in forms for field in one}
    return {name: value for name, value in data.items() if value is not None}


def test_the_list_of_what_is_held_back_says_why(coordinator):
    PlaceFactory(nom="Publié")
    PlaceFactory(nom="Bloqué", adresse="")
    PlaceFactory(nom="Fermé", adresse="", life_cycle="fermé")

    response = coordinator.get("/admin/places/place/?publication=held")

    assert [place.nom for place in response.context["cl"].queryset] == ["Bloqué"]
    assert "Aucun moyen de venir ni de contacter" in response.content.decode()


def test_a_correction_by_hand_leaves_its_event_its_origin_and_shows_at_once(coordinator):
    place = PlaceFactory(nom="Ancien", aliases=["Un", "Deux"])

    response = coordinator.post(
        f"/admin/places/place/{place.pk}/change/", {**form(coordinator, place), "nom": "Nouveau"}
    )

    place.refresh_from_db()
    (event,) = place.events.all()
    (origin,) = place.origins.all()
    assert response.status_code == 302
    assert (place.nom, place.aliases) == ("Nouveau", ["Un", "Deux"])
    assert (event.kind, event.changes, event.by.username) == ("modifié", {"nom": ["Ancien", "Nouveau"]}, "coordination")
    assert (origin.columns, origin.by.username) == (["nom"], "coordination")
    assert "Nouveau" in coordinator.get("/lieux/?q=nouveau").content.decode()


def test_a_place_may_be_added_by_hand(coordinator):
    response = coordinator.post("/admin/places/place/add/", {**form(coordinator), "nom": "Neuf", "adresse": "1 rue A"})

    place = Place.objects.get()
    assert response.status_code == 302
    assert (place.id[:6], place.nom, place.published) == ("local-", "Neuf", True)
    assert [event.kind for event in place.events.all()] == ["créé"]


def test_a_device_changed_by_hand_is_part_of_the_history(coordinator):
    device = EquipmentFactory(place=PlaceFactory(), kind="scanner", state="en service")
    data = {**form(coordinator, device.place), "equipment-0-state": "en panne"}

    coordinator.post(f"/admin/places/place/{device.place.pk}/change/", data)

    (event,) = device.place.events.all()
    assert event.changes == {
        "equipment": [[{"kind": "scanner", "state": "en service"}], [{"kind": "scanner", "state": "en panne"}]]
    }


def test_a_place_is_closed_never_deleted(coordinator):
    place = PlaceFactory()

    assert coordinator.post(f"/admin/places/place/{place.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Place.objects.filter(pk=place.pk).exists()


def test_an_action_deleted_in_a_batch_leaves_its_place_s_history(coordinator):
    place = PlaceFactory()
    offer = OfferFactory(nom="Café numérique", place=place)

    coordinator.post(
        "/admin/places/offer/", {"action": "delete_selected", "_selected_action": [offer.pk], "post": "yes"}
    )

    (event,) = place.events.all()
    assert (Offer.objects.count(), event.changes) == (0, {"offers": ["Café numérique", ""]})
