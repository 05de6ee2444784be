"""Tables are published, kept, compared; needs are counted for the diagnosis."""

from datetime import date

import pytest
from django.urls import reverse

from maillage.surveys import publishing
from maillage.surveys.models import Publication, Response
from maillage.surveys.queries import Raised, raised
from tests.factories.surveys import CampaignFactory, ResponseFactory, SurveyFactory

ACCESS = "Accès internet et matériel informatique"


def answer(campaign, count, **answers):
    ResponseFactory.create_batch(count, campaign=campaign, answers=answers)


def test_the_page_shows_the_last_publication_not_this_minute(inside, campaign):
    answer(campaign, 30, outils=["telephone"])
    inside.post(reverse("campaigns:publish", args=[campaign.pk]))
    answer(campaign, 3, outils=["rien"])

    inside.post(reverse("campaigns:publish", args=[campaign.pk]))

    told = publishing.latest(campaign.survey, campaign)
    assert [(line.label, line.count) for line in told.tables[0].lines] == [
        ("Un téléphone", 30), ("Un ordinateur", 0), ("Rien", 0)
    ]  # fmt: skip
    assert Publication.objects.count() == 1
    assert "30 personnes à qui on l'a demandé" in inside.get(reverse("campaigns:campaign", args=[campaign.pk])).text


def test_enough_answers_more_make_another_publication(inside, campaign):
    answer(campaign, 30, outils=["telephone"])
    publishing.publish(campaign.survey, campaign)
    answer(campaign, 20, outils=["ordinateur"])

    publishing.publish_all()
    publishing.publish_all()

    told = publishing.latest(campaign.survey, campaign)
    assert (told.tables[0].total, Publication.objects.count()) == (50, 2)


@pytest.mark.django_db
def test_an_online_questionnaire_has_tables_of_its_own():
    survey = SurveyFactory(purpose="satisfaction")
    Response.objects.bulk_create(
        Response(survey=survey, day=date(2026, 5, 4), answers={"outils": ["ordinateur"]}) for _ in range(12)
    )

    publishing.publish_all()

    assert publishing.latest(survey).tables[0].total == 12


@pytest.mark.django_db
def test_needs_are_counted_by_zone_each_once_a_person():
    campaign = CampaignFactory()
    zone = campaign.zones.get().pk
    for day in (date(2026, 5, 4), date(2026, 5, 30), date(2026, 6, 1)):
        ResponseFactory(campaign=campaign, day=day, answers={"outils": ["rien"], "aide": "oui"})
    ResponseFactory(campaign=campaign, day=date(2026, 5, 4))

    assert raised(date(2026, 5, 1), date(2026, 6, 1)) == [Raised(zone, "matériel", ACCESS, 2)]
