"""The demo tells the doors of the minutes to the unit, and has a campaign that goes on."""

import pytest

from maillage.surveys import demo, questions
from maillage.surveys.building.templates import templates
from maillage.surveys.campaigns.queries import funnel_of
from maillage.surveys.counting import Funnel
from maillage.surveys.models import Campaign, Conflict, Door, Finding, Outreach, Publication, Response, Survey
from maillage.website import roubaix

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    return [one.objects.count() for one in (Survey, Campaign, Door, Response, Conflict, Finding, Outreach, Publication)]


def test_459_raw_records_give_the_minutes_and_nothing_is_written_twice():
    roubaix.load()
    demo.fill()
    first = counts()

    demo.fill()

    told = Campaign.objects.get(nom="Numérique et Parentalité")
    assert funnel_of(told) == Funnel(
        targeted=459, vacant=48, absent=62, opened=349, interviews=288, refusals=61, not_concerned=87
    )
    assert [one.pk for one in told.zones.all()] == ["epeule"]
    assert (told.responses.count(), told.findings.count(), counts()) == (0, 9, first)
    assert first[0] == 4
    assert first[4:] == [1, 9, 2, 1]


def test_bounds_of_the_minutes_are_never_counts():
    roubaix.load()
    demo.fill()

    bounded = Finding.objects.exclude(bound="").values_list("bound", "denominator")

    assert sorted(bounded) == [("1/3", "inconnu"), ("> 4/5", "inconnu")]


@pytest.mark.parametrize("name", ["numerique-et-parentalite", "satisfaction", "besoins-des-professionnels"])
def test_each_template_is_read_and_wholly_translated(name):
    told = templates()[name]

    asked = questions.read(told.questions)

    assert [ids for ids in questions.missing(asked, told.languages).values() if ids] == []


def test_the_survey_of_the_minutes_has_its_five_topics():
    asked = questions.read(templates()["numerique-et-parentalite"].questions)

    assert list(dict.fromkeys(one.topic["fr"] for one in asked)) == [
        "Le suivi de la scolarité", "Les logiciels pour apprendre", "Le temps devant un écran",
        "Les outils pour aller sur internet", "Les lieux du quartier",
    ]  # fmt: skip
