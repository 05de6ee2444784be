"""The demo's doors. What the minutes tell of VoisinMalin's survey, door by door and in words, without one answer more;
and an invented campaign of an invented structure, which goes on today."""

import random
import uuid
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from maillage.accounts.secrets import digest, new_token
from maillage.network.models import Organisation
from maillage.places.models import Place
from maillage.surveys import publishing, questions
from maillage.surveys.building.templates import templates
from maillage.surveys.campaigns.queries import end_of
from maillage.surveys.collecting.actions import receive
from maillage.surveys.collecting.contents import mark
from maillage.surveys.collecting.queries import COLLECTOR
from maillage.surveys.enums import Asked, Found, Outcome, OutreachKind, Stage
from maillage.surveys.models import Campaign, Collector, Door, Finding, Outreach, Round, Survey
from maillage.territory.models import Zone

SOURCE = "Petit déjeuner du 30 septembre 2022, l. {}"
PARENTS, OPINION, NEEDS = "numerique-et-parentalite", "satisfaction", "besoins-des-professionnels"
OUTCOMES = {Outcome.INTERVIEW: 288, Outcome.REFUSAL: 61, Outcome.VACANT: 48, Outcome.ABSENT: 62}
NOT_CONCERNED = 87
FIRST_DAY, LAST_DAY = date(2021, 5, 1), date(2022, 5, 31)
A_ROUND = 40  # doors

FINDINGS = (
    ("336", "Plus des quatre cinquièmes des familles ne se servent pas d'outils éducatifs numériques avec leurs "
     "enfants.", "> 4/5", []),
    ("338", "Un tiers des parents n'utilisent pas les applications de l'Éducation nationale.", "1/3",
     ["méconnaissance", "difficultés de connexion", "délégation aux enfants"]),
    ("340", "Le temps passé devant un écran préoccupe largement.", "", []),
    ("342", "La plupart des familles sont équipées ; un petit noyau n'a rien. Il faut aider à imprimer, ou équiper le "
     "reste de la famille.", "", []),
    ("344", "Les ateliers intéressent surtout entre 26 et 59 ans. Les plus âgés évitent le numérique et confient leurs "
     "démarches à des proches.", "", []),
)  # fmt: skip
CONCLUSIONS = (
    "Des ateliers de sensibilisation aux bons et aux mauvais usages sont pertinents.",
    "Informer sur les ressources qui existent est important.",
    "Il faut construire un maillage et relier les démarches entre elles.",
    "L'accompagnement dans les démarches réussit.",
)


@transaction.atomic
def fill() -> None:
    """Nothing happens the second time, nor without the structures it speaks of."""
    if Survey.objects.exists():
        return
    parents = _survey(PARENTS)
    _survey(OPINION)
    _survey(NEEDS)
    _campaign_of_the_minutes(parents)
    _campaign_of_today(parents)


def _survey(name: str) -> Survey:
    told = templates()[name]
    return Survey.objects.create(
        slug=name, nom=told.nom, purpose=told.purpose, languages=told.languages, texts=told.texts,
        questions=told.questions, stage=Stage.OPEN, opened_at=timezone.now(),
    )  # fmt: skip


# -- 459 doors


def _campaign_of_the_minutes(survey: Survey) -> None:
    operator = Organisation.objects.filter(slug="voisinmalin").first()
    if operator is None:
        return
    campaign = Campaign.objects.create(
        nom="Numérique et Parentalité", operator=operator, survey=survey, starts_on=FIRST_DAY, ends_on=LAST_DAY,
        objective=450, funding="Appel à projets du Contrat de ville 2021", purged_at=timezone.now(),
        ended_at=timezone.make_aware(datetime.combine(LAST_DAY, time(18))),
    )  # fmt: skip
    zone = Zone.objects.filter(pk="epeule").first()
    campaign.zones.set([zone] if zone else [])
    put_doors(campaign, zone)
    _say_what_was_found(campaign)


def put_doors(campaign: Campaign, zone: Zone | None) -> None:
    """One record a door; their labels were erased long ago."""
    outcomes = [outcome for outcome, count in OUTCOMES.items() for _ in range(count)]
    told = [(outcome, rank < NOT_CONCERNED) for rank, outcome in enumerate(outcomes)]
    random.Random(len(told)).shuffle(told)
    for start in range(0, len(told), A_ROUND):
        part = told[start : start + A_ROUND]
        round = Round.objects.create(campaign=campaign, zone=zone, target=len(part))
        Door.objects.bulk_create(
            Door(id=uuid.uuid4(), round=round, day=LAST_DAY, outcome=outcome, not_concerned=not_concerned)
            for outcome, not_concerned in part
        )


