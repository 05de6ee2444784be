"""A campaign from its first form to its last door."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.core.models import Event
from maillage.surveys.campaigns.queries import funnel_of
from maillage.surveys.collecting.queries import collector_of, still_valid
from maillage.surveys.counting import Funnel
from maillage.surveys.models import Campaign, Collector, Door, Round
from tests.factories import ZoneFactory
from tests.factories.surveys import DoorFactory, RoundFactory, SurveyFactory

TOTALS = {
    "day": "2026-05-04", "targeted": "459", "absent": "62", "vacant": "48", "opened": "349", "interviews": "288",
    "refusals": "61", "not_concerned": "87",
}  # fmt: skip


def test_a_campaign_is_opened_and_leads_to_its_rounds(inside, campaign):
    zone = ZoneFactory()
    told = {
        "nom": "Au printemps", "operator": campaign.operator_id, "survey": SurveyFactory().pk, "zones": [zone.pk],
        "starts_on": "2026-05-01", "ends_on": "31/05/2026", "objective": "450", "funding": "Contrat de ville",
    }  # fmt: skip

    response = inside.post(reverse("campaigns:create"), told)

    made = Campaign.objects.get(nom="Au printemps")
    assert response.url == reverse("campaigns:rounds", args=[made.pk])
    assert (made.objective, list(made.zones.all())) == (450, [zone])
    assert Event.objects.about(made).get().verb == "opened"


def test_an_end_before_the_beginning_is_said_beside_it_and_nothing_typed_is_lost(inside, campaign):
    told = {"nom": "Au printemps", "starts_on": "2026-05-02", "ends_on": "2026-05-01", "objective": "x" * 30}

    response = inside.post(reverse("campaigns:create"), told)

    assert response.status_code == 422
    assert response.context["form"].errors["ends_on"] == ["La fin vient avant le début."]
    assert response.context["form"].errors["objective"] == ["Écrivez un nombre entier, comme 12."]
    assert 'value="Au printemps"' in response.text


def test_one_cannot_open_a_campaign_for_another_structure(inside, campaign):
    other = Campaign.objects.get().operator.__class__.objects.create(slug="autre", nom="Autre")

    response = inside.post(reverse("campaigns:create"), {"operator": other.pk})

    assert "operator" in response.context["form"].errors


def test_totals_on_paper_become_doors_to_the_unit(inside, campaign):
    round = RoundFactory(campaign=campaign)

    response = inside.post(reverse("campaigns:paper", args=[round.pk]), TOTALS)

    assert response.url == reverse("campaigns:campaign", args=[campaign.pk])
    assert funnel_of(campaign) == Funnel(
        targeted=459, vacant=48, absent=62, opened=349, interviews=288, refusals=61, not_concerned=87
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"absent": "61"}, "Ouvertes + vacants ou blindés + absents doit faire le nombre de portes visées."),
        ({"refusals": "60"}, "Entretiens + refus doit faire le nombre de portes ouvertes."),
        ({"not_concerned": "289"}, "Il ne peut pas y avoir plus de personnes non concernées que d'entretiens."),
    ],
)
def test_totals_that_do_not_add_up_are_not_kept(inside, campaign, changed, said):
    round = RoundFactory(campaign=campaign)

    response = inside.post(reverse("campaigns:paper", args=[round.pk]), TOTALS | changed)

    assert (response.status_code, Door.objects.count()) == (422, 0)
    assert response.context["form"].non_field_errors() == [said]


def test_the_funnel_says_each_denominator_in_words(inside, campaign):
    round = RoundFactory(campaign=campaign)
    inside.post(reverse("campaigns:paper", args=[round.pk]), TOTALS)

    response = inside.get(reverse("campaigns:campaign", args=[campaign.pk]))

    assert [(one.label, one.count, one.percent, one.base) for one in response.context["steps"]] == [
        ("portes ouvertes", 349, 76, "sur 459 portes visées"),
        ("entretiens", 288, 83, "sur 349 portes ouvertes"),
        ("personnes non concernées", 87, 30, "sur 288 entretiens"),
        ("personnes concernées", 201, 70, "sur 288 entretiens"),
        ("refus", 61, 17, "sur 349 portes ouvertes"),
        ("personne n'a répondu", 62, 14, "sur 459 portes visées"),
        ("logements vacants ou blindés", 48, 10, "sur 459 portes visées"),
    ]
    assert response.context["gauge"][:3] == (288, 450, 64)


@pytest.mark.parametrize("count", [1, 3])
def test_a_campaign_costs_the_same_for_any_number_of_rounds_and_doors(
    inside, campaign, count, django_assert_num_queries
):
    DoorFactory.create_batch(count, round__campaign=campaign)

    with django_assert_num_queries(10):
        inside.get(reverse("campaigns:campaign", args=[campaign.pk]))
    with django_assert_num_queries(10):
        inside.get(reverse("campaigns:rounds", args=[campaign.pk]))


# -- rounds and links


def test_a_pair_is_added_and_its_link_is_shown_once(inside, campaign):
    response = inside.post(reverse("campaigns:open_link", args=[campaign.pk]), {"nom": "Binôme rouge"})

    address = response.context["address"]
    token = address.rstrip("/").rpartition("/")[2]
    collector = collector_of(token)
    assert (collector.nom, still_valid(collector), response["Cache-Control"]) == ("Binôme rouge", True, "no-store")
    assert "data:image/svg+xml" in response.text
    assert token not in inside.get(reverse("campaigns:rounds", args=[campaign.pk])).text


def test_a_new_link_closes_the_former_one(inside, campaign):
    def token(response):
        return response.context["address"].rstrip("/").rpartition("/")[2]

    first = token(inside.post(reverse("campaigns:open_link", args=[campaign.pk]), {"nom": "Binôme 1"}))
    pk = Collector.objects.get().pk

    second = token(inside.post(reverse("campaigns:renew_link", args=[pk])))

    assert (collector_of(first), collector_of(second).pk) == (None, pk)


def test_a_link_taken_back_opens_nothing(inside, campaign):
    inside.post(reverse("campaigns:open_link", args=[campaign.pk]), {"nom": "Binôme 1"})

    inside.post(reverse("campaigns:revoke_link", args=[Collector.objects.get().pk]))

    assert still_valid(Collector.objects.get()) is False


def test_a_round_goes_to_a_pair_of_the_campaign_and_to_one_of_its_zones(inside, campaign):
    foreign = ZoneFactory()
    zone = campaign.zones.get()
    address = reverse("campaigns:rounds", args=[campaign.pk])

    refused = inside.post(address, {"label": "Rue A", "zone": foreign.pk})
    inside.post(address, {"label": "Rue A", "zone": zone.pk, "target": ""})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["zone"])
    assert [(one.label, one.zone, one.target) for one in Round.objects.all()] == [("Rue A", zone, 0)]


def test_an_ended_campaign_lets_phones_send_for_a_week(inside, campaign):
    inside.post(reverse("campaigns:open_link", args=[campaign.pk]), {"nom": "Binôme 1"})

    inside.post(reverse("campaigns:end", args=[campaign.pk]))

    campaign.refresh_from_db()
    left = Collector.objects.get().expires_at - timezone.now()
    assert campaign.ended_at is not None
    assert timedelta(days=7) <= left < timedelta(days=8)
