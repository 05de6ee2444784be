"""Receiving what phones send: exactly once, whatever is lost, doubled or disordered on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.surveys import questions
from maillage.surveys.collecting import contents
from maillage.surveys.collecting.contents import Item, Unreadable
from maillage.surveys.collecting.queries import Known
from maillage.surveys.enums import Kept, Kind
from maillage.surveys.models import Campaign, Collector, Conflict, Door, Response, Survey

MOST_PLACES, ID = 60, 100  # places on one leaflet, characters of an id
LABELS_KEPT = timedelta(days=30)  # after the end of a campaign


@dataclass(frozen=True)
class Answer:
    id: str
    kept: Kept
    reason: str = ""


def receive(collector: Collector, items: Iterable[Any]) -> list[Answer]:
    """One transaction an item: a bad one does not hold the others back."""
    known = Known(collector)
    return [_receive_one(known, raw) for raw in items]


def _receive_one(known: Known, raw: Any) -> Answer:
    id = str(raw.get("id", ""))[:60] if isinstance(raw, dict) else ""
    try:
        item = contents.read(raw)
        row = _door(known, item) if item.kind == Kind.DOOR else _response(known, item)
        return Answer(id, _keep(known.campaign, item, row))
    except Unreadable as why:
        return Answer(id, Kept.REFUSED, str(why))


def _keep(campaign: Campaign, item: Item, row: Door | Response) -> Kept:
    """The id is the primary key: of two at once the database keeps one, and the other compares."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
        return Kept.KEPT
    except IntegrityError:
        return _compare(campaign, item, type(row))


def _compare(campaign: Campaign, item: Item, model: type[Door] | type[Response]) -> Kept:
    known = model.objects.filter(pk=item.id).values_list("content_hash", flat=True).first()
    if known is None:
        raise Unreadable(_("Cet envoi n'a pas pu être gardé."))
    if known in (item.content_hash, ""):  # "": its door label is gone, and what it was made of too
        return Kept.ALREADY
    with transaction.atomic():
        Conflict.objects.get_or_create(
            kind=item.kind, client_id=item.id, content_hash=item.content_hash,
            defaults={"campaign": campaign, "content": item.content},
        )  # fmt: skip
    return Kept.CONFLICT


def _door(known: Known, item: Item) -> Door:
    round = known.rounds.get(_number(item.content.get("round")))
    if round is None:
        raise Unreadable(_("Cette tournée n'est pas dans la campagne."))
    outcome = contents.outcome_of(item.content)
    late = timezone.localdate() >= known.campaign.ended_on + LABELS_KEPT
    return Door(
        id=item.id, round=round, day=item.day, outcome=outcome, again=contents.again_of(item.content),
        label="" if late else str(item.content.get("label", ""))[: contents.LABEL],
        not_concerned=bool(item.content.get("not_concerned")) and outcome == outcome.INTERVIEW,
        content_hash="" if late else item.content_hash,
    )  # fmt: skip


def _response(known: Known, item: Item) -> Response:
    answers, mentioned = item.content.get("answers"), item.content.get("mentioned", [])
    if not isinstance(answers, dict) or not isinstance(mentioned, list):
        raise Unreadable(_("Les réponses ne sont pas lisibles."))
    survey, zone = _survey(known, item), item.content.get("zone")
    return Response(
        id=item.id, survey=survey, campaign=known.campaign, day=item.day,
        zone_id=zone if isinstance(zone, str) and zone in known.zones else None,
        answers=questions.clean(known.questions[survey.pk], answers),
        mentioned=[str(one)[:ID] for one in mentioned[:MOST_PLACES]],
        language=str(item.content.get("language") or "fr")[:10], content_hash=item.content_hash,
    )  # fmt: skip


def _survey(known: Known, item: Item) -> Survey:
    survey = known.surveys.get(_number(item.content.get("survey")))
    if survey is None:
        raise Unreadable(_("Cette enquête n'est pas celle de la campagne."))
    return survey


def _number(value: Any) -> int:
    """0 stands for what is no number: no row has it."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31 else 0