def _say_what_was_found(campaign: Campaign) -> None:
    for rank, (lines, text, bound, causes) in enumerate(FINDINGS):
        Finding.objects.create(
            campaign=campaign, text=text, bound=bound, denominator="inconnu" if bound else "", causes=causes, rank=rank,
            source=SOURCE.format(lines),
        )  # fmt: skip
    for rank, text in enumerate(CONCLUSIONS):
        Finding.objects.create(
            campaign=campaign, kind=Found.CONCLUSION, text=text, rank=rank, source=SOURCE.format("346-352")
        )


# -- an invented campaign, today


def _campaign_of_today(survey: Survey) -> None:
    operator = Organisation.objects.filter(slug="les-fileurs-du-numerique").first()
    zones = list(Zone.objects.filter(pk__in=("epeule", "alma")))
    if operator is None or not zones:
        return
    today = timezone.localdate()
    campaign = Campaign.objects.create(
        nom="À vos portes (exemple fictif)", operator=operator, survey=survey, objective=120,
        starts_on=today - timedelta(days=21), ends_on=today + timedelta(days=21),
    )  # fmt: skip
    campaign.zones.set(zones)
    pair = Collector.objects.create(
        campaign=campaign, nom="Binôme bleu", token_hash=digest(COLLECTOR, new_token()), expires_at=end_of(campaign)
    )
    _doors_of_today(campaign, pair, zones)
    publishing.publish(survey, campaign)
    _outings(operator, campaign, zones[0])
    Survey.objects.create(
        slug="nos-portes-exemple", nom="Nos portes (exemple fictif)", organisation=operator, purpose=survey.purpose,
        languages=survey.languages, texts=survey.texts, questions=survey.questions,
    )  # fmt: skip


def _doors_of_today(campaign: Campaign, pair: Collector, zones: list[Zone]) -> None:
    """What two telephones sent, one door twice with two outcomes."""
    chance = random.Random(7)
    asked = questions.read(campaign.survey.questions)
    places = list(Place.objects.published().order_by("pk").values_list("pk", flat=True)[:6])
    today = timezone.localdate()
    sent = []
    for rank in range(4):
        round = Round.objects.create(
            campaign=campaign, collector=pair, zone=zones[rank % len(zones)], label=f"Cour d'exemple {rank + 1}",
            day=today - timedelta(days=3 * rank), target=30,
        )  # fmt: skip
        for number in range(26 if rank else 12):
            outcome = chance.choices(list(OUTCOMES), OUTCOMES.values())[0]
            told = {"round": round.pk, "label": f"Porte {number + 1}", "outcome": outcome.value,
                    "day": round.day.isoformat()}  # fmt: skip
            told["not_concerned"] = outcome == Outcome.INTERVIEW and chance.random() < 0.25
            sent.append(_item("door", told))
            if outcome == Outcome.INTERVIEW and not told["not_concerned"]:
                answers = _invented(asked, chance)
                sent.append(_item("response", {
                    "survey": campaign.survey_id, "zone": round.zone_id, "day": told["day"], "answers": answers,
                    "mentioned": chance.sample(places, min(2, len(places))), "language": "fr",
                }))  # fmt: skip
    again = sent[0] | {"content": sent[0]["content"] | {"outcome": Outcome.REFUSAL.value, "label": "Porte 1 bis"}}
    receive(pair, [*sent, again | {"hash": mark(again["content"])}])


def _item(kind: str, content: dict) -> dict:
    return {"id": str(uuid.uuid4()), "kind": kind, "hash": mark(content), "content": content}


def _invented(asked: list[questions.Question], chance: random.Random) -> dict:
    answers: dict = {}
    for question in asked:
        if question.type == Asked.NUMBER:
            answers[question.id] = chance.randint(1, 5) if question.id == "personnes" else chance.randint(0, 3)
        elif question.type == Asked.MULTIPLE:
            answers[question.id] = chance.sample(question.codes[:-1], chance.randint(1, 2))
        elif question.codes:
            answers[question.id] = chance.choice(question.codes)
    return questions.clean(asked, answers)


def _outings(operator: Organisation, campaign: Campaign, zone: Zone) -> None:
    today = timezone.localdate()
    for kind, nom, days, met, leaflets, oriented in (
        (OutreachKind.MARKET, "Marché du quartier (exemple fictif)", 4, 46, 60, 14),
        (OutreachKind.SCHOOL, "Sortie d'école (exemple fictif)", 11, 23, 23, 6),
    ):
        Outreach.objects.create(
            organisation=operator, campaign=campaign, kind=kind, nom=nom, zone=zone, day=today - timedelta(days=days),
            met=met, leaflets=leaflets, oriented=oriented,
        )  # fmt: skip
