"""1 000 answers, ten telephones, every way to lose or double one: 1 000 on the server. And a control that doubles."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.utils import timezone

from maillage.accounts.secrets import digest
from maillage.surveys.collecting import actions, views
from maillage.surveys.enums import Kept, Stage
from maillage.surveys.models import Collector, Conflict, Response
from tests.factories.surveys import CampaignFactory, CollectorFactory, SurveyFactory, response_item
from tests.surveys.collecting.phone import Phone, Road

pytestmark = pytest.mark.django_db
PHONES, ANSWERS = 10, 100


@pytest.fixture
def campaign(monkeypatch):
    monkeypatch.setattr(views, "BATCHES", 10_000)
    return CampaignFactory()


def upgraded(campaign):
    """The next version opens while telephones hold the first."""
    first = campaign.survey
    type(first).objects.filter(pk=first.pk).update(stage=Stage.CLOSED)
    return SurveyFactory(slug=first.slug, version=2, questions=first.questions)


def link(campaign, name: str) -> str:
    CollectorFactory(campaign=campaign, token_hash=digest("collector", name))
    return name


def a_day(phone, campaign, chance, *, phones_answers=ANSWERS, renew):
    """Noted a few at a time, sent now and then; the link ends at midday."""
    made, survey = [], campaign.survey_id
    for number in range(phones_answers):
        if number == phones_answers // 2:
            survey = renew()
        item = response_item(campaign, survey=survey, answers={"outils": ["telephone", "ordinateur"][: 1 + number % 2]})
        full = chance.random() < 0.05
        phone.note(item, full=full)
        made.append(item)
        if full or chance.random() < 0.06:
            phone.send(tabs=chance.choice([1, 1, 2]))
        if not phone.memory and chance.random() < 0.05:
            phone.killed()
            phone.road.happened["page killed"] += 1
        phone.road.happened["quota full"] += full
    return made


def ten_days(client, campaign, seed: int, *, phones: int = PHONES, answers: int = ANSWERS) -> tuple[list[dict], Road]:
    chance = Random(seed)
    road, made, second = Road(client, chance), [], []

    def renew():
        second[:] = second or [upgraded(campaign).pk]
        return second[0]

    for number in range(phones):
        phone = Phone(road, link(campaign, f"lien-{number}"), chance)
        made += a_day(phone, campaign, chance, phones_answers=answers, renew=renew)
        Collector.objects.filter(token_hash=digest("collector", phone.token)).update(
            expires_at=timezone.now() - timedelta(minutes=1)
        )
        evening(phone, campaign)
    road.deliver_late()
    return made, road


def evening(phone, campaign):
    """Back under the network, until nothing waits; the link that is over is replaced."""
    for _ in range(200):
        if not phone.unsent():
            return
        phone.send(tabs=2)
        if phone.over:
            phone.road.happened["token expired"] += 1
            phone.token = link(campaign, f"{phone.token}-bis")
    raise AssertionError("it never ends")


def test_a_thousand_answers_arrive_once_each_whatever_happens(client, campaign):
    made, road = ten_days(client, campaign, seed=7)

    kept = dict(Response.objects.values_list("pk", "content_hash"))
    assert len(made) == PHONES * ANSWERS == len(kept)
    assert {str(id): mark for id, mark in kept.items()} == {item["id"]: item["hash"] for item in made}
    assert {str(row.pk): row.survey_id for row in Response.objects.all()} == {
        item["id"]: item["content"]["survey"] for item in made
    }
    assert Conflict.objects.count() == 0
    assert {fate for fate, times in road.happened.items() if times} == {
        "fine", "request lost", "answer lost", "duplicate", "reordering", "page killed", "quota full", "token expired",
    }  # fmt: skip


def test_without_the_phone_s_ids_answers_would_double(client, campaign, monkeypatch):
    """The control: if this one does not double, the road above is too smooth to prove anything."""

    def keep_anything(campaign, item, row):
        row.pk = uuid4()
        row.save(force_insert=True)
        return Kept.KEPT

    monkeypatch.setattr(actions, "_keep", keep_anything)
    made, _ = ten_days(client, campaign, seed=7, phones=1)

    assert Response.objects.count() > len(made)


def test_a_change_made_after_an_answer_was_lost_waits_for_a_human(client, campaign):
    """Corrected on the telephone, though the server already had the first: both are there."""
    item = response_item(campaign)
    phone = Phone(Road(client, Random(1)), link(campaign, "lien"), Random(1))
    phone.road._arrive("lien", [item])
    phone.note(response_item(campaign, id=item["id"], answers={"outils": ["rien"]}))
    while phone.unsent():
        phone.send()

    assert [row.answers for row in Response.objects.all()] == [{"outils": ["telephone"]}]
    assert [one.content["answers"] for one in Conflict.objects.all()] == [{"outils": ["rien"]}]
