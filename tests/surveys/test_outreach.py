"""Going towards people: where, when, how many."""

from django.urls import reverse

from maillage.network.enums import Role
from maillage.surveys.models import Outreach
from tests.surveys.people import member_of

TOLD = {
    "kind": "marché",
    "nom": "Marché de l'Essai",
    "day": "2026-05-04",
    "met": "40",
    "leaflets": "",
    "oriented": "12",
}


def test_a_contributor_notes_an_outing_and_reads_the_totals(client, campaign):
    client.force_login(member_of(campaign.operator, Role.CONTRIBUTOR))

    client.post(reverse("outreach:tell"), TOLD | {"organisation": campaign.operator_id})
    response = client.get(reverse("outreach:outings"))

    assert [(one.nom, one.met, one.leaflets, one.oriented) for one in Outreach.objects.all()] == [
        ("Marché de l'Essai", 40, 0, 12)
    ]
    assert "1 sortie : 40 personnes rencontrées, 0 tracts donnés, 12 personnes orientées." in response.text


def test_more_people_cannot_be_oriented_than_met(inside, campaign):
    response = inside.post(reverse("outreach:tell"), TOLD | {"organisation": campaign.operator_id, "oriented": "41"})

    assert response.context["form"].errors == {
        "oriented": ["Il ne peut pas y avoir plus de personnes orientées que rencontrées."]
    }
    assert Outreach.objects.count() == 0
