"""A campaign of one neighbourhood with an open survey of two questions, a pair of visitors and its round."""

from datetime import date, timedelta
from uuid import uuid4

import factory
from django.utils import timezone

from maillage.accounts.secrets import digest
from maillage.surveys.collecting.contents import mark
from maillage.surveys.enums import Outcome, Stage
from maillage.surveys.models import Campaign, Collector, Door, Response, Round, Survey
from tests.factories import OrganisationFactory, ZoneFactory

TOKEN = "un-lien-de-collecte"
QUESTIONS = [
    {
        "id": "outils",
        "type": "plusieurs choix",
        "texts": {"fr": "Qu'utilisez-vous pour aller sur internet ?", "en": "What do you use to go online?"},
        "options": [
            {"code": "telephone", "texts": {"fr": "Un téléphone", "en": "A phone"}},
            {"code": "ordinateur", "texts": {"fr": "Un ordinateur", "en": "A computer"}},
            {
                "code": "rien",
                "texts": {"fr": "Rien", "en": "Nothing"},
                "alone": True,
                "raises": [{"dimension": "matériel", "service": "Accès internet et matériel informatique"}],
            },
        ],
    },
    {
        "id": "aide",
        "type": "oui ou non",
        "texts": {"fr": "Voulez-vous apprendre ?", "en": "Would you like to learn?"},
        "shown_if": [{"question": "outils", "any": ["rien"]}],
    },
]


class SurveyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Survey

    slug = factory.Sequence(lambda n: f"enquete-{n}")
    nom = factory.Sequence(lambda n: f"Enquête {n}")
    stage = Stage.OPEN
    languages = ["fr", "en"]
    questions = QUESTIONS


class CampaignFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Campaign
        skip_postgeneration_save = True

    nom = factory.Sequence(lambda n: f"Campagne {n}")
    operator = factory.SubFactory(OrganisationFactory)
    survey = factory.SubFactory(SurveyFactory)
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=10))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))
    objective = 450

    @factory.post_generation
    def zones(campaign, create, extracted, **kwargs):
        if create:
            campaign.zones.set(extracted if extracted is not None else [ZoneFactory()])


class CollectorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Collector

    campaign = factory.SubFactory(CampaignFactory)
    nom = factory.Sequence(lambda n: f"Binôme {n}")
    token_hash = factory.LazyAttributeSequence(lambda one, n: digest("collector", f"{TOKEN}-{n}" if n else TOKEN))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Round

    campaign = factory.SubFactory(CampaignFactory)
    zone = factory.LazyAttribute(lambda one: one.campaign.zones.first())
    label = factory.Sequence(lambda n: f"Rue de l'Essai, escalier {n}")
    target = 20


class DoorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Door

    round = factory.SubFactory(RoundFactory)
    label = factory.Sequence(lambda n: f"Porte {n}")
    day = factory.LazyFunction(timezone.localdate)
    outcome = Outcome.INTERVIEW


class ResponseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Response

    campaign = factory.SubFactory(CampaignFactory)
    survey = factory.SelfAttribute("campaign.survey")
    zone = factory.LazyAttribute(lambda one: one.campaign.zones.first())
    day = factory.LazyFunction(timezone.localdate)
    answers = factory.LazyFunction(lambda: {"outils": ["telephone"]})


def door_item(round, *, id=None, **content) -> dict:
    """What a phone sends of a door."""
    content = {"round": round.pk, "label": "Porte 1", "outcome": "entretien", "day": "2026-05-04"} | content
    return {"id": str(id or uuid4()), "kind": "door", "hash": mark(content), "content": content}


def response_item(campaign, *, id=None, **content) -> dict:
    """What a phone sends of an interview."""
    told = {
        "survey": campaign.survey_id, "zone": campaign.zones.first().pk, "day": "2026-05-04", "language": "fr",
        "answers": {"outils": ["telephone"]}, "mentioned": [],
    } | content  # fmt: skip
    return {"id": str(id or uuid4()), "kind": "response", "hash": mark(told), "content": told}


A_DAY = date(2026, 5, 4)
