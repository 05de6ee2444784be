"""Broken in one tap, working again in one tap, and the details."""

import pytest

from maillage.census.models import Proposal
from maillage.places.models import Equipment
from tests.census.editing.conftest import address, filled, send, text_of
from tests.factories import EquipmentFactory

pytestmark = pytest.mark.django_db


def states(place) -> dict[str, str]:
    return dict(Equipment.objects.filter(place=place).values_list("kind", "state"))


def test_a_printer_is_broken_in_one_tap_people_read_it_and_it_is_undone(manager, client, place):
    answer = manager.post(
        address(place, "materiel/etat/"), {"kind": "imprimante", "state": "en panne", "retour": "fiche"}, follow=True
    )
    assert states(place) == {"imprimante": "en panne"}
    assert "Imprimante : 1, en panne" in text_of(client.get(place.get_absolute_url()))
    assert "C'est enregistré. Les habitants le voient déjà." in text_of(answer)

    (event,) = place.events.all()
    manager.post(address(place, f"histoire/{event.pk}/"), {"tout": "1", "fiche": "1"})
    assert states(place) == {"imprimante": "en service"}


def test_two_taps_are_one(manager, place):
    for _ in range(2):
        manager.post(address(place, "materiel/etat/"), {"kind": "imprimante", "state": "en panne"})

    assert place.events.count() == 1


def test_the_sheet_itself_offers_the_tap(manager, place):
    page = manager.get(address(place)).content.decode()

    assert page.count('name="state" value="en panne"') == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"kind": "imprimante", "state": "volée"},
        {"kind": "rien\x00", "state": "en panne"},
        {"kind": "wifi", "state": "en panne"},
    ],
)
def test_a_tap_on_nothing_changes_nothing(manager, place, sent):
    answer = manager.post(address(place, "materiel/etat/"), sent)

    assert (answer.status_code, states(place), place.events.count()) == (302, {"imprimante": "en service"}, 0)


def test_the_other_devices_stay_as_they_are(manager, place):
    EquipmentFactory(place=place, kind="ordinateur", count=7, adapted_count=1, note="clavier contrasté")

    manager.post(address(place, "materiel/etat/"), {"kind": "imprimante", "state": "en panne"})

    assert [*place.equipment.values_list("kind", "count", "adapted_count", "state", "note")] == [
        ("imprimante", 1, None, "en panne", ""),
        ("ordinateur", 7, 1, "", "clavier contrasté"),
    ]


def test_a_device_is_added_detailed_and_taken_away(manager, place):
    manager.post(address(place, "materiel/"), {"kind": "scanner", "count": "2"})
    send(manager, address(place, "materiel/scanner/"), count="3", adapted_count="1", note="À l'étage", state="en panne")
    assert [*place.equipment.filter(kind="scanner").values_list("count", "adapted_count", "state", "note")] == [
        (3, 1, "en panne", "À l'étage")
    ]

    manager.post(address(place, "materiel/scanner/"), {"retirer": "1"})
    assert states(place) == {"imprimante": "en service"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"count": "0"}, "count"), ({"count": "9" * 30}, "count"), ({"count": "deux"}, "count"),
        ({"count": "1", "adapted_count": "2"}, "adapted_count"), ({"state": "volée"}, "state"),
        ({"note": "x" * 201}, "note"),
    ],
)  # fmt: skip
def test_details_that_cannot_be(manager, place, typed, field):
    answer = send(manager, address(place, "materiel/printer/"), **typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])


@pytest.mark.parametrize("key", ["scanner", "rien"])
def test_a_device_that_is_not_there_has_no_page(manager, place, key):
    assert manager.get(address(place, f"materiel/{key}/")).status_code == 404


def test_a_device_somebody_changed_meanwhile_is_asked_about(manager, coordinator, place):
    opened = filled(manager.get(address(place, "materiel/printer/")))
    send(coordinator, address(place, "materiel/printer/"), count="4")

    answer = manager.post(address(place, "materiel/printer/"), {**opened, "count": "2"})
    assert answer.status_code == 409
    assert "Imprimante : 4, en service" in text_of(answer)
    manager.post(address(place, "materiel/printer/"), {**dict(answer.context["resent"]), "garder-equipment": "mien"})

    assert place.equipment.get().count == 2


def test_who_contributes_proposes(contributor, place):
    contributor.post(address(place, "materiel/etat/"), {"kind": "imprimante", "state": "en panne"})

    (proposal,) = Proposal.objects.all()
    assert states(place) == {"imprimante": "en service"}
    assert proposal.changes["equipment"][1] == [{"count": 1, "kind": "imprimante", "state": "en panne"}]
