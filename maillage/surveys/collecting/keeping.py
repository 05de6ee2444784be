"""What a visitor's telephone takes along: the questions, the rounds, the places around. Read-only, no answer in it."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from maillage.places import pocket
from maillage.places.directory import Search, directory
from maillage.places.models import Place
from maillage.surveys import questions
from maillage.surveys.enums import Outcome, Stage
from maillage.surveys.models import Campaign, Collector, Door, Round, Survey
from maillage.territory.models import Zone

MOST_PLACES = 60


def taken_along(collector: Collector) -> dict[str, Any]:
    campaign, rounds = collector.campaign, rounds_of(collector)
    return {
        "campaign": {"id": campaign.pk, "nom": campaign.nom},
        "pair": collector.nom,
        "until": collector.expires_at.isoformat(timespec="minutes"),
        "survey": _survey(survey_of(campaign)),
        "rounds": [_round(round, again) for round, again in zip(rounds, _absent(rounds), strict=True)],
        "places": places_around(zone_of(rounds, campaign)),
    }


def rounds_of(collector: Collector) -> list[Round]:
    """Its own; of a campaign whose rounds were given to nobody, those."""
    rounds = Round.objects.filter(campaign=collector.campaign).select_related("zone").annotate(
        done=Count("doors", filter=Q(doors__again=None))
    )  # fmt: skip
    return list(rounds.filter(collector=collector)) or list(rounds.filter(collector=None))


def survey_of(campaign: Campaign) -> Survey:
    """The version that is open now; a telephone that holds an older one goes on with it."""
    return Survey.objects.filter(slug=campaign.survey.slug, stage=Stage.OPEN).first() or campaign.survey


def _survey(survey: Survey) -> dict[str, Any]:
    told = {"id": survey.pk, "version": survey.version, "nom": survey.nom, "languages": list(survey.languages)}
    return told | {"texts": survey.texts, "questions": questions.rows(questions.read(survey.questions))}


def _round(round: Round, again: list[Door]) -> dict[str, Any]:
    zone = {"zone": round.zone_id or "", "zone_nom": round.zone.nom if round.zone else ""}
    told = {"id": round.pk, "label": str(round), "target": round.target, "done": round.done, **zone}
    return told | {"again": [{"id": str(door.pk), "label": door.label} for door in again]}


def _absent(rounds: list[Round]) -> list[list[Door]]:
    """Doors where nobody was and where nobody came back: one asks again."""
    doors = Door.objects.filter(round__in=rounds).exclude(label="")
    back = set(doors.exclude(again=None).values_list("again", flat=True))
    absent = [door for door in doors.filter(outcome=Outcome.ABSENT).order_by("label") if door.pk not in back]
    return [[door for door in absent if door.round_id == round.pk] for round in rounds]


def zone_of(rounds: list[Round], campaign: Campaign) -> Zone | None:
    return next((round.zone for round in rounds if round.zone), None) or campaign.zones.first()


def places_around(zone: Zone | None) -> list[dict[str, Any]]:
    now = timezone.localtime()
    found = directory.find(Search(near=zone.point if zone else None), limit=MOST_PLACES)
    return [_line(place, found.km.get(place.id), now) for place in pocket.kept(found.ids)]


def _line(place: Place, km: float | None, now: datetime) -> dict[str, Any]:
    services = {"services": list(place.services), "short": pocket.short_services(place)}
    return pocket.line(place, km, now, id=place.id, **services)
